"""What the end of a run costs its person: its hold is committed, or given back with the reason."""

from __future__ import annotations

from django.db.models import Sum

from billing import quota, stops

from .models import Run


def settle(
    *,
    run: Run,
    text: str,
    failed: bool = False,
    refused: bool = False,
    by_staff: bool = False,
    stop: str = "cancelled",
) -> bool:
    """Settle the run's hold, if it has one, inside the caller's transaction.

    `text` is what was delivered of the answer: any of it counts one message. A failure, the demo model's refusal,
    what staff stopped and a run that nobody had begun count none, and neither does a stop before any text (`stop` is
    the kind), a few times a day: see billing/stops.py. True when such a stop was counted.
    """
    if run.hold is None:
        return False
    used = run.calls.filter(chargeable=True).aggregate(
        tokens=Sum("generated", default=0), cost=Sum("cost_micros", default=0)
    )
    if failed:
        quota.release(hold=run.hold, reason="failed")
    elif by_staff:
        quota.release(hold=run.hold, reason="stopped by staff")
    elif refused:
        quota.release(hold=run.hold, reason="beyond the demo model")
    elif text:
        quota.commit(hold=run.hold, tokens=used["tokens"], cost_micros=used["cost"])
    elif run.started_at is None:
        quota.release(hold=run.hold, reason="not begun")
    else:
        return stops.settle_stopped(
            hold=run.hold, tokens=used["tokens"], cost_micros=used["cost"], reason=stop
        )
    return False
