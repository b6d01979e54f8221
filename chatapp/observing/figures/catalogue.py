"""Every figure that is counted as things happen: its name, what it says, and its labels.

No label holds what a person typed, a path or an id: the number of series is bounded by the code and the models.
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "fragaria_"
WAITS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
ANSWERS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0)  # seconds


@dataclass(frozen=True)
class Figure:
    """A counter, or with `buckets` (seconds) a histogram."""

    about: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


FIGURES = {
    "http_request_seconds": Figure("Time until a response was sent.", ("view", "status"), WAITS),
    "frames_total": Figure("Frames of open pages that were served or refused.", ("outcome",)),
    "run_queue_seconds": Figure("From the question to a worker's first claim.", ("mode",), ANSWERS),
    "run_first_word_seconds": Figure("From the question to the first word of it.", ("mode",), ANSWERS),
    "run_seconds": Figure("From the question to the end of its answer.", ("mode",), ANSWERS),
    "runs_ended_total": Figure("Answers that ended, by how.", ("mode", "outcome")),
    "run_failures_total": Figure("Answers that failed, by the error's code.", ("code",)),
    "run_retries_total": Figure("Attempts at an answer after the first.", ("mode",)),
    "runs_recovered_total": Figure("Answers that a dead worker left, or the queue forgot.", ("why",)),
    "engine_tokens_total": Figure("Tokens of engine calls.", ("model", "kind")),
    "engine_first_token_seconds": Figure("From a call to the engine to its first token.", ("model",), WAITS),
    "engine_errors_total": Figure("Calls that the engine refused or broke off.", ("model", "code")),
    "drifted_accounts_total": Figure("Accounts whose plan differed at Stripe, found by the reconciler."),
}
