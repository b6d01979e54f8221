"""Who counts what of a day. Each is a function of a day's rows; together they make all that the panels show."""

from __future__ import annotations

from collections.abc import Callable

from ..day import Span
from ..facts import Facts
from .accounts import accounts
from .calls import calls
from .money import money
from .payments import payments
from .refusals import refusals
from .runs import runs
from .webhooks import webhooks

Source = Callable[[Span, Facts], None]
SOURCES: dict[str, Source] = {
    "money": money,
    "payments": payments,
    "accounts": accounts,
    "runs": runs,
    "calls": calls,
    "refusals": refusals,
    "webhooks": webhooks,
}
