"""Programs that an answer contains, run in the sandbox: against the question's examples, or against each other."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence

from ..sandbox import Sandbox, SandboxError
from ..sandbox.limits import SECONDS
from . import Outcome as VerdictOutcome
from . import Verdict
from .programs import inputs, values
from .programs.examples import Example, examples_in
from .programs.extract import names_in, program_in
from .programs.trial import Outcome, Trial, perform

EVIDENCE = 6000  # characters
LINE = 300  # characters of one value or message in the evidence
SHOWN_CALLS = 8  # generated calls that the evidence lists


class CodeVerifier:
    """Runs what answers contain, each program for `seconds` of computing at most.

    Without a sandbox nothing is run and every verdict is 'unknown'.
    """

    def __init__(self, sandbox: Sandbox | None, *, seconds: float = SECONDS) -> None:
        self._sandbox = sandbox
        self._seconds = seconds

    async def verify(self, question: str, answer: str) -> Verdict:
        """'passed' only when the program returns what every usable example of the question expects.

        'failed' when it does not, or cannot even be loaded. 'unknown' when there is no program, no example,
        no sandbox, or when the sandbox refused what the program needs.
        """
        examples = examples_in(question)
        wanted = sorted({name for example in examples for name in example.names})
        program = program_in(answer, wanted)
        if program is None:
            return _unknown("The answer holds no Python program.")
        if self._sandbox is None:
            return _unknown("Nothing was run: this machine has no sandbox that holds.")
        defined = names_in(program)
        usable = [example for example in examples if example.names & defined]
        calls = usable or _generated(question, program)
        try:
            trial = await perform(self._sandbox, program, calls, seconds=self._seconds)
        except SandboxError as error:
            return _unknown(f"Nothing was run: {error.message}.")
        return _judge(trial, calls, expected=bool(usable), tier=self._sandbox.tier.name)

    async def group(self, question: str, answers: Sequence[str]) -> list[str | None]:
        """For each answer a key that programs share when they behave alike on the same calls.

        None where there is no program, where it ends before the last call, or where every call fails.
        Agreement proves nothing: a key is no verdict.
        """
        examples = examples_in(question)
        wanted = sorted({name for example in examples for name in example.names})
        programs = [program_in(answer, wanted) for answer in answers]
        known = list(dict.fromkeys(program for program in programs if program is not None))
        function = inputs.target(question, known, examples)
        if self._sandbox is None or function is None:
            return [None] * len(answers)
        calls = inputs.calls(function, examples)
        keys = await asyncio.gather(*(self._key(self._sandbox, program, calls) for program in known))
        found = dict(zip(known, keys, strict=True))
        return [found[program] if program is not None else None for program in programs]

    async def _key(self, sandbox: Sandbox, program: str, calls: Sequence[Example]) -> str | None:
        try:
            trial = await perform(sandbox, program, calls, seconds=self._seconds)
        except SandboxError:
            return None
        if len(trial.outcomes) < len(calls) or all(outcome.raised for outcome in trial.outcomes):
            return None
        behaviour = "\n".join(outcome.key for outcome in trial.outcomes)
        return hashlib.sha256(behaviour.encode()).hexdigest()[:16]


def _generated(question: str, program: str) -> tuple[Example, ...]:
    function = inputs.target(question, [program], ())
    return inputs.calls(function, ()) if function else ()


def _judge(trial: Trial, calls: Sequence[Example], *, expected: bool, tier: str) -> Verdict:
    about = f"Ran in the sandbox (tier {tier}), {trial.result.seconds:.2f} s."
    if trial.loaded is None or trial.loaded.raised not in ("", "SystemExit"):
        words = f"The program {trial.loaded.summary if trial.loaded else trial.ending}."
        refused = trial.result.limit == "clock" if trial.loaded is None else _outside(trial.loaded)
        return _verdict("unknown" if refused else "failed", [about, words], trial)
    if not expected:
        lines = [
            f"{call.call} {outcome.summary}" for call, outcome in zip(calls, trial.outcomes, strict=False)
        ]
        why = "The question gives no example, so nobody knows what is right."
        return _verdict("unknown", [about, why, *lines[:SHOWN_CALLS]], trial)
    lines, results = [about], []
    for at, call in enumerate(calls):
        if at >= len(trial.outcomes):
            lines.append(f"{call.call}: the program {trial.ending}; expected {call.text}")
            results.append("unknown" if trial.result.limit == "clock" else "failed")
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
    return (
        ("passed", f"{outcome.summary}, as expected")
        if right
        else (
            "failed",
            f"{outcome.summary}, expected {call.text}",
        )
    )


def _session(outcome: Outcome) -> str:
    """What an interactive session would show."""
    return "\n".join(line.rstrip() for line in f"{outcome.printed}{outcome.shown}".strip().split("\n"))


def _verdict(outcome: VerdictOutcome, lines: Sequence[str], trial: Trial) -> Verdict:
    printed = "".join(part.printed for part in (trial.loaded, *trial.outcomes) if part) + trial.result.stderr
    shown = [line if len(line) <= LINE else f"{line[:LINE]}…" for line in lines]
    shown += [f"| {line[:LINE]}" for line in printed.strip().split("\n")[:SHOWN_CALLS] if line.strip()]
    return Verdict(outcome, _clean("\n".join(shown)[:EVIDENCE]), "code")


def _unknown(words: str) -> Verdict:
    return Verdict("unknown", _clean(words), "code")


def _clean(text: str) -> str:
    """Text that any database takes: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()
