"""The driver does what tree strategies ask for: single steps, branches, critiques in view, judging."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest

from reasoning import strategies
from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.events import Answered, BudgetUsed, PathFinished, PathStarted, StepScored
from reasoning.state import State
from reasoning.strategies import Action, Answer, Judge, Prune, Room, Sample
from reasoning.think import think
from reasoning.types import Capabilities, EngineRequest, JudgeModel, Prices

from .drive import collect, no_task_is_left, only, state_of, task

pytestmark = pytest.mark.asyncio

TEXT = "1. 23*4=92\n2. 92+9=101\n3. Done.\nAnswer: 101"
CONTINUES = Capabilities(8192, logprobs=True, continue_prefix=True)
FOLLOWS = Capabilities(8192, logprobs=True, follows=True)
DEAR = Prices(output=9_000_000)
JUDGEMENT = '{"steps": [{"step": 1, "critique": "It holds.", "verdict": "right", "score": 9}]}'

Ask = Callable[[State, Room], tuple[Action, ...]]


@pytest.fixture
def thinking(monkeypatch: pytest.MonkeyPatch) -> Callable[[Ask], str]:
    """Registers a strategy that decides by the given function, and gives its name."""

    def register(ask: Ask) -> str:
        class Told:
            needs: ClassVar[tuple[str, ...]] = ()
            direct: ClassVar[bool] = False

            def ask(self, state: State, room: Room) -> tuple[Action, ...]:
                return ask(state, room)

        monkeypatch.setitem(strategies.STRATEGIES, "told", Told)
        return "told"

    return register


def step_by_step(state: State, room: Room) -> tuple[Action, ...]:
    """Path 0, one step at a time."""
    if room.live or room.over:
        return ()
    if state.paths and state.paths[0].status == "finished":
        return (Answer(0, 1.0, "unverified"),)
    return (Sample(0, 200, one_step=True),)


async def test_one_step_at_a_time_writes_the_same_path_in_several_calls(
    thinking: Callable[[Ask], str],
) -> None:
    engine = ScriptedEngine(lambda request, number: Script(TEXT, logprob=-0.1), capabilities=CONTINUES)
    events = await collect(think(task(thinking(step_by_step)), engine))
    path = state_of(events).path(0)
    assert "".join(step.text for step in path.steps) == "1. 23*4=92\n2. 92+9=101\n3. Done.\n"
    assert (path.answer, path.draft) == ("101", "")
    assert [stream.request.prefix for stream in engine.streams] == [
        "",
        "1. 23*4=92\n",
        "1. 23*4=92\n2. 92+9=101\n",
    ]
    assert len(only(events, PathStarted)) == 1
    assert not engine.open
    assert no_task_is_left()


async def test_what_was_written_beyond_the_step_is_paid_for_and_dropped(
    thinking: Callable[[Ask], str],
) -> None:
    engine = ScriptedEngine(lambda request, number: Script(TEXT), capabilities=CONTINUES)
    events = await collect(think(task(thinking(step_by_step)), engine))
    used = [event.generated for event in only(events, BudgetUsed) if isinstance(event, BudgetUsed)]
    assert sum(used) == sum(stream.generated for stream in engine.streams)
    # Each cut costs the few tokens by which the driver knew that the next step had begun.
    assert sum(used) <= len(TEXT.split()) + 2 * 3


def branching(state: State, room: Room) -> tuple[Action, ...]:
    """Path 0 to its end, then path 1 from its first step with a critique in view."""
    done = [path for path in state.paths if path.status == "finished"]
    if room.live:
        return ()
    if len(done) == 2:
        return (Answer(1, 1.0, "unverified"),)
    return (
        (Sample(1, 200, parent=0, step=1, note="Step 2 went wrong: look again."),)
        if done
        else (Sample(0, 200),)
    )


async def test_a_branch_goes_on_from_its_parent_s_steps(thinking: Callable[[Ask], str]) -> None:
    engine = ScriptedEngine(lambda request, number: Script(TEXT), capabilities=CONTINUES)
    events = await collect(think(task(thinking(branching)), engine))
    assert engine.streams[1].request.prefix == "1. 23*4=92\n"
    assert engine.streams[1].request.turns == engine.streams[0].request.turns  # it follows no instructions
    branch = state_of(events).path(1)
    assert (branch.parent, branch.shared, branch.answer) == (0, 1, "101")
    assert len(branch.steps) == 3


async def test_an_engine_that_cannot_continue_is_shown_the_good_steps_and_the_critique(
    thinking: Callable[[Ask], str],
) -> None:
    wrong = "1. 23*4=92\n2. 92+9=111\n3. Done.\nAnswer: 111"
    rest = "2. 92+9=101\n3. Done.\nAnswer: 101"

    def says(request: EngineRequest, number: int) -> Script:
        if "clean" in request.turns[0].text or number > 1:
            return Script("It is 101.\n\nAnswer: 101")
        return Script(wrong if number == 0 else rest)

    engine = ScriptedEngine(says, capabilities=FOLLOWS)
    events = await collect(think(task(thinking(branching)), engine))
    asked = engine.streams[1].request.turns[-1].text
    assert "look again" in asked
    assert "23*4=92" in asked
    assert "92+9=111" in asked
    assert "Done." not in asked  # what came after the wrong step does not matter
    assert engine.streams[1].request.prefix == ""
    branch = state_of(events).path(1)
    assert [step.text.strip() for step in branch.steps] == ["1. 23*4=92", "2. 92+9=101", "3. Done."]
    assert branch.answer == "101"


async def test_an_engine_that_can_do_neither_writes_the_branch_from_the_start(
    thinking: Callable[[Ask], str],
) -> None:
    engine = ScriptedEngine(lambda request, number: Script(TEXT), capabilities=Capabilities(8192))
    events = await collect(think(task(thinking(branching)), engine))
    branch = state_of(events).path(1)
    assert (branch.shared, len(branch.steps), branch.answer) == (0, 3, "101")


async def test_a_branch_that_breaks_off_begins_again_from_its_parent_s_steps(
    thinking: Callable[[Ask], str],
) -> None:
    def says(request: EngineRequest, number: int) -> Script:
        return Script(TEXT[:20], ending="break") if number == 1 else Script(TEXT)

    engine = ScriptedEngine(says, capabilities=CONTINUES)
    branch = state_of(await collect(think(task(thinking(branching)), engine))).path(1)
    assert "".join(step.text for step in branch.steps) == "1. 23*4=92\n2. 92+9=101\n3. Done.\n"


def judging(state: State, room: Room) -> tuple[Action, ...]:
    """Path 0, judged once it is there."""
    if room.live or room.judging:
        return ()
    if not state.paths:
        return (Sample(0, 200),)
    if room.judge and not room.judged:
        return (Judge(0),)
    return (Answer(0, 1.0, "unverified"),)


@contextmanager
def judge_that_says(text: str) -> Iterator[ScriptedEngine]:
    yield ScriptedEngine(lambda request, number: Script(text), capabilities=FOLLOWS)


async def test_a_judge_s_scores_and_critiques_are_told_and_its_tokens_counted(
    thinking: Callable[[Ask], str],
) -> None:
    engine = ScriptedEngine(lambda request, number: Script(TEXT), capabilities=CONTINUES)
    with judge_that_says(JUDGEMENT) as judge:
        events = await collect(
            think(task(thinking(judging)), engine, judge=JudgeModel("critic", judge, DEAR))
        )
    (scored,) = [e for e in only(events, StepScored) if isinstance(e, StepScored) and e.scorer == "judge"]
    assert (scored.path, scored.step, scored.score, scored.critique) == (0, 0, 0.9, "It holds.")
    assert state_of(events).judged == len(JUDGEMENT.split())
    (paid,) = [e for e in only(events, BudgetUsed) if isinstance(e, BudgetUsed) and e.purpose == "judge"]
    assert (paid.model, paid.cost_micros) == ("critic", 9 * len(JUDGEMENT.split()))
    assert judge.streams[0].request.thinks is False
    assert "23*4=92" in judge.streams[0].request.turns[-1].text


@pytest.mark.parametrize(
    "reply", ["It looks all right to me.", "", '{"steps": [{"step": 9, "verdict"', "\0" * 50]
)
async def test_a_judge_that_cannot_be_read_changes_nothing(
    thinking: Callable[[Ask], str], reply: str
) -> None:
    engine = ScriptedEngine(lambda request, number: Script(TEXT), capabilities=CONTINUES)
    with judge_that_says(reply) as judge:
        events = await collect(
            think(task(thinking(judging)), engine, judge=JudgeModel("critic", judge, DEAR))
        )
    assert not [e for e in only(events, StepScored) if isinstance(e, StepScored) and e.scorer == "judge"]
    assert isinstance(events[-1], Answered)


async def test_the_judge_is_asked_no_more_than_a_quarter_of_the_tokens(
    thinking: Callable[[Ask], str],
) -> None:
    rooms: list[Room] = []

    def greedy(state: State, room: Room) -> tuple[Action, ...]:
        rooms.append(room)
        if room.live or room.judging:
            return ()
        todo = [p for p in state.paths if room.judged.get(p.id, 0) < len(p.steps)]
        if room.judge and todo:
            return (Judge(todo[0].id),)
        if len(state.paths) < 12 and room.tokens:
            return (Sample(len(state.paths), 100),)
        return (Answer(0, 1.0, "unverified"),)

    engine = ScriptedEngine(lambda request, number: Script(TEXT), capabilities=CONTINUES)
    with judge_that_says("word " * 2000) as judge:
        events = await collect(think(task(thinking(greedy)), engine, judge=JudgeModel("critic", judge, DEAR)))
    judged = state_of(events).judged
    assert 0 < judged <= 1000  # of 4000
    assert not rooms[-1].judge


async def test_a_path_that_is_pruned_closes_its_stream_at_once(thinking: Callable[[Ask], str]) -> None:
    def two(state: State, room: Room) -> tuple[Action, ...]:
        if not state.paths:
            return Sample(0, 200), Sample(1, 200)
        done = [p.id for p in state.paths if p.status == "finished"]
        if done and room.live:
            return tuple(Prune(n, "decided") for n in room.live)
        return () if room.live else (Answer(done[0], 1.0, "unverified"),)

    def says(request: EngineRequest, number: int) -> Script:
        return Script(TEXT) if number == 0 else Script("1. Hm.", ending="stall")

    engine = ScriptedEngine(says, capabilities=CONTINUES)
    events = await collect(think(task(thinking(two)), engine))
    assert [e.path for e in only(events, PathFinished) if isinstance(e, PathFinished)] == [0]
    assert not engine.open
    assert no_task_is_left()
