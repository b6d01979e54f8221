from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reasoning.context import build, estimate_turns
from reasoning.prompts import load
from reasoning.types import Turn

HISTORY = [
    Turn("user", "a" * 30),
    Turn("assistant", "b" * 30),
    Turn("user", "c" * 30),
    Turn("assistant", "d" * 30),
]


def test_everything_is_kept_where_it_fits() -> None:
    context = build("Be kind.", HISTORY, "Why?", context=1000, reserve=100)
    assert context.turns == (Turn("system", "Be kind."), *HISTORY, Turn("user", "Why?"))
    assert context.dropped == 0


def test_the_oldest_turns_go_first_and_the_rest_begins_with_the_user() -> None:
    room = estimate_turns([*HISTORY[1:], Turn("user", "Why?")])
    context = build("", HISTORY, "Why?", context=room, reserve=0)
    assert context.turns == (*HISTORY[2:], Turn("user", "Why?"))
    assert context.dropped == 2


def test_the_question_is_sent_even_where_nothing_fits() -> None:
    context = build("Be kind.", HISTORY, "q" * 900, context=50, reserve=10)
    assert [turn.role for turn in context.turns] == ["system", "user"]
    assert context.dropped == 4


def test_a_chinese_character_counts_as_a_token() -> None:
    assert estimate_turns([Turn("user", "你好吗")], lambda text: 0) == 4
    assert estimate_turns([Turn("user", "你好吗")]) == 7


@given(st.lists(st.text(max_size=40), max_size=12), st.integers(0, 400))
def test_what_is_sent_is_the_newest_history_and_fits(texts: list[str], limit: int) -> None:
    history = [Turn("assistant" if i % 2 else "user", text) for i, text in enumerate(texts)]
    context = build("", history, "q", context=limit, reserve=0)
    assert context.turns == (*history[context.dropped :], Turn("user", "q"))
    assert estimate_turns(context.turns) <= max(limit, estimate_turns(context.turns[-1:]))


def test_a_prompt_names_its_version() -> None:
    fast, think = load("fast"), load("think")
    assert "Answer:" in think.text
    assert fast.version.startswith("fast-")
    assert fast.version.removeprefix("fast-") != think.version.removeprefix("think-")
