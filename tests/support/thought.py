"""The log of a thinking run, told as its paths: what the traces' tests are about."""

from __future__ import annotations

from dataclasses import dataclass

from reasoning.events import (
    AnswerDelta,
    Answered,
    Event,
    PathFinished,
    PathPruned,
    PathStarted,
    RunStarted,
    StepFinished,
    StepScored,
    Verdict,
    Verified,
)
from reasoning.verifiers import Outcome


@dataclass(frozen=True)
class Told:
    """One path: its steps, each with the critique of a wrong equation or "" where its equations hold (None: it has
    none), its answer, and what an executed check said of that.
    """

    steps: tuple[tuple[str, str | None], ...] = ()
    answer: str | None = None
    check: Outcome = "unknown"
    parent: int | None = None
    shared: int = 0
    note: str = ""
    finished: bool = True


def path(number: int, told: Told) -> list[Event]:
    """The events of one path; a branch tells only the steps that are its own."""
    said: list[Event] = [PathStarted(number, told.parent, told.shared, told.note)]
    for place, (text, critique) in enumerate(told.steps, told.shared):
        said.append(StepFinished(number, place, text, tokens=9, logprob=-1.0, finish_reason="stop"))
        if critique is not None:
            said.append(
                StepScored(number, place, 0.0 if critique else 0.9, critique, "arithmetic+likelihood")
            )
    if not told.finished:
        return [*said, PathPruned(number, "out of time")]
    said.append(PathFinished(number, told.answer, told.answer or "", weight=0.8))
    if told.check != "unknown":
        said.append(Verified(number, told.check, f"{told.answer} was {told.check}", "math"))
    return said


def thought(*paths: Told, winner: int = 0, verdict: Verdict = "verified") -> list[Event]:
    """A whole run."""
    said: list[Event] = [RunStarted("adaptive", "scripted", 1, "think-1234", {})]
    for number, told in enumerate(paths):
        said += path(number, told)
    text = paths[winner].answer or ""
    return [*said, AnswerDelta(text), Answered(winner, 0.9, verdict)]
