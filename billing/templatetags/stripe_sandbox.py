"""Filters of the sandbox's pages."""

from django import template

from billing.amounts import money
from billing.sandbox.pages import bills, words

register = template.Library()
register.filter("money", money)
register.filter("day", bills.day)
register.filter("minute", bills.minute)
register.filter("short_day", bills.short_day)
register.filter("short_minute", bills.short_minute)
register.filter("plainly", words.plainly)
