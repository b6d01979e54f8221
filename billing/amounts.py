"""Amounts and seats, as pages, mails and invoices write them."""

from __future__ import annotations

from django.utils.translation import ngettext


def money(cents: float, currency: str = "usd", *, whole: bool = False) -> str:
    """`$20.00`, or `$20` where `whole` and there are no cents; other currencies as `20.00 EUR`."""
    sign = "−" if cents < 0 else ""
    units = abs(cents) / 100
    text = f"{units:,.0f}" if whole and units == int(units) else f"{units:,.2f}"
    return f"{sign}${text}" if currency.lower() == "usd" else f"{sign}{text} {currency.upper()}"


def seats(number: int) -> str:
    """`1 seat`, `3 seats`."""
    return ngettext("{n} seat", "{n} seats", number).format(n=number)
