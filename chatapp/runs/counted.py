"""What a run adds to the installation's figures (observing/figures)."""

from __future__ import annotations

from django.utils import timezone

from chatapp.observing.figures import tally
from reasoning.events import Answered, BudgetUsed, Cancelled, Failed

from .models import Run

OUTCOMES: dict[type, str] = {Answered: "succeeded", Cancelled: "cancelled", Failed: "failed"}


def claimed(run: Run) -> None:
    """A worker has taken the run."""
    if run.attempt > 1:
        tally.count("run_retries_total", run.mode)
    else:
        tally.observe("run_queue_seconds", _age(run), run.mode)


def first_word(run: Run) -> None:
    """The first words of the answer, or of a thought, can be read."""
    tally.observe("run_first_word_seconds", _age(run), run.mode)


def used(model: str, usage: BudgetUsed) -> None:
    """A call to an engine used tokens."""
    for kind, number in (("prompt", usage.prompt), ("cached", usage.cached), ("generated", usage.generated)):
        if number:
            tally.count("engine_tokens_total", model, kind, by=number)


def ended(run: Run, event: object) -> None:
    """The run has ended."""
    tally.count("runs_ended_total", run.mode, OUTCOMES[type(event)])
    tally.observe("run_seconds", _age(run), run.mode)
    if isinstance(event, Failed):
        tally.count("run_failures_total", event.code)


def _age(run: Run) -> float:
    return (timezone.now() - run.created_at).total_seconds()
