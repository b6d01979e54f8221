"""Filters of the pages about people."""

from __future__ import annotations

from django import template

from chatapp.support import words

register = template.Library()
register.filter("mail_kind", words.kind)
register.filter("mail_outcome", words.outcome)
