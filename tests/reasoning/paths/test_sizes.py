"""Steps of a long thought: neither too small nor too large, and never cut where that would hurt."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reasoning.paths.blocks import INLINE
from reasoning.paths.sizes import BLOCK, REPLY, THOUGHT, Sizes
from reasoning.paths.steps import Piece, Splitter

SMALL = Sizes(least=20, most=80)


def split(text: str, sizes: Sizes, portions: list[str] | None = None, *, marks: bool = False) -> list[Piece]:
    """Every character is one token."""
    splitter = Splitter(marks=marks, sizes=sizes)
    pieces = [piece for part in (portions or [text]) for piece in splitter.feed(part, len(part))]
    return pieces + splitter.close()


def steps(pieces: list[Piece]) -> list[str]:
    return "".join("\0" if kind == "cut" else text for kind, text in pieces).split("\0")


def cut_up(text: str, lengths: list[int]) -> list[str]:
    parts = []
    for length in lengths:
        parts.append(text[:length])
        text = text[length:]
    return [*parts, text]


def test_short_paragraphs_run_together_until_a_step_is_large_enough() -> None:
    paragraph = "Hm, let me see.\n\n"  # 17 tokens
    assert steps(split(paragraph * 5, SMALL)) == [paragraph * 2, paragraph * 2, paragraph]


def test_a_whole_chain_of_thought_is_not_lumped_after_five_steps() -> None:
    words = "So the next number must be larger than the one before it. " * 15  # 180 words
    splitter = Splitter(marks=False, sizes=THOUGHT)
    pieces = [piece for word in ((words + "\n\n") * 40).split(" ") for piece in splitter.feed(word + " ", 1)]
    found = steps(pieces + splitter.close())
    assert len(found) == 40
    assert all(text.strip() == words.strip() for text in found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a " * 33 + "end. Then " + "b " * 40, "a " * 33 + "end."),
        ("甲" * 70 + "。乙" + "丙" * 60, "甲" * 70 + "。"),
        ("甲" * 70 + "！」乙" + "丙" * 60, "甲" * 70 + "！」"),
        ("a " * 33 + "is 3.5 and x.y and e.g.\nthen " + "b " * 40, "a " * 33 + "is 3.5 and x.y"),
        ("a " * 33 + "so\nthen " + "b " * 40, "a " * 33 + "so\n"),
        ("a " * 60, "a " * 38 + "a"),  # no sentence ends: between words
        ("a" * 200, "a" * 80),  # no words either
    ],
)
def test_what_grows_too_large_ends_with_a_sentence_or_a_line_or_else_a_word(text: str, first: str) -> None:
    assert steps(split(text, SMALL))[0] == first


def test_the_number_of_a_list_s_item_is_no_sentence() -> None:
    text = "a " * 31 + "\n1. Then we go on with it. And so on, and on"
    assert steps(split(text, SMALL))[0] == "a " * 31 + "\n1. Then we go on"
    assert steps(split(text, Sizes(20, 90)))[0] == "a " * 31 + "\n1. Then we go on with it."


@pytest.mark.parametrize("formula", ["$x. y z. w v. u$", "\\(x. y z. w v. u\\)"])
def test_nothing_is_cut_inside_a_formula_of_a_line(formula: str) -> None:
    text = "a " * 30 + f"where {formula} holds. " + "b " * 60
    assert all(formula in step or "x." not in step for step in steps(split(text, SMALL)))
    assert formula in "".join(step for step in steps(split(text, SMALL)) if "x." in step)


@pytest.mark.parametrize(
    "block",
    [
        "```python\n" + "x = 1\n\n" * 20 + "```\n",
        "~~~\n" + "x = 1. y. \n" * 10 + "~~~\n",
        "$$\n" + "x + y. z \\\\\n" * 10 + "$$\n",
        "\\[\n" + "x + y. z \\\\\n" * 10 + "\\]\n",
        "\\begin{align*}\n" + "x + y. z \\\\[2pt]\n" * 10 + "\\end{align*}\n",
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_nothing_is_cut_inside_a_block(block: str, size: int) -> None:
    text = "Look at this, which is\n\n" + block + "\nThis is what comes after the block.\n\nAnd the end."
    found = steps(split(text, SMALL, [text[i : i + size] for i in range(0, len(text), size)]))
    assert len(found) > 1
    assert sum(block in step for step in found) == 1


def test_a_block_without_an_end_is_cut_all_the_same() -> None:
    text = "```\n" + "x = 1 # and more\n" * 100
    found = steps(split(text, SMALL))
    assert all(len(step) <= BLOCK * SMALL.most for step in found)
    assert all(step.endswith("\n") for step in found)


def test_a_price_is_no_formula_for_long() -> None:
    text = "It costs $5. " + "And so. " * 100
    found = steps(split(text, SMALL))
    assert len(found[0]) <= SMALL.most + INLINE
    assert all(len(step) <= SMALL.most for step in found[1:])


@pytest.mark.parametrize("opener", ["$$ ", "\\[ ", "\\begin{x} "])
def test_a_formula_without_an_end_does_not_swallow_the_answer(opener: str) -> None:
    text = f"1. It is {opener}a lot.\n" + "More about it.\n" * 200 + "Answer: 42"
    assert split(text, REPLY, marks=True)[-1] == ("answer", "42")


def test_steps_that_the_model_numbers_stay_its_own_however_small() -> None:
    assert steps(split("1. a\n2. b\n\n3. c", SMALL, marks=True)) == ["1. a\n", "2. b\n\n", "3. c"]


def test_thinking_is_not_split_by_its_lists() -> None:
    text = "First:\n1. a\n2. b\nAnswer: 3?\n\nNo."
    assert split(text, SMALL) == [("step", "First:\n"), ("step", "1. a\n"), ("step", "2. b\n"),
                                  ("step", "Answer: 3?\n"), ("step", "\n"), ("cut", ""), ("step", "No.")]  # fmt: skip


def test_a_server_that_counts_one_token_for_a_large_piece_gets_small_steps_all_the_same() -> None:
    splitter = Splitter(marks=False, sizes=THOUGHT)
    found = steps(splitter.feed("word. " * 20_000, 1) + splitter.close())
    assert max(len(step) for step in found) <= 16 * THOUGHT.most
    assert len(found) >= 12


def test_an_earlier_attempt_s_text_counts_for_no_new_step() -> None:
    splitter = Splitter(marks=False, sizes=SMALL)
    splitter.feed("x" * 70 + "\n\n", 72)
    splitter.begin_step()
    assert splitter.feed("New.\n\nMore.", 11) == [("step", "New.\n"), ("step", "\n"), ("step", "More.")]


TEXT = st.lists(
    st.sampled_from(
        ["word ", "x", ". ", ".", "! ", "。", "\n", "\n\n", "```", "$$", "$", "\\(", "\\)", "\\[", "\\]", "  ",
         "1. ", "2. ", "Answer:", "a long run of words ", "```\n", "`", "3.5", "\r\n", "\u2028", "e" * 30]
    ),
    max_size=60,
).map("".join)  # fmt: skip
LENGTHS = st.lists(st.integers(1, 12), max_size=60)


@given(TEXT, LENGTHS, st.booleans())
@example("a $b. " + "c" * 90 + ". d", [3, 5, 60], False)
def test_no_character_is_lost_and_portions_change_no_boundary(
    text: str, lengths: list[int], marks: bool
) -> None:
    whole = split(text, SMALL, marks=marks)
    parts = split(text, SMALL, cut_up(text, lengths), marks=marks)
    assert "".join(piece for _, piece in parts) == text
    assert steps(parts) == steps(whole)
    assert "".join(p for k, p in parts if k == "answer") == "".join(p for k, p in whole if k == "answer")


@given(TEXT, st.lists(st.integers(0, 2000), max_size=60))
def test_whatever_tokens_a_server_counts_no_character_is_lost(text: str, tokens: list[int]) -> None:
    splitter = Splitter(marks=False, sizes=SMALL)
    parts = cut_up(text, [5] * len(tokens))
    pieces = [
        piece for part, count in zip(parts, [*tokens, 1], strict=True) for piece in splitter.feed(part, count)
    ]
    assert "".join(piece for _, piece in pieces + splitter.close()) == text


PLAIN = st.lists(
    st.sampled_from(["word ", "x", ". ", "! ", "。", "\n", "\n\n", "  ", "a long run of words ", "e" * 30]),
    max_size=80,
).map("".join)


@given(PLAIN)
def test_without_blocks_every_step_is_within_its_limits(text: str) -> None:
    found = steps(split(text, SMALL))
    assert all(len(step) >= SMALL.least for step in found[:-1])
    # Blank lines after a step belong to it.
    assert all(len(step.strip()) <= SMALL.most for step in found)


@pytest.mark.parametrize("unit", ["$", "$a. ", "\\(", "`", "\n", " ", "x", "$$\n", "```\n", "a\n\n"])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    splitter = Splitter(marks=False, sizes=THOUGHT)
    began = time.process_time()
    for at in range(0, len(text), 4):
        splitter.feed(text[at : at + 4], 1)
    splitter.close()
    assert time.process_time() - began < 10  # it takes 0.1 to 0.7
