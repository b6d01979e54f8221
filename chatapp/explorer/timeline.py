"""When what happened to a run, and where its time went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatapp.runs.models import Run

WIDTH = 1000  # of the bar, in its own units
# A span's name, what it is called, and where it ends; each begins where the one before ends.
SPANS = (
    ("waiting", _("waited for a worker"), "started_at"),
    ("beginning", _("until the first word"), "first_word_at"),
    ("writing", _("until the end"), "finished_at"),
)
MOMENTS = (
    ("created_at", _("asked")),
    ("enqueued_at", _("queued, last time")),
    ("turn_at", _("its turn in the queue")),
    ("started_at", _("first worker began")),
    ("first_word_at", _("first word")),
    ("finished_at", _("ended")),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """`after` is seconds since the question."""

    label: str | Promise
    at: datetime
    after: float


@dataclass(frozen=True, slots=True)
class Span:
    """`begin` and `width` are of WIDTH."""

    name: str
    label: str | Promise
    seconds: float
    begin: int
    width: int


@dataclass(frozen=True, slots=True)
class Timeline:
    moments: list[Moment]
    spans: list[Span]


def of(run: Run, *, now: datetime | None = None) -> Timeline:
    """The run's moments in order, and the spans between those that have been; what goes on ends now."""
    now = now or timezone.now()
    known = {name: getattr(run, name) for name, _label in MOMENTS}
    moments = [
        Moment(label, at, (at - run.created_at).total_seconds())
        for name, label in MOMENTS
        if (at := known[name])
    ]
    end = run.finished_at or now
    total = max((end - run.created_at).total_seconds(), 0.001)
    spans = []
    begin = run.created_at
    for name, label, until in SPANS:
        # One that never came, a first word of a failed answer, leaves its time to the span before.
        to = known[until] or end
        to = min(max(to, begin), end)
        seconds = (to - begin).total_seconds()
        place = round(WIDTH * (begin - run.created_at).total_seconds() / total)
        if seconds > 0:
            spans.append(Span(name, label, seconds, place, max(round(WIDTH * seconds / total), 4)))
        begin = to
    return Timeline(sorted(moments, key=lambda moment: moment.at), spans)
