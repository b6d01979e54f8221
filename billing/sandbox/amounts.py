"""The arithmetic of bills: periods, prorations, discounts. Pure; cents and seconds since the epoch."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from typing import Any

Obj = dict[str, Any]


def months_after(start: int, months: int) -> int:
    """The same day and time so many months later, or the month's last day when it is too short."""
    begin = datetime.fromtimestamp(start, UTC)
    month = begin.month - 1 + months
    year, month = begin.year + month // 12, month % 12 + 1
    day = min(begin.day, calendar.monthrange(year, month)[1])
    return int(begin.replace(year=year, month=month, day=day).timestamp())


def period_end(anchor: int, start: int, interval: str) -> int:
    """The end of the period that begins at `start`, counted from the anchor so that a 31st comes back."""
    step = 12 if interval == "year" else 1
    number = 1
    while months_after(anchor, number * step) <= start:
        number += 1
    return months_after(anchor, number * step)


def prorated(cents: int, start: int, end: int, at: int) -> int:
    """The part of a period's price that is left at a moment in it."""
    return round(cents * max(0, end - at) / (end - start))


def discounted(cents: int, coupon: Obj) -> int:
    """How much of an amount the coupon takes off."""
    percent: int | None = coupon["percent_off"]
    amount: int = coupon["amount_off"] or 0
    off = round(cents * percent / 100) if percent else min(cents, amount)
    return max(0, off)
