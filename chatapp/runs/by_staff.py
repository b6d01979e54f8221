"""An answer that staff stop costs its person nothing, whatever it has said by then."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from reasoning.events import Cancelled

from .models import Run

# `Run.error` from when staff ask for it on; an answer that ends otherwise before it is stopped loses it.
STOPPED = "stopped_by_staff"
# Stored in English, and shown in the reader's language.
SAID = gettext_noop("The operators of this site stopped this answer. It counted nothing.")


def mark(run: Run) -> bool:
    """Note that staff stop the open run; False where that is noted already, or it has ended."""
    unmarked = Run.objects.filter(pk=run.pk, status__in=Run.OPEN).exclude(error=STOPPED)
    return unmarked.update(error=STOPPED) == 1


def have_stopped(run: Run, event: object) -> bool:
    """Whether the run that ends with `event` ends so because of staff."""
    return isinstance(event, Cancelled) and Run.objects.filter(pk=run.pk, error=STOPPED).exists()
