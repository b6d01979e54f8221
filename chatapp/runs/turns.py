"""Whose turn it is: a task in the queue says that there is work, and the database says which.

Each run gets a place in time when it is asked: then, later for smaller plans, and later for each run of the same
person that has not ended. The earliest goes first. A place never changes, so whatever is asked after it cannot pass:
nobody waits for ever. See docs/adr/0012-fairness.md.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.conf import settings

from . import held, lease
from .models import Run

SECONDS_A_RUN = {"fast": 3, "think": 15}  # a typical answer
# Typical answers for which a plan lets larger ones go first.
PATIENCE = {"pro": 0, "team": 1, "plus": 1, "free": 2}
OWN = 2  # and as many for each of the person's own that is open
FEW = 8  # runs that are looked at together: other workers may take the first ones at this moment


def place(asked_at: datetime, *, mode: str, plan: str, own: int, slowed: bool = False) -> datetime:
    """The place of a run asked by a person of `plan` who has `own` open runs of this mode already. `slowed`: the
    account is above its plan's soft cost (billing/slowdowns.py), so that it is as patient as those who pay nothing.
    """
    patience = PATIENCE.get("free" if slowed else plan, PATIENCE["free"])
    return asked_at + timedelta(seconds=(patience + OWN * own) * SECONDS_A_RUN[mode])


def wait_seconds(run: Run) -> int:
    """About how long the queued run will wait: as if there were one worker process, with more of them it is less."""
    lanes = settings.INTERACTIVE_CONCURRENCY if run.mode == "fast" else settings.THINKING_CONCURRENCY
    others = Run.objects.filter(mode=run.mode).exclude(pk=run.pk)
    ahead = others.filter(status=Run.Status.QUEUED, turn_at__lte=run.turn_at).count()
    working = others.filter(status=Run.Status.RUNNING).count()
    rounds = ceil((ahead + working + 1 - lanes) / lanes)
    return max(0, rounds) * SECONDS_A_RUN[run.mode]


def claim_next(run_id: UUID | str, mode: str = "") -> Run | None:
    """Claim the queued run whose turn it is among those of `mode` (that of the run `run_id`, where none is given);
    `run_id` itself where none is queued. None where nothing can be claimed.

    Each queued run has a task of its own, so none is left over when a task works on another's. While the mode is held
    none is claimed; the sweep makes new tasks when it goes on.
    """
    mode = mode or Run.objects.filter(pk=run_id).values_list("mode", flat=True).first() or ""
    # Asked again where it seems so: what was let go a moment ago must not lose its task for an old reading.
    if mode and held.is_held(mode) and held.is_held(mode, exactly=True):
        return None
    queued = Run.objects.filter(mode=mode, status=Run.Status.QUEUED, lease_until=None)
    while first := list(queued.order_by("turn_at", "created_at").values_list("pk", flat=True)[:FEW]):
        for chosen in first:
            if claimed := lease.claim(chosen):
                return claimed
    return lease.claim(run_id)
