"""Modes whose answers are not begun now: staff have paused them, or switched all of their models off.

Those that wait stay as they are, with their places, and begin when that ends. Their tasks end at once, so that they
hold up nobody.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from chatapp.controls import state
from chatapp.errors import RequestError

from . import roster
from .models import Run

# A run that the sweep finds at once: so long ago it was given to the broker.
LONG_AGO = datetime.fromtimestamp(0, UTC)


def is_paused(mode: str) -> bool:
    """Whether new answers of `mode` wait; read from the database, at most a second ago."""
    return mode in state.fresh().paused


def is_held(mode: str, *, exactly: bool = False) -> bool:
    """Whether no answer of `mode` may begin. `exactly`: as the database says at this moment."""
    known = state.refresh() if exactly else state.fresh()
    return mode in known.paused or not roster.has_model(mode)


def modes() -> list[str]:
    """Those that are held, exactly."""
    state.refresh()
    return [mode for mode in state.MODES if is_held(mode)]


def let_go(mode: str) -> None:
    """In the caller's transaction: the next sweep gives those that wait to the broker again."""
    Run.objects.filter(status=Run.Status.QUEUED, mode=mode).update(enqueued_at=LONG_AGO)


def let_all_go() -> None:
    for mode in state.MODES:
        let_go(mode)


def need_going(mode: str) -> None:
    """Raise RequestError `paused` where `mode` is paused."""
    if is_paused(mode):
        raise RequestError(_("Answers of this kind are paused for the moment."), code="paused")
