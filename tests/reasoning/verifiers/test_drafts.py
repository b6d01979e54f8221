"""Programs of a search: each runs once, in the background, and they vote by what they do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from reasoning.sandbox import choose
from reasoning.verifiers import Outcome, Verdict
from reasoning.verifiers.code import Programs, Tried
from reasoning.verifiers.drafts import MOST, TOO_MANY, Drafts, Found
from tests.support.confined import need_any

pytestmark = pytest.mark.asyncio


def program(what: str) -> str:
    return f"```python\ndef f(x):\n    return {what}\n```"


class Scripted(Programs):
    """Programs that are not run: each does what it returns, and has `outcome`. It waits while `gate` is closed."""

    def __init__(self, outcome: Outcome = "unknown") -> None:
        super().__init__("Write f(x).", None)
        self.outcome: Outcome = outcome
        self.run: list[str] = []
        self.running = 0
        self.most = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def examine(self, program: str) -> Tried:
        self.run.append(program)
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await self.gate.wait()
            await asyncio.sleep(0)
        finally:
            self.running -= 1
        does = program.split("return")[1].strip()
        if does == "fault":
            raise ZeroDivisionError
        return Tried(
            Verdict(self.outcome, f"ran {does}", "code"), does.split("#")[0].strip(), f"f(1) gave {does}"
        )


@dataclass
class Told:
    """What Drafts tells."""

    news: list[tuple[int, Found | Exception]] = field(default_factory=list)

    def __call__(self, path: int, found: Found | Exception) -> None:
        self.news.append((path, found))

    async def settled(self, drafts: Drafts) -> list[tuple[int, Found | Exception]]:
        async with asyncio.timeout(20):
            while drafts.pending:  # noqa: ASYNC110
                await asyncio.sleep(0)
        return self.news


def names(news: list[tuple[int, Found | Exception]]) -> list[tuple[int, str]]:
    return [(path, found.name) for path, found in news if isinstance(found, Found)]


async def test_programs_that_do_the_same_get_one_name_after_the_first_path_that_wrote_one() -> None:
    told = Told()
    drafts = Drafts(Scripted(), told)
    for path, what in enumerate(("x", "x  # the same", "x + 1", "x")):
        first = "Program #1" if path == 3 else f"Program #{path + 1}"
        assert drafts.take(path, (program(what),), None) == Found(first)
    assert drafts.pending == {0, 1, 2, 3}
    news = await told.settled(drafts)
    assert sorted(names(news)) == [(0, "Program #1"), (1, "Program #1"), (2, "Program #3"), (3, "Program #1")]


async def test_agreement_is_told_with_the_calls_and_never_called_passed() -> None:
    told = Told()
    drafts = Drafts(Scripted(), told)
    for path, what in enumerate(("x", "x # too", "x # three", "x + 1")):
        drafts.take(path, (program(what),), None)
    verdicts = [
        pair for _, found in await told.settled(drafts) if isinstance(found, Found) for pair in found.verdicts
    ]
    agreed = [(path, verdict.evidence) for path, verdict in verdicts if verdict.kind == "agreement"]
    assert [path for path, _ in agreed] == [1, 0, 2]
    assert agreed[0][1].startswith("Does the same as the program of path 1 ")
    assert agreed[1][1].startswith("Does the same as the program of path 2 ")
    assert all("f(1) gave x" in evidence for _, evidence in agreed)
    assert {verdict.outcome for _, verdict in verdicts} == {"unknown"}


async def test_with_examples_each_path_has_the_verdict_on_its_own_program() -> None:
    told = Told()
    drafts = Drafts(Scripted("passed"), told)
    for path in range(2):
        drafts.take(path, (program(f"x # {path}"),), None)
    news = await told.settled(drafts)
    assert [found.verdicts for _, found in news if isinstance(found, Found)] == [
        ((path, Verdict("passed", f"ran x # {path}", "code")),) for path in range(2)
    ]


async def test_the_same_program_is_run_once_and_a_late_one_is_told_at_once() -> None:
    told, programs = Told(), Scripted("passed")
    drafts = Drafts(programs, told)
    drafts.take(0, (program("x"),), None)
    drafts.take(1, ("Once more:\n" + program("x"),), None)
    await told.settled(drafts)
    late = drafts.take(2, (program("x"),), None)
    assert late == Found("Program #1", ((2, Verdict("passed", "ran x", "code")),))
    assert not drafts.pending
    assert len(programs.run) == 1


async def test_a_program_keeps_the_name_that_an_earlier_attempt_has_given_it() -> None:
    told = Told()
    drafts = Drafts(Scripted(), told)
    assert drafts.take(0, (program("x"),), "Program #2") == Found("Program #2")
    assert drafts.take(1, (program("x + 1"),), "program #2") == Found("Program #3")
    assert sorted(names(await told.settled(drafts))) == [(0, "Program #2"), (1, "Program #3")]


async def test_a_program_may_stand_in_the_steps_alone() -> None:
    drafts = Drafts(Scripted(), Told())
    assert drafts.take(0, ("It doubles each.", program("2 * x")), None) == Found("Program #1")
    assert drafts.take(1, ("It doubles each.", "1. Think."), None) is None
    await drafts.close()


async def test_two_run_at_once_and_what_is_too_much_is_not_run() -> None:
    told, programs = Told(), Scripted()
    programs.gate.clear()
    drafts = Drafts(programs, told)
    for path in range(1000):
        drafts.take(path, (program(f"{path}"),), None)
    assert len(drafts.pending) == MOST
    await asyncio.sleep(0)
    assert drafts.take(1001, (program("999"),), None) == Found("Program #1000", ((1001, TOO_MANY.verdict),))
    programs.gate.set()
    assert len(await told.settled(drafts)) == len(programs.run) == MOST
    assert programs.most == 2


async def test_closing_stops_everything() -> None:
    told, programs = Told(), Scripted()
    programs.gate.clear()
    drafts = Drafts(programs, told)
    for path in range(5):
        drafts.take(path, (program(f"{path}"),), None)
    await asyncio.sleep(0)
    assert programs.running == 2
    await drafts.close()
    assert (programs.running, drafts.pending, told.news) == (0, frozenset(), [])
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_fault_is_told_to_every_path_that_waits_and_the_others_go_on() -> None:
    told = Told()
    drafts = Drafts(Scripted(), told)
    for path, what in enumerate(("fault", "fault", "x")):
        drafts.take(path, (program(what),), None)
    news = dict(await told.settled(drafts))
    assert isinstance(news[0], ZeroDivisionError)
    assert isinstance(news[1], ZeroDivisionError)
    assert isinstance(news[2], Found)


async def test_a_running_program_is_killed_when_the_search_is_over() -> None:
    need_any()
    drafts = Drafts(Programs("Write f(x).", choose()), Told())
    drafts.take(0, (program("[0 for _ in iter(int, 1)]"),), None)
    await asyncio.sleep(0.3)
    async with asyncio.timeout(10):
        await drafts.close()
    assert not drafts.pending
