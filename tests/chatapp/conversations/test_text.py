"""What is kept of what people type."""

from __future__ import annotations

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from chatapp.conversations.naming import TITLE_LENGTH, title_from
from chatapp.conversations.services import clean_text
from chatapp.errors import BadText


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t \r\n", "\u3000\u2003", "\u200b\u200d", "\x00\x01\x1f\x7f", "\ud800", "\u202e"],
)
def test_a_text_without_anything_to_read_is_refused_as_empty(text: str) -> None:
    with pytest.raises(BadText) as refusal:
        clean_text(text)
    assert refusal.value.code == "empty"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "👩‍👩‍👧‍👦 🇺🇦 ❤️",
        "مرحبا كيف حالك؟",
        "שלום \u202eabc\u202c",
        "  indented code\n\treturn 1  ",
        "a\n\n\nb",
        "'; DROP TABLE runs; --",
        "e\u0301 is not é",
        "{{ settings.SECRET_KEY }}",
    ],
)
def test_text_is_kept_as_it_was_written(text: str) -> None:
    assert clean_text(text) == text


def test_control_characters_and_lone_surrogates_are_dropped_and_the_rest_stays() -> None:
    assert clean_text("a\x00b\x07c\x1bd\x7fe\ud83df") == "abcdef"


def test_every_kind_of_line_ending_becomes_a_newline_and_empty_lines_around_the_text_go() -> None:
    assert clean_text("\r\n\none\r\ntwo\rthree\n\n") == "one\ntwo\nthree"


def test_a_text_of_a_megabyte_is_refused_with_both_lengths_in_words() -> None:
    with pytest.raises(BadText) as refusal:
        clean_text("x" * 1_000_000)
    assert refusal.value.code == "too_long"
    assert "1,000,000" in refusal.value.message
    assert f"{settings.MAX_TEXT:,}" in refusal.value.message


def test_the_longest_text_that_is_allowed_is_taken_and_one_character_more_is_not() -> None:
    assert len(clean_text("x" * settings.MAX_TEXT)) == settings.MAX_TEXT
    with pytest.raises(BadText):
        clean_text("x" * (settings.MAX_TEXT + 1))


@given(st.text(st.characters(codec=None), max_size=200))
def test_whatever_is_accepted_can_be_stored_and_cleaning_it_again_changes_nothing(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except BadText:
        return
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Where do the swallows go?", "Where do the swallows go?"),
        ("\n\n  first line  \nsecond", "first line"),
        ("x" * TITLE_LENGTH, "x" * TITLE_LENGTH),
        ("word " * 30, ("word " * 30)[: TITLE_LENGTH - 1].rstrip() + "…"),
        ("Hello!\n\nCan bees see red?", "Can bees see red?"),
        ("Hello!", "Hello!"),
        ("## 1. Compare   **two** plans", "Compare **two** plans"),
        ("```python\nprint(1)\n```", "print(1)"),
        ("***", "***"),
        (
            "Tom has 37 boxes of 48 pencils each. He gives away 19 of them, and then loses 4.",
            "Tom has 37 boxes of 48 pencils each",
        ),
        (
            "Explain the internationalization of nineteenth-century municipal orchestras",
            "Explain the internationalization of nineteenth-century…",
        ),
        ("蜜蜂为什么能在黑暗的蜂巢里找到自己的位置。" * 4, "蜜蜂为什么能在黑暗的蜂巢里找到自己的位置"),
        ("漢" * 90, "漢" * 59 + "…"),
    ],
)
def test_a_title_is_the_first_line_cut_to_its_length(text: str, title: str) -> None:
    assert title_from(text) == title
    assert len(title_from(text)) <= TITLE_LENGTH
