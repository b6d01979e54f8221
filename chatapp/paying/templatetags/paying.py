"""Filters of the pages about money."""

from __future__ import annotations

from datetime import UTC, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from billing import amounts, dates
from chatapp.paying import words

register = template.Library()
register.filter("money", amounts.money)
register.filter("seats", amounts.seats)
register.filter("span", words.span)
register.filter("every", words.every)
register.filter("by", words.by)
register.filter("each", words.each)


@register.filter
def price(cents: int) -> str:
    """Cents as `$20`, with cents only where there are some."""
    return amounts.money(cents, whole=True)


@register.filter
def moment(at: datetime) -> SafeString:
    """A day and a time in UTC, which local-times.js shows in the reader's own zone."""
    at = at.astimezone(UTC)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), dates.moment(at))


@register.filter
def when(at: datetime) -> SafeString:
    """The same within a sentence: `on 26 November 2026 at 14:32 UTC`."""
    at = at.astimezone(UTC)
    # How local-times.js says it in the reader's own zone.
    patterns = _("on {day} at {time}"), _("today at {time}")
    return format_html(
        '<time datetime="{}" data-within="{}" data-today="{}">{}</time>',
        at.isoformat(), *patterns, dates.within(at),
    )  # fmt: skip


@register.filter
def day(at: datetime) -> SafeString:
    """A day."""
    at = at.astimezone(UTC)
    return format_html('<time datetime="{}">{}</time>', at.date().isoformat(), dates.day(at))


@register.filter
def every_seat(interval: str) -> str:
    """`a seat and month`."""
    return words.every(interval, by_seat=True)


@register.filter
def thousands(number: int) -> str:
    """`25,000`."""
    return f"{number:,}"


@register.filter
def micros(amount: int) -> str:
    """Micro-USD as dollars, to a hundredth of a cent."""
    return f"${amount / 1_000_000:,.4f}"
