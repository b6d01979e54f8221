"""Answers that were not begun.

refusals       plan, reason
"""

from __future__ import annotations

from ..day import Span
from ..facts import Facts
from ..models import RefusalCount


def refusals(span: Span, facts: Facts) -> None:
    """Take over what was counted when it happened: a refusal leaves no other row."""
    for plan, reason, number in RefusalCount.objects.filter(day=span.day).values_list(
        "plan", "reason", "number"
    ):
        facts.add("refusals", number, group=plan, part=reason)
