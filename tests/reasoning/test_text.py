from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reasoning.text import cut, remark, storable

ANY = st.text(st.characters(), max_size=400)  # lone surrogates and NUL included


@given(ANY)
def test_what_is_storable_survives_utf_8_and_has_no_nul(text: str) -> None:
    kept = storable(text)
    assert json.loads(json.dumps(kept).encode()) == kept
    assert kept.encode().decode() == kept
    assert "\0" not in kept
    assert storable(kept) == kept


def test_ordinary_text_is_left_as_it_is() -> None:
    assert storable("Größe 5 → 答案 🙂") == "Größe 5 → 答案 🙂"
    assert storable("a\0b\ud800c") == "a\ufffdb?c"


@given(ANY, st.integers(20, 200))
def test_a_cut_keeps_the_limit_the_beginning_and_the_end(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    assert short == text if len(text) <= limit else " […] " in short


def test_what_a_text_comes_to_survives_the_cut() -> None:
    short = cut("First, " + "and so on, " * 500 + "so it is 42.", 200)
    assert short.startswith("First, ")
    assert short.endswith("so it is 42.")


@given(ANY, st.integers(5, 100))
def test_a_remark_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = remark(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert "\0" not in line


def test_a_megabyte_makes_a_remark_that_says_that_it_was_cut() -> None:
    assert remark("ab  \n" * 200_000, 10) == "ab ab ab…"
