"""Whether the ledger is sound after the past was invented: by its own rules, entry by entry."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Sum

from billing.models import UsageHold
from billing.plans import plan
from chatapp.runs.models import EngineCall, Run

FATES = {"succeeded": "committed", "failed": "released"}


def faults() -> list[str]:
    """What is wrong, in words; nothing where all is well."""
    return [*_unsettled(), *_against_runs(), *_overfilled()]


def _unsettled() -> list[str]:
    held = UsageHold.objects.filter(state=UsageHold.State.HELD).count()
    return [f"{held} holds were never settled."] if held else []


def _against_runs() -> list[str]:
    calls = EngineCall.objects.filter(chargeable=True, run__isnull=False).order_by()
    spent = dict(calls.values_list("run").annotate(Sum("cost_micros")))
    wrong = 0
    rows = Run.objects.exclude(hold=None).values_list("pk", "status", "hold__state", "hold__cost_micros")
    for run, status, state, cost in rows.iterator(2_000):
        wrong += state != FATES.get(status, state) or (state == "committed" and cost != spent.get(run, 0))
    return [f"{wrong} answers and their holds do not agree."] if wrong else []


def _overfilled() -> list[str]:
    """True sliding windows: no committed unit, but for overage and credits, came where the window was full."""
    windows: defaultdict[tuple[UUID, UUID, str], deque[tuple[datetime, int]]] = defaultdict(deque)
    wrong = 0
    holds = UsageHold.objects.filter(state=UsageHold.State.COMMITTED, credit=None).order_by(
        "created_at", "pk"
    )
    for account, user, meter, code, at, units, overage in holds.values_list(
        "account_id", "user_id", "meter", "plan", "created_at", "units", "overage"
    ).iterator(2_000):
        cap = plan(code).cap(meter)
        window = windows[account, user, meter]
        window.append((at, units))
        while window[0][0] <= at - timedelta(seconds=cap.window_seconds):
            window.popleft()
        wrong += cap.limit is not None and not overage and sum(each for _, each in window) > cap.limit
    return [f"{wrong} units came where the window was full."] if wrong else []
