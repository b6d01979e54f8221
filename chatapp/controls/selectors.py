"""What the pages about the controls show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatapp.runs.models import Run

from . import names, state, values
from .models import Change, Control

A_PAGE = 50
LABELS: dict[str, str | Promise] = {"fast": _("Fast answers"), "think": _("Thinking answers")}


@dataclass(frozen=True, slots=True)
class Queue:
    """`waiting` and `running` are answers of the mode now."""

    mode: str
    label: str | Promise
    pause: values.Pause | None
    version: int
    waiting: int
    running: int


def control(name: str) -> Control:
    """As it stands; one that was never changed is version 0."""
    return Control.objects.filter(pk=name).first() or Control(name=name)


def queues() -> list[Queue]:
    open_runs = Run.objects.filter(status__in=Run.OPEN).values_list("mode", "status").annotate(Count("pk"))
    counted = {(mode, status): number for mode, status, number in open_runs}
    found = []
    for mode in state.MODES:
        row = control(names.queue(mode))
        waiting, running = counted.get((mode, "queued"), 0), counted.get((mode, "running"), 0)
        found.append(Queue(mode, LABELS[mode], values.pause(row.value), row.version, waiting, running))
    return found


def history(before: int | None = None) -> tuple[list[Change], bool]:
    """The changes, newest first, those with a lower id than `before`; and whether there are more."""
    rows = Change.objects.select_related("actor").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: A_PAGE + 1])
    return found[:A_PAGE], len(found) > A_PAGE
