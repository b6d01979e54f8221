"""What a trial shows: the verdict on a program, with evidence that a person can read."""

from __future__ import annotations

from collections.abc import Sequence

from ...text import storable
from .. import Outcome as VerdictOutcome
from .. import Verdict
from . import values
from .examples import Example
from .trial import Outcome, Trial

EVIDENCE = 6000  # characters
LINE = 300  # characters of one value or message in the evidence
SHOWN_CALLS = 8  # generated calls that the evidence lists


def judge(trial: Trial, calls: Sequence[Example], *, expected: bool, tier: str) -> Verdict:
    """The verdict on a program after `calls`, which say what should come out where `expected`."""
    about = f"Ran in the sandbox (tier {tier}), {trial.result.seconds:.2f} s."
    if trial.loaded is None or trial.loaded.raised not in ("", "SystemExit"):
        words = f"The program {trial.loaded.summary if trial.loaded else trial.ending}."
        refused = trial.interrupted if trial.loaded is None else _outside(trial.loaded)
        return _verdict("unknown" if refused else "failed", [about, words], trial)
    if not expected:
        why = "The question gives no example, so nobody knows what is right."
        return _verdict("unknown", [about, why, *shown(trial, calls).split("\n")], trial)
    lines, results = [about], []
    for at, call in enumerate(calls):
        if at >= len(trial.outcomes):
            lines.append(f"{call.call}: the program {trial.ending}; expected {call.text}")
            results.append("unknown" if trial.interrupted else "failed")
            break
        result, words = _compare(call, trial.outcomes[at])
        lines.append(f"{call.call} {words}")
        results.append(result)
    worst: VerdictOutcome = (
        "failed" if "failed" in results else "unknown" if "unknown" in results else "passed"
    )
    return _verdict(worst, lines, trial)


def _outside(outcome: Outcome) -> bool:
    """Whether the program failed for want of something that only the world outside has."""
    return outcome.refused or outcome.raised == "EOFError"


def _compare(call: Example, outcome: Outcome) -> tuple[VerdictOutcome, str]:
    if _outside(outcome):
        return "unknown", f"{outcome.summary} (the sandbox has no such thing)"
    right = not outcome.raised and call.literal and values.same(values.decode(outcome.told), call.value)
    if call.prints and not outcome.raised:
        right = right or _session(outcome) == call.text.strip()
    if right:
        return "passed", f"{outcome.summary}, as expected"
    return "failed", f"{outcome.summary}, expected {call.text}"


def _session(outcome: Outcome) -> str:
    """What an interactive session would show."""
    return "\n".join(line.rstrip() for line in f"{outcome.printed}{outcome.shown}".strip().split("\n"))


def _verdict(outcome: VerdictOutcome, lines: Sequence[str], trial: Trial) -> Verdict:
    printed = "".join(part.printed for part in (trial.loaded, *trial.outcomes) if part) + trial.result.stderr
    said = [_line(line) for line in lines]
    said += [f"| {line[:LINE]}" for line in printed.strip().split("\n")[:SHOWN_CALLS] if line.strip()]
    return Verdict(outcome, storable("\n".join(said)[:EVIDENCE]), "code")


def unknown(words: str) -> Verdict:
    """Nothing was found out, and why."""
    return Verdict("unknown", storable(words), "code")


def shown(trial: Trial, calls: Sequence[Example]) -> str:
    """Some of the calls and what they gave, as text."""
    lines = [f"{call.call} {outcome.summary}" for call, outcome in zip(calls, trial.outcomes, strict=False)]
    return storable("\n".join(map(_line, lines[:SHOWN_CALLS])))


def _line(text: str) -> str:
    """One short line: what a value or an error says of itself must not look like evidence of its own."""
    text = text[: LINE + 1].replace("\r", "\n").replace("\n", " ⏎ ")
    return text if len(text) <= LINE else f"{text[:LINE]}…"
