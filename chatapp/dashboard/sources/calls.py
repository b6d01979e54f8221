"""What engines were asked on the day: every call, dead attempts, judges and titles included.

call_cost      plan          micro-USD, by the plan that the answer was begun on; empty where its answer is gone
calls          purpose
tokens         model; prompt, cached, generated
"""

from __future__ import annotations

from django.db.models import Count, Sum

from chatapp.runs.models import EngineCall

from ..day import Span
from ..facts import Facts

KINDS = ("prompt", "cached", "generated")


def calls(span: Span, facts: Facts) -> None:
    """Count the day's calls."""
    made = EngineCall.objects.filter(**span.of("created_at")).order_by()
    paid = made.values_list("run__hold__account", "run__hold__plan").annotate(Sum("cost_micros"))
    for account, plan, cost in paid:
        facts.add("call_cost", cost, group=plan or "")
        if account is not None:
            facts.cost[account] += cost
    for purpose, model, number, *tokens in made.values_list("purpose", "model").annotate(
        Count("pk"), *(Sum(kind) for kind in KINDS)
    ):
        facts.add("calls", number, group=purpose)
        for kind, of_it in zip(KINDS, tokens, strict=True):
            facts.add("tokens", of_it, group=model, part=kind)
