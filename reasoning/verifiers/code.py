"""Programs that answers contain, run in the sandbox: against the question's examples, or against each other."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ..sandbox import Sandbox, SandboxError
from ..sandbox.limits import SECONDS
from . import Verdict
from .programs import inputs
from .programs.examples import Example, examples_in
from .programs.extract import names_in, program_in
from .programs.judging import judge, shown, unknown
from .programs.trial import Trial, perform

PATIENCE = 2  # programs that could not be confined before no more are tried


@dataclass(frozen=True, slots=True)
class Tried:
    """What running a program has shown.

    Programs that behave alike on the same calls have the same `behaviour`; None where a program ends before the
    last call, or where every call fails. Alike is not right: it is no verdict. `calls` is what was called and what
    came of it, as text.
    """

    verdict: Verdict
    behaviour: str | None = None
    calls: str = ""


class Programs:
    """The programs that answer one question, each run for `seconds` of computing at most.

    Without usable examples every program is called with the same arguments, whatever its function is called: those
    for the first one tried with as many parameters. Without a sandbox nothing is run.
    """

    def __init__(self, question: str, sandbox: Sandbox | None, *, seconds: float = SECONDS) -> None:
        self._question = question
        self._sandbox = sandbox
        self._seconds = seconds
        self._examples = examples_in(question)
        self._wanted = sorted({name for example in self._examples for name in example.names})
        self._arguments: dict[int, tuple[str, ...]] = {}  # by the number of parameters
        self._patience = PATIENCE

    def find(self, answer: str) -> str | None:
        """The program in `answer`, or None where it holds none."""
        return program_in(answer, self._wanted)

    async def examine(self, program: str) -> Tried:
        """Run `program`. Where it could not be confined, or the sandbox is gone, the verdict is 'unknown'."""
        if self._sandbox is None:
            return Tried(unknown("Nothing was run: this machine has no sandbox that holds."))
        if not self._patience:
            return Tried(unknown("Nothing was run: the sandbox has failed before."))
        defined = names_in(program)
        usable = [example for example in self._examples if example.names & defined]
        calls = usable or self._generated(program)
        try:
            trial = await perform(self._sandbox, program, calls, seconds=self._seconds)
        except SandboxError as error:
            self._patience -= 1
            return Tried(unknown(f"Nothing was run: {error.message}."))
        verdict = judge(trial, calls, expected=bool(usable), tier=self._sandbox.tier.name)
        return Tried(verdict, _behaviour(trial, calls), shown(trial, calls))

    def _generated(self, program: str) -> Sequence[Example]:
        function = inputs.target(self._question, [program], self._examples)
        if function is None:
            return ()
        count = len(function.parameters)
        if count not in self._arguments:
            self._arguments[count] = inputs.arguments(function, self._examples)
        calls = (f"{function.name}({values})" for values in self._arguments[count])
        return [Example(call, "", literal=False) for call in calls]


class CodeVerifier:
    """Looks at whole answers: `Programs` for those who have them all at hand."""

    def __init__(self, sandbox: Sandbox | None, *, seconds: float = SECONDS) -> None:
        self._sandbox = sandbox
        self._seconds = seconds

    async def verify(self, question: str, answer: str) -> Verdict:
        """'passed' only when the program returns what every usable example of the question expects.

        'failed' when it does not, or cannot even be loaded. 'unknown' when there is no program, no example,
        no sandbox, or when the sandbox refused what the program needs.
        """
        programs = Programs(question, self._sandbox, seconds=self._seconds)
        program = programs.find(answer)
        if program is None:
            return unknown("The answer holds no Python program.")
        return (await programs.examine(program)).verdict

    async def group(self, question: str, answers: Sequence[str]) -> list[str | None]:
        """For each answer its program's behaviour (see Tried); None where there is no program, too."""
        programs = Programs(question, self._sandbox, seconds=self._seconds)
        found = [programs.find(answer) for answer in answers]
        known = list(dict.fromkeys(program for program in found if program is not None))
        tried = await asyncio.gather(*(programs.examine(program) for program in known))
        behaviours = {program: each.behaviour for program, each in zip(known, tried, strict=True)}
        return [behaviours[program] if program is not None else None for program in found]


def _behaviour(trial: Trial, calls: Sequence[Example]) -> str | None:
    outcomes = trial.outcomes
    if not calls or len(outcomes) < len(calls) or all(outcome.raised for outcome in outcomes):
        return None
    # What was called belongs to it, the function's own name does not.
    asked = [call.call.partition("(")[2] for call in calls]
    told = [outcome.key for outcome in outcomes]
    return hashlib.sha256("\n".join((*asked, *told)).encode(errors="replace")).hexdigest()[:16]
