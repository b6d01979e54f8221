"""Filters of the pages about money."""

from __future__ import annotations

from datetime import UTC, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from billing import amounts
from chatapp.paying import words

register = template.Library()
register.filter("money", amounts.money)
register.filter("seats", amounts.seats)
register.filter("span", words.span)


@register.filter
def price(cents: int) -> str:
    """Cents as `$20`, with cents only where there are some."""
    return amounts.money(cents, whole=True)


@register.filter
def moment(at: datetime) -> SafeString:
    """A day and a time in UTC, which local-times.js shows in the reader's own zone."""
    at = at.astimezone(UTC)
    return format_html('<time datetime="{}">{} UTC</time>', at.isoformat(), f"{at:%-d %B %Y, %H:%M}")


@register.filter
def when(at: datetime) -> SafeString:
    """The same within a sentence: `on 26 November 2026 at 14:32 UTC`."""
    at = at.astimezone(UTC)
    said = f"on {at:%-d %B %Y} at {at:%H:%M} UTC"
    return format_html('<time datetime="{}" data-within>{}</time>', at.isoformat(), said)


@register.filter
def day(at: datetime) -> SafeString:
    """A day."""
    at = at.astimezone(UTC)
    return format_html('<time datetime="{}">{}</time>', at.date().isoformat(), f"{at:%-d %B %Y}")


@register.filter
def thousands(number: int) -> str:
    """`25,000`."""
    return f"{number:,}"


@register.filter
def micros(amount: int) -> str:
    """Micro-USD as dollars, to a hundredth of a cent."""
    return f"${amount / 1_000_000:,.4f}"
