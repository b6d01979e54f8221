"""How text becomes words, and how what was found is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatapp.conversations.snippets import marked, snippet
from chatapp.conversations.words import LONGEST, MOST_TERMS, phrases, terms, words

ANY = st.text(st.characters(codec=None), max_size=120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Swallows, the swallows!", ["the", "swallows"]),
        ("foo_bar(x1) == 42", ["foo", "bar", "x1", "42"]),
        ("Crème brûlée STRASSE Straße", ["creme", "brulee", "strasse"]),
        ("人工智能", ["人工", "工智", "智能", "能"]),
        ("GPT人工", ["gpt", "人工", "工"]),
        ("ｆｕｌｌ　ｗｉｄｔｈ", ["full", "width"]),
        ("हिन्दी", ["हिन्दी"]),
        ("يُحِبُّ", ["يحب"]),
        ("🍓 … '\"*()", []),
    ],
)
def test_words_are_folded_and_unspaced_scripts_go_in_pairs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("人工", ["人工"]), ("人", ["人"]), ("人工智", ["人工", "工智"]), ("Straß", ["strass"])],
)
def test_a_query_looks_for_beginnings(query: str, expected: list[str]) -> None:
    assert terms(query) == expected


def test_endless_words_and_queries_are_cut() -> None:
    assert words("x" * 10_000) == ["x" * LONGEST]
    assert len(terms(" ".join(str(number) for number in range(10_000)))) == MOST_TERMS


@given(ANY)
def test_a_word_never_holds_what_a_query_language_reads(text: str) -> None:
    for word in words(text) + terms(text):
        assert word
        assert not set(word) & set("\"'*:&|!()<>\\ \x00\n\t-^{}")


@given(ANY)
def test_whatever_is_stored_is_found_by_itself(text: str) -> None:
    kept = words(text)
    for term in terms(text):
        assert any(word.startswith(term) for word in kept)


def pieces(text: str, query: str) -> list[tuple[str, bool]]:
    return [(piece.text, piece.hit) for piece in snippet(text, phrases(query))]


def test_a_snippet_marks_what_was_found_as_it_was_written() -> None:
    assert pieces("Crème Brûlée and cream", "brulee") == [
        ("Crème ", False),
        ("Brûlée", True),
        (" and cream", False),
    ]
    assert pieces("我喜欢人工智能", "人工") == [("我喜欢", False), ("人工", True), ("智能", False)]


def test_a_snippet_of_a_long_text_begins_at_a_word_near_the_first_place() -> None:
    shown = pieces("word " * 1000 + "needle" + " word" * 1000, "needle")
    assert shown[0] == ("… ", False)
    assert shown[-1] == ("…", False)
    assert ("needle", True) in shown
    assert shown[1][0].startswith("word ")
    assert sum(len(text) for text, _ in shown) < 250


@given(ANY, st.text(max_size=10))
def test_the_pieces_of_a_title_are_the_title(text: str, query: str) -> None:
    import unicodedata

    joined = "".join(piece.text for piece in marked(text, phrases(query)))
    assert joined == unicodedata.normalize("NFC", text)
