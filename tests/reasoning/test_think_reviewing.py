"""Open questions are drafted, compared in both orders and revised once; closed ones get a clean answer."""

from __future__ import annotations

import json

import pytest

from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.errors import EngineError
from reasoning.events import AnswerDelta, Answered, Failed, PathStarted, Reviewed
from reasoning.think import Control, think
from reasoning.types import Budget, Capabilities, EngineRequest

from .drive import answers, collect, no_task_is_left, only, state_of, task

pytestmark = pytest.mark.asyncio

FOLLOWS = Capabilities(8192, logprobs=True, follows=True)
DRAFTS = ("A poor draft.", "A good draft.", "The good draft, made better.")
BUDGET = Budget(tokens=8000, paths=8, steps=5, seconds=20.0)
OPEN = task("review", kind="open", budget=BUDGET)


def comparison(winner: str) -> str:
    said = {
        "critique_a": "A is short.",
        "critique_b": "B is dry.",
        "best_of_other": "a joke",
        "winner": winner,
    }
    return json.dumps(said)


def better_of(request: EngineRequest) -> str:
    """The reviewer's favourite, by the words in it."""
    text = request.turns[-1].text
    a, b = text.index("draft A"), text.rindex("draft B]")
    rank = ("poor", "good draft.", "better")
    of_a = max(n for n, word in enumerate(rank) if word in text[a:b])
    of_b = max(n for n, word in enumerate(rank) if word in text[b:])
    return "A" if of_a > of_b else "B"


def writer(better: object = better_of) -> ScriptedEngine:
    def says(request: EngineRequest, number: int) -> Script:
        system, asked = request.turns[0].text, request.turns[-1].text
        if "compare two drafts" in system:
            return Script(comparison(better(request) if callable(better) else str(better)))
        if "review of it" in asked:
            return Script(DRAFTS[2], logprob=-0.1)
        return Script(DRAFTS[min(number, 1)], logprob=-0.1 * (number + 1))

    return ScriptedEngine(says, capabilities=FOLLOWS)


async def test_the_better_draft_is_revised_and_the_revision_has_to_win_as_well() -> None:
    engine = writer()
    events = await collect(think(OPEN, engine))
    state = state_of(events)
    assert state.answer == DRAFTS[2]
    assert (state.verdict, state.kind) == ("reviewed", "open")
    assert [(r.first, r.second, r.winner) for r in state.reviews] == [(0, 1, 1), (1, 2, 2)]
    started = [e for e in only(events, PathStarted) if isinstance(e, PathStarted)]
    assert [(e.path, e.parent) for e in started] == [(0, None), (1, None), (2, 1)]
    assert "B is dry." in started[2].note or "A is short." in started[2].note
    assert not only(events, Failed)
    assert not engine.open
    assert no_task_is_left()


async def test_each_pair_is_asked_in_both_orders() -> None:
    engine = writer()
    await collect(think(OPEN, engine))
    asked = [s.request.turns[-1].text for s in engine.streams if "compare two" in s.request.turns[0].text]
    assert len(asked) == 4
    first, second = (text.index("poor") < text.index("A good") for text in asked[:2])
    assert first != second


async def test_a_reviewer_that_always_prefers_what_it_reads_first_decides_nothing() -> None:
    state = state_of(await collect(think(OPEN, writer("A"))))
    assert all(review.winner is None for review in state.reviews)
    assert state.verdict == "unverified"
    assert state.answer in DRAFTS


@pytest.mark.parametrize("broken", ["I like both.", "", '{"winner": "A"', '{"winner": "A"} {"winner": "B"}'])
async def test_a_reviewer_that_cannot_be_read_costs_no_answer(broken: str) -> None:
    def says(request: EngineRequest, number: int) -> Script:
        return Script(broken if "compare two" in request.turns[0].text else DRAFTS[number % 2])

    state = state_of(await collect(think(OPEN, ScriptedEngine(says, capabilities=FOLLOWS))))
    assert state.answer in DRAFTS
    assert state.verdict == "unverified"


async def test_a_reviewer_that_fails_is_given_up_and_a_draft_is_the_answer() -> None:
    def says(request: EngineRequest, number: int) -> Script:
        if "compare two" in request.turns[0].text:
            return Script(error=EngineError("Down.", retryable=False, code="down"))
        return Script(DRAFTS[number % 2])

    events = await collect(think(OPEN, ScriptedEngine(says, capabilities=FOLLOWS)))
    assert isinstance(events[-1], Answered)
    assert state_of(events).answer in DRAFTS


async def test_without_a_reviewer_one_draft_is_written() -> None:
    engine = ScriptedEngine(answers(DRAFTS[1]), capabilities=Capabilities(8192))
    state = state_of(await collect(think(OPEN, engine)))
    assert (len(state.paths), state.answer, state.verdict) == (1, DRAFTS[1], "unverified")
    assert len(engine.streams) == 1


async def test_a_second_attempt_does_not_pay_twice_for_drafts_and_reviews() -> None:
    events = await collect(think(OPEN, writer()))
    seen = next(at for at, event in enumerate(events) if isinstance(event, Reviewed))
    engine = writer()
    past = state_of(events[: seen + 1])
    state = state_of(await collect(think(OPEN, engine, past=past)), past)
    assert state.answer == DRAFTS[2]
    purposes = ["review" if "compare two" in s.request.turns[0].text else "write" for s in engine.streams]
    assert purposes == ["write", "review", "review"]


async def test_a_question_taken_for_a_closed_one_that_nobody_can_vote_on_is_reviewed_all_the_same() -> None:
    state = state_of(await collect(think(task("adaptive", budget=BUDGET), writer())))
    assert (state.verdict, state.answer) == ("reviewed", DRAFTS[2])
    assert len(state.paths) == 5  # the four that were begun, and the revision


# The clean answer of a closed question.

PATH = "1. Two and three are five.\nAnswer: 5"


def composer(answer: str | Script) -> ScriptedEngine:
    def says(request: EngineRequest, number: int) -> Script:
        if "worked out already" in request.turns[0].text:
            return answer if isinstance(answer, Script) else Script(answer)
        return Script(PATH, logprob=-0.1)

    return ScriptedEngine(says, capabilities=FOLLOWS)


async def test_the_winner_s_steps_are_written_anew_as_a_clean_answer() -> None:
    engine = composer("Two and three make **five**.\n\nAnswer: 5")
    events = await collect(think(task("adaptive"), engine))
    state = state_of(events)
    assert state.answer == "Two and three make **five**.\n\nAnswer: 5"
    assert len(only(events, AnswerDelta)) > 1  # it is streamed
    asked = engine.streams[-1].request.turns[-1].text
    assert "Two and three are five." in asked
    assert state.verdict == "agreed"


@pytest.mark.parametrize(
    "answer",
    [
        "It is six.\n\nAnswer: 6",
        "I would rather not say.",
        "",
        Script("Two and", ending="break"),
        Script("It is", error=EngineError("Down.", retryable=True, code="down")),
    ],
)
async def test_an_answer_that_says_something_else_or_breaks_off_is_withdrawn(answer: str | Script) -> None:
    events = await collect(think(task("adaptive"), composer(answer)))
    assert state_of(events).answer == "5"
    assert isinstance(events[-1], Answered)


async def test_the_answer_s_share_of_the_tokens_is_never_thought_away() -> None:
    budget = Budget(tokens=400, paths=2, steps=5, seconds=20.0)

    def says(request: EngineRequest, number: int) -> Script:
        if "worked out already" in request.turns[0].text:
            return Script("Five.\n\nAnswer: 5")
        return Script("1. Hm. " * 1000)

    engine = ScriptedEngine(says, capabilities=FOLLOWS)
    state = state_of(await collect(think(task("adaptive", budget=budget), engine)))
    assert state.answer == "Five.\n\nAnswer: 5"
    assert state.usage.generated <= budget.tokens
    thought = sum(s.generated for s in engine.streams[:-1])
    assert thought <= 300


async def test_a_fast_answer_is_not_written_anew() -> None:
    engine = composer("never")
    state = state_of(await collect(think(task("single"), engine)))
    assert (state.answer, len(engine.streams)) == (PATH, 1)


async def test_what_a_native_reasoner_says_after_its_thinking_is_the_answer_verbatim() -> None:
    engine = ScriptedEngine(
        lambda request, number: Script("Five it **is**.\n\nAnswer: 5", thought="Two and three.\n\nSo five."),
        capabilities=Capabilities(8192, reasoning=True, follows=True),
    )
    state = state_of(await collect(think(task("adaptive"), engine)))
    assert state.answer == "Five it **is**.\n\nAnswer: 5"
    assert all("worked out already" not in s.request.turns[0].text for s in engine.streams)


async def test_answer_now_gives_the_best_so_far() -> None:
    control = Control()
    engine = ScriptedEngine(
        lambda request, number: Script(PATH) if number == 0 else Script("1. Let me see.", ending="stall"),
        capabilities=Capabilities(8192, logprobs=True, continue_prefix=True),
    )
    events = []
    async for event in think(task("best_of_n"), engine, control=control):
        events.append(event)
        if isinstance(event, PathStarted) and event.path == 3:
            control.hurry()
    state = state_of(events)
    assert (state.status, state.answer, state.winner) == ("answered", "5", 0)
    assert not engine.open
    assert no_task_is_left()


async def test_answer_now_before_anything_is_written_waits_for_the_first_words() -> None:
    control = Control()
    control.hurry()
    engine = ScriptedEngine(answers(PATH), capabilities=Capabilities(8192))
    state = state_of(await collect(think(task("best_of_n"), engine, control=control)))
    assert state.status == "answered"
    assert state.answer
