"""What an answer took, for whoever wants to know: its model, its way of thinking, tokens, seconds, and cost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Sum

from .models import EngineCall, Run
from .store import load_state


def details(*, run: Run, with_cost: bool) -> dict[str, Any]:
    """Facts of a run as plain data (docs/protocol.md): times are seconds, and null where they are not known.

    `tokens` are all that engines read and wrote for it, whoever pays for them; `with_cost` adds what that cost in
    micro-USD. `steps` counts each step once, however many paths went on from it.
    """
    calls = EngineCall.objects.filter(run=run)
    used = calls.aggregate(
        prompt=Sum("prompt", default=0),
        cached=Sum("cached", default=0),
        generated=Sum("generated", default=0),
        cost=Sum("cost_micros", default=0),
    )
    state = load_state(run)
    others = calls.exclude(model__in=("", run.model)).order_by("model").values_list("model", flat=True)
    return {
        "model": run.model,
        "others": list(others.distinct()),
        "mode": run.mode,
        "strategy": run.strategy,
        "verdict": run.verdict,
        "status": run.status,
        "asked_at": run.created_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "waited": _between(run.created_at, run.started_at),
        "first_word": _between(run.created_at, run.first_word_at),
        "seconds": round(run.seconds, 2),
        "paths": len(state.paths),
        "steps": sum(len(path.steps) - path.shared for path in state.paths),
        "tokens": {name: used[name] for name in ("prompt", "cached", "generated")},
        "cost_micros": used["cost"] if with_cost else None,
    }


def _between(since: datetime, until: datetime | None) -> float | None:
    return round(max(0.0, (until - since).total_seconds()), 2) if until else None
