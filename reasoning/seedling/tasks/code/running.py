"""Judging a program that a model wrote: only ever in the product's sandbox, on inputs that no question shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reasoning.sandbox import Sandbox, SandboxError, choose
from reasoning.verifiers.programs import values
from reasoning.verifiers.programs.examples import Example
from reasoning.verifiers.programs.extract import functions_in, names_in, program_in
from reasoning.verifiers.programs.trial import perform

SECONDS = 1.0  # of computing, for one program


@dataclass(frozen=True)
class Case:
    """The arguments of a call, as written, and what it must return."""

    arguments: str
    result: Any


@dataclass(frozen=True)
class Judge:
    """Whether a reply's function returns what it must. `cases` are made when they are needed.

    With a `name` the function must be called so; otherwise the last function of the program counts.
    """

    cases: Callable[[], Sequence[Case]]
    name: str = ""

    def __call__(self, reply: str) -> bool:
        return asyncio.run(self.judge(reply))

    async def judge(self, reply: str) -> bool:
        """The verdict. Raises SandboxError on a machine that has no sandbox."""
        program = program_in(reply, [self.name] if self.name else [])
        name = _called(program, self.name) if program else ""
        if not program or not name:
            return False
        cases = self.cases()
        calls = [Example(f"{name}({case.arguments})", "", literal=False) for case in cases]
        trial = await perform(_sandbox(), program, calls, seconds=SECONDS)
        if trial.loaded is None or trial.loaded.raised or len(trial.outcomes) < len(calls):
            return False
        return all(
            not outcome.raised and values.same(values.decode(outcome.told), case.result)
            for outcome, case in zip(trial.outcomes, cases, strict=True)
        )


def holds(reply: str, lines: Sequence[str]) -> bool:
    """Whether each line, an expression about the function `{f}` of the reply, is true. Runs in the sandbox."""
    program = program_in(reply, [])
    name = _called(program, "") if program else ""
    if not program or not name:
        return False
    calls = [Example(line.replace("{f}", name), "", literal=False) for line in lines]
    trial = asyncio.run(perform(_sandbox(), program, calls, seconds=SECONDS))
    return len(trial.outcomes) == len(calls) and all(
        not outcome.raised and values.decode(outcome.told) is True for outcome in trial.outcomes
    )


def judge_many(judged: Sequence[tuple[Judge, str]]) -> list[bool]:
    """The verdicts on many replies, as many at once as the sandbox runs."""

    async def everything() -> list[bool]:
        return list(await asyncio.gather(*(judge.judge(reply) for judge, reply in judged)))

    return asyncio.run(everything())


def _called(program: str, name: str) -> str:
    if name:
        return name if name in names_in(program) else ""
    functions = functions_in(program)
    return functions[-1].name if functions else ""


@cache
def _sandbox() -> Sandbox:
    sandbox = choose()
    if sandbox is None:
        raise SandboxError("programs cannot be judged: this machine has no sandbox that holds")
    return sandbox
