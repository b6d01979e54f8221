"""Dates, amounts and plans as mails write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...amounts import money, seats
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


def plan_name(code: str) -> str:
    """What people call a plan; one that is gone from the catalogue is just `paid`."""
    return PLANS[code].name if code in PLANS else "paid"


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
