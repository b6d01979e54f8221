"""Answers that ended on the day.

runs           mode, outcome
errors         code          answers that failed
retries        mode          attempts beyond the first
recovered      mode          answers that succeeded after their worker was lost
wait_p50, wait_p95           mode   ms from the question to the first worker
first_word_p50, ..._p95      mode   ms from the worker's beginning to the first word
run_ms, run_tokens           mode   working time, and tokens generated in it
answers, answer_cost         strategy, model   answers that succeeded, and micro-USD for them
think          answers, paths, steps, ms, early, verified
judged         verdict, value        thinking answers that people judged, by what the checks had said
askers                       people who had an answer
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from chatapp.conversations.models import Feedback
from chatapp.runs.models import Run, RunEvent

from ..day import Span
from ..facts import Facts, Times, milliseconds

FIELDS = (
    "user_id",
    "mode",
    "status",
    "error",
    "attempt",
    "strategy",
    "model",
    "cost_micros",
    "generated_tokens",
    "seconds",
    "paths",
    "verdict",
    "answer_requested",
    "created_at",
    "started_at",
    "first_word_at",
)


def runs(span: Span, facts: Facts) -> None:
    """Count the day's answers in one pass, a slim row each."""
    ended = Run.objects.filter(**span.of("finished_at"))
    waits, words, askers = Times(), Times(), set()
    for row in ended.values_list(*FIELDS).iterator(5_000):
        askers.add(row[0])
        one(facts, waits, words, row)
    waits.keep(facts, "wait")
    words.keep(facts, "first_word")
    facts.add("askers", len(askers))
    logged = RunEvent.objects.filter(
        run__mode="think", run__status=Run.Status.SUCCEEDED, **span.of("run__finished_at")
    )
    # Not a condition: databases think that it leaves nearly nothing, and begin with all events of all days.
    steps = logged.aggregate(number=Count("pk", filter=Q(event__type="step_finished")))
    facts.add("think", steps["number"], group="steps")
    judged = Feedback.objects.filter(message__run__mode="think", **span.of("created_at"))
    for verdict, value in judged.values_list("message__run__verdict", "value"):
        facts.add("judged", group=verdict or "unverified", part=value)


Row = tuple[
    UUID,
    str,
    str,
    str,
    int,
    str,
    str,
    int,
    int,
    float,
    int,
    str,
    bool,
    datetime,
    datetime | None,
    datetime | None,
]


def one(facts: Facts, waits: Times, words: Times, row: Row) -> None:
    """Count one answer."""
    (
        _user, mode, status, error, attempt, strategy, model, cost, tokens, seconds, paths, verdict, early,
        asked, begun, first_word,
    ) = row  # fmt: skip
    facts.add("runs", group=mode, part=status)
    if error:
        facts.add("errors", group=error)
    if attempt > 1:
        facts.add("retries", attempt - 1, group=mode)
    waits.add(mode, asked, begun)
    words.add(mode, begun, first_word)
    facts.add("run_ms", milliseconds(seconds), group=mode)
    facts.add("run_tokens", tokens, group=mode)
    if status != Run.Status.SUCCEEDED:
        return
    if attempt > 1:
        facts.add("recovered", group=mode)
    facts.add("answers", group=strategy, part=model)
    facts.add("answer_cost", cost, group=strategy, part=model)
    if mode == "think":
        facts.add("think", group="answers")
        facts.add("think", paths, group="paths")
        facts.add("think", milliseconds(seconds), group="ms")
        facts.add("think", int(early), group="early")
        facts.add("think", int(verdict == "verified"), group="verified")
