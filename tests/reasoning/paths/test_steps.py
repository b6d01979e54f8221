from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.paths.steps import Piece, Splitter


def split(text: str, size: int = 0, **how: bool) -> list[Piece]:
    splitter = Splitter(**how)
    portions = [text[i : i + size] for i in range(0, len(text), size)] if size else [text]
    return [piece for portion in portions for piece in splitter.feed(portion)] + splitter.close()


def steps(text: str, size: int = 0, **how: bool) -> tuple[list[str], str | None]:
    """The steps and, where the text has one, the answer."""
    found, answer = [""], None
    for kind, piece in split(text, size, **how):
        if kind == "step":
            found[-1] += piece
        elif kind == "cut":
            found.append("")
        elif kind == "mark":
            answer = ""
        else:
            answer = (answer or "") + piece
    return [step for step in found if step], answer


NUMBERED = "1. Add 2 and 3.\n   More on that.\n\nStill one.\n2. Check: 5 = 5.\n\nAnswer: 5 apples\nor so"


@pytest.mark.parametrize("size", [0, 1, 2, 7])
def test_numbered_lines_are_steps_and_the_answer_is_what_follows_its_mark(size: int) -> None:
    assert steps(NUMBERED, size) == (
        ["1. Add 2 and 3.\n   More on that.\n\nStill one.\n", "2. Check: 5 = 5.\n\n"],
        "5 apples\nor so",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.\nMore.\n\n\nThree.", (["One.\n\n", "Two.\nMore.\n\n\n", "Three."], None)),
        ("37×48-19\n1. One\n2. Two", (["37×48-19\n1. One\n", "2. Two"], None)),
        ("Let me see.\n\n1. One\n2. Two", (["Let me see.\n\n", "1. One\n", "2. Two"], None)),
        ("1) One\n2) Two", (["1) One\n", "2) Two"], None)),
        ("**Step 1:** One\n**Step 2:** Two", (["**Step 1:** One\n", "**Step 2:** Two"], None)),
        ("### 1. One\n### 2. Two", (["### 1. One\n", "### 2. Two"], None)),
        # A list inside a step begins at one again; a number that is not the next one is text.
        ("1. Either\n1. a\n3. b\n2. Then", (["1. Either\n1. a\n3. b\n", "2. Then"], None)),
        (
            "1. It weighs\n2.5 kg and\n2. that is all",
            (["1. It weighs\n2.5 kg and\n", "2. that is all"], None),
        ),
        ("**Answer:** 42", ([], "42")),
        ("答案：４２", ([], "４２")),
        ("1. 六乘七是四十二。\n2. 检验。\n答案：４２", (["1. 六乘七是四十二。\n", "2. 检验。\n"], "４２")),
        ("1、看题。\n2、算一算。\n**答案：** 42", (["1、看题。\n", "2、算一算。\n"], "42")),
        ("１．見る\n２．解く\n答え：42", (["１．見る\n", "２．解く\n"], "42")),
        ("答案是否正确？\n看看。", (["答案是否正确？\n看看。"], None)),
        ("1. نحسب\nالجواب: ٤٢", (["1. نحسب\n"], "٤٢")),
        ("1. คิด\nคำตอบ: 42", (["1. คิด\n"], "42")),
        ("Answer:\n42", ([], "\n42")),
        ("The answer to this is unknown", (["The answer to this is unknown"], None)),
        ("Hello! How can I help?", (["Hello! How can I help?"], None)),
        ("a\r\n\r\nb", (["a\r\n\r\n", "b"], None)),
        ("", ([], None)),
        ("\n\n", (["\n\n"], None)),
    ],
)
@pytest.mark.parametrize("size", [0, 1, 3])
def test_every_form_is_split_the_same_however_it_arrives(
    text: str, expected: tuple[list[str], str | None], size: int
) -> None:
    assert steps(text, size) == expected


@pytest.mark.parametrize(
    "block",
    [
        "```python\n1. x\n\n2. y\nAnswer: 3\n```\n",
        "$$\nx\n\n2. y\nAnswer: 3\n$$\n",
        "~~~\n```\n\n2. y\n~~~\n",
    ],
)
@pytest.mark.parametrize("size", [0, 1])
def test_nothing_is_a_boundary_inside_a_fence_or_a_formula(block: str, size: int) -> None:
    assert steps(f"1. Look:\n{block}2. Done\nAnswer: 9", size) == ([f"1. Look:\n{block}", "2. Done\n"], "9")


def test_thinking_that_is_set_apart_has_no_answer_in_it() -> None:
    assert steps("Maybe\n\nAnswer: 3?\n\nNo.", marks=False) == (["Maybe\n\n", "Answer: 3?\n\n", "No."], None)


def test_ordinary_text_is_not_held_back() -> None:
    splitter = Splitter()
    assert splitter.feed("Wh") == [("step", "Wh")]
    assert splitter.feed("en 1. and Answer: stand inside a line") == [
        ("step", "en 1. and Answer: stand inside a line")
    ]


MARKUP = st.lists(
    st.sampled_from(
        ["1. ", "2. ", "3. ", "\n", "\n\n", "Answer:", " a", "```", "$$", "7", "**", "Step 2: ", "x"]
    ),
    max_size=30,
).map("".join)


@given(MARKUP, st.lists(st.integers(1, 9), max_size=40))
def test_no_character_is_lost_and_portions_change_nothing(text: str, sizes: list[int]) -> None:
    splitter, rest, pieces = Splitter(), text, []
    for size in sizes:
        pieces += splitter.feed(rest[:size])
        rest = rest[size:]
    pieces += splitter.feed(rest) + splitter.close()
    assert "".join(piece for _, piece in pieces) == text
    kinds = {"cut": "|", "mark": "!"}
    shape = "".join(kinds.get(kind, "") + piece for kind, piece in pieces)
    assert shape == "".join(kinds.get(kind, "") + piece for kind, piece in split(text))
