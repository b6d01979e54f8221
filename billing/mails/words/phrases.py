"""Dates, amounts and plans as mails write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...plans import PLANS

Facts = dict[str, Any]
BILLING = "/settings/billing/"
PRICING = "/pricing/"
TEAMS = "/settings/team/"
EVERY = {"month": "a month", "year": "a year"}


def day(moment: str) -> str:
    """`3 November 2026`, of a moment in ISO 8601."""
    at = datetime.fromisoformat(moment)
    return f"{at.day} {at:%B %Y}"


def money(cents: int, currency: str = "usd") -> str:
    """`$20.00`, or `20.00 EUR` where it is not US dollars."""
    amount = f"{abs(cents) / 100:,.2f}"
    text = f"${amount}" if currency == "usd" else f"{amount} {currency.upper()}"
    return f"−{text}" if cents < 0 else text


def plan_name(code: str) -> str:
    """What people call a plan; one that is gone from the catalogue is just `paid`."""
    return PLANS[code].name if code in PLANS else "paid"


def seats(number: int) -> str:
    return f"{number} seat{'' if number == 1 else 's'}"


def bought(facts: Facts) -> str:
    """`Plus`, or `Team, 3 seats`."""
    name = plan_name(facts["plan"])
    return f"{name}, {seats(facts['quantity'])}" if facts["plan"] == "team" else name


def price(facts: Facts) -> str:
    """`$90.00 a month`, for all seats."""
    return f"{money(facts['cents'] * facts['quantity'])} {EVERY.get(facts['interval'], '')}".strip()


def about(facts: Facts) -> tuple[tuple[str, str], ...]:
    """A row that names the team, where it is one's."""
    return (("Team", facts["team"]),) if facts.get("team") else ()
