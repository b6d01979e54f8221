"""One path from an engine's deltas to its events, thinking that an engine sets apart above all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reasoning.events import AnswerDelta, Event, PathFinished, StepDelta, StepFinished
from reasoning.paths.scribe import Scribe
from reasoning.paths.sizes import THOUGHT
from reasoning.state import Step
from reasoning.types import Delta

PARAGRAPH = "So it goes on. " * 45 + "\n\n"  # 180 words


def words(text: str, channel: str = "answer") -> list[Delta]:
    """A token for each word."""
    return [Delta(word + " ", channel, 1, -0.5) for word in text.split(" ")]  # type: ignore[arg-type]


def write(scribe: Scribe, deltas: list[Delta]) -> list[Event]:
    return [event for delta in deltas for event in scribe.take(delta)]


def finished(events: list[Event]) -> list[StepFinished]:
    return [event for event in events if isinstance(event, StepFinished)]


def test_native_thought_has_as_many_steps_as_it_takes_and_the_answer_is_verbatim() -> None:
    scribe = Scribe(0, direct=False, max_steps=5)
    events = write(scribe, words(PARAGRAPH * 9, "reasoning") + words("Because **it** is:\n1. x\nAnswer: 42"))
    events += scribe.finish("stop")
    assert len(finished(events)) == 9
    assert all(THOUGHT.least <= step.tokens <= THOUGHT.most for step in finished(events))
    assert events[-1] == PathFinished(0, "42", "Because **it** is:\n1. x\nAnswer: 42", events[-1].weight)  # type: ignore[union-attr]


def test_a_chinese_answer_is_read_and_shown_as_it_was_written() -> None:
    for text in ("因为 6×7=42。\n\n答案：４２", "所以答案是 **42**。", "得到 $\\boxed{４２}$。"):
        scribe = Scribe(0, direct=False)
        events = write(scribe, [Delta("六乘七……", "reasoning"), Delta(text)]) + scribe.finish("stop")
        assert isinstance(events[-1], PathFinished)
        assert (events[-1].answer, events[-1].text) == ("42", text)


def test_the_step_limit_still_holds_for_numbered_replies() -> None:
    text = "1. a\n2. b\n3. c\n4. d\nAnswer: 5"
    for limit, steps in ((2, 2), (None, 4)):
        scribe = Scribe(0, direct=False, max_steps=limit)
        events = write(scribe, words(text)) + scribe.finish("stop")
        assert len(finished(events)) == steps
        assert isinstance(events[-1], PathFinished)
        assert events[-1].answer == "5"


def test_tiny_paragraphs_of_a_reply_are_one_step() -> None:
    scribe = Scribe(0, direct=False, max_steps=5)
    events = write(scribe, words("Hm.\n\nLet me see.\n\n" + "Now this is longer. " * 12 + "\n\nAnd on."))
    events += scribe.finish("stop")
    assert [step.text[:3] for step in finished(events)] == ["Hm.", "And"]


def test_text_for_continuing_has_the_thought_in_its_tags() -> None:
    scribe = Scribe(0, direct=False)
    write(scribe, [Delta("Two", "reasoning"), Delta(" and two.", "reasoning")])
    assert scribe.text == "<think>Two and two."
    events = scribe.end_thought()
    assert [type(event) for event in events] == [StepFinished]
    assert scribe.text == "<think>Two and two.</think>"
    write(scribe, [Delta("Four")])
    assert scribe.text == "<think>Two and two.</think>Four"
    assert scribe.end_thought() == []
    assert scribe.finish("stop")[-1] == PathFinished(0, "four", "Four", 0.5)


def test_a_native_path_is_taken_up_where_an_earlier_attempt_left_it() -> None:
    steps = (Step(PARAGRAPH, 180, -90.0),)
    scribe = Scribe(3, direct=False, steps=steps, native=True)
    assert scribe.text == f"<think>{PARAGRAPH}"
    events = write(scribe, [*words("And so on.", "reasoning"), Delta("Four.")])
    assert [(step.step, step.text) for step in finished(events)] == [(1, "And so on. ")]
    assert scribe.text == f"<think>{PARAGRAPH}And so on. </think>Four."
    after = Scribe(3, direct=True, steps=steps, answer="Fo", native=True)
    assert after.text == f"<think>{PARAGRAPH}</think>Fo"
    assert after.take(Delta("ur")) == [AnswerDelta("ur")]


def test_an_empty_thought_leaves_the_reply_its_steps() -> None:
    scribe = Scribe(0, direct=False)
    events = write(scribe, [Delta("\n\n", "reasoning"), *words("1. a\n2. b\nAnswer: 3")])
    assert not scribe.native
    assert scribe.text == "1. a\n2. b\nAnswer: 3 "
    assert len(finished(events)) == 2


def test_thinking_without_an_end_gives_its_last_paragraph_and_votes_only_with_a_box() -> None:
    for reason, answer in (("stop", "7"), ("length", None)):
        scribe = Scribe(0, direct=False)
        write(scribe, words("First this.\n\nThen \\boxed{7}.\n\nThat is all.", "reasoning"))
        end = scribe.finish(reason)[-1]  # type: ignore[arg-type]
        assert isinstance(end, PathFinished)
        assert (end.answer, end.text) == (answer, "That is all.")


def test_one_delta_with_many_steps_shares_its_tokens_among_them() -> None:
    scribe = Scribe(0, direct=False)
    events = scribe.take(Delta(PARAGRAPH * 3, "reasoning", 540, -54.0)) + scribe.finish("stop")
    steps = finished(events)
    assert sum(step.tokens for step in steps) == 540
    assert all(179 <= step.tokens <= 181 for step in steps)
    assert all(step.logprob is not None and abs(step.logprob + 18) < 0.2 for step in steps)


def test_a_token_whose_probability_is_unknown_makes_that_of_its_step_unknown() -> None:
    scribe = Scribe(0, direct=False)
    deltas = [Delta("1. a\n", logprob=-0.1), Delta("2. b\n"), Delta("3. c\n", logprob=-0.1)]
    events = write(scribe, deltas) + scribe.finish("stop")
    assert [step.logprob is None for step in finished(events)] == [False, True, False]


CHUNKS = st.lists(
    st.tuples(
        st.sampled_from(["1. ", "2. a\n", "x ", "\n\n", "Answer: ", "5", "\0", "\ud800", "```\n", "", "word " * 90]),
        st.sampled_from(["reasoning", "answer"]),
        st.integers(0, 100),
        st.sampled_from([None, -0.1, float("nan")]),
    ),
    max_size=40,
)  # fmt: skip


@given(CHUNKS, st.booleans(), st.none() | st.integers(1, 4))
def test_deltas_joined_are_the_steps_and_no_token_is_counted_twice(
    chunks: list[tuple[str, str, int, float | None]], direct: bool, limit: int | None
) -> None:
    scribe = Scribe(0, direct=direct, max_steps=limit)
    deltas = [Delta(*chunk) for chunk in chunks]  # type: ignore[arg-type]
    events = write(scribe, deltas) + scribe.finish("stop")
    steps = finished(events)
    assert [step.step for step in steps] == list(range(len(steps)))
    said = "".join(event.text for event in events if isinstance(event, StepDelta))
    assert said.startswith("".join(step.text for step in steps))
    assert sum(step.tokens for step in steps) <= sum(delta.tokens for delta in deltas)
    assert all(step.tokens >= 0 for step in steps)
    assert isinstance(events[-1], PathFinished)
