"""Dates, amounts and plans as mails write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ... import dates
from ...amounts import money, seats
from ...plans import PLANS

Facts = dict[str, Any]
BILLING = "/settings/billing/"
PRICING = "/pricing/"
TEAMS = "/settings/team/"


def day(moment: str) -> str:
    """`3 November 2026`, of a moment in ISO 8601."""
    return dates.day(datetime.fromisoformat(moment))


def plan_name(code: str) -> str:
    """What people call a plan; one that is gone from the catalogue is just `paid`."""
    return PLANS[code].name if code in PLANS else _("paid")


def bought(facts: Facts) -> str:
    """`Plus`, or `Team, 3 seats`."""
    name = plan_name(facts["plan"])
    if facts["plan"] != "team":
        return name
    return _("{plan}, {seats}").format(plan=name, seats=seats(facts["quantity"]))


def price(facts: Facts) -> str:
    """`$90.00 a month`, for all seats."""
    amount = money(facts["cents"] * facts["quantity"])
    if facts["interval"] == "month":
        return _("{amount} a month").format(amount=amount)
    if facts["interval"] == "year":
        return _("{amount} a year").format(amount=amount)
    return amount


def about(facts: Facts) -> tuple[tuple[str, str], ...]:
    """A row that names the team, where it is one's."""
    return ((_("Team"), facts["team"]),) if facts.get("team") else ()
