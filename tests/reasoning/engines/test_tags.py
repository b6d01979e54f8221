from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.engines.tags import BLANK, ThinkTags


def split(text: str, size: int = 0, **how: object) -> tuple[str, str]:
    """The thinking and the answer."""
    tags = ThinkTags(**how)  # type: ignore[arg-type]
    portions = [text[i : i + size] for i in range(0, len(text), size)] if size else [text]
    pieces = [piece for portion in portions for piece in tags.feed(portion)] + tags.close()
    return (
        "".join(text for channel, text in pieces if channel == "reasoning"),
        "".join(text for channel, text in pieces if channel == "answer"),
    )


@pytest.mark.parametrize("size", [0, 1, 2, 5, 9])
@pytest.mark.parametrize(
    ("text", "opened", "expected"),
    [
        ("<think>a</think>b", False, ("a", "b")),
        ("\n <think>a</thin</think>b<think>c", False, ("a</thin", "b<think>c")),
        ("a</think>b", False, ("", "a</think>b")),
        ("a</think>b", True, ("a", "b")),
        ("\n\na</think>b", True, ("\n\na", "b")),
        ("<think>a</think>b", True, ("a", "b")),
        ("</think>b", True, ("", "b")),
        ("a < b", True, ("a < b", "")),
        ("<think>never ends", False, ("never ends", "")),
        ("<think>almost</thin", False, ("almost</thin", "")),
        ("<thi", False, ("", "<thi")),
        ("", False, ("", "")),
        ("", True, ("", "")),
    ],
)
def test_thinking_is_told_from_the_answer_however_it_arrives(
    text: str, opened: bool, expected: tuple[str, str], size: int
) -> None:
    assert split(text, size, opened=opened) == expected


def test_a_model_s_own_tags_count_and_no_others() -> None:
    assert split("[THINK]a[/THINK]b", 1, tags=("[THINK]", "[/THINK]")) == ("a", "b")
    assert split("<think>a</think>b", 1, tags=("[THINK]", "[/THINK]")) == ("", "<think>a</think>b")


def test_after_many_blanks_no_tag_is_waited_for() -> None:
    tags = ThinkTags()
    assert tags.feed(" " * BLANK) == []
    assert tags.feed(" ") == [("answer", " " * (BLANK + 1))]


def test_what_a_server_sets_apart_itself_is_not_looked_at() -> None:
    tags = ThinkTags(opened=True)
    tags.skip()
    assert tags.feed("a</think>b") == [("answer", "a</think>b")]


PARTS = st.lists(
    st.sampled_from(["<think>", "</think>", "<", "/", "th", "ink>", " ", "\n", "word", "\0"]), max_size=20
).map("".join)


@given(PARTS, st.lists(st.integers(1, 9), max_size=30), st.booleans())
def test_portions_change_nothing_and_only_tags_are_lost(text: str, sizes: list[int], opened: bool) -> None:
    tags = ThinkTags(opened=opened)
    pieces, rest = [], text
    for size in sizes:
        pieces += tags.feed(rest[:size])
        rest = rest[size:]
    pieces += tags.feed(rest) + tags.close()
    thought = "".join(part for channel, part in pieces if channel == "reasoning")
    answer = "".join(part for channel, part in pieces if channel == "answer")
    assert (thought, answer) == split(text, opened=opened)
    lost = len(text) - len(thought) - len(answer)
    assert 0 <= lost <= len("<think></think>") + len(text) - len(text.lstrip())
