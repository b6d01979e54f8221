"""Words and cues: what is found, in any script, and what hostile text costs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.routing.cues import MOST, Cues, load, read
from reasoning.routing.question import kind_of
from reasoning.routing.router import route

HOSTILE = {
    "one letter": "a" * 10**6,
    "spaces": " " * 10**6,
    "lines": "\n" * 10**6,
    "choices": "a) " * 333_333,
    "numbers": "1 " * 500_000,
    "sums": "1+" * 500_000,
    "brackets": "(" * 10**6,
    "queries": "select " * 140_000,
    "functions": "def x(\n" * 140_000,
    "verbs": "write " * 166_666,
    "definitions": "what is " + "a " * 500_000,
    "ligatures": "\ufdfa" * 10**6,
    "marks": "a" + "\u0301\u0316" * 500_000,
    "unspaced": "写" * 10**6,
    "controls": "\0\x1b\u202e" * 300_000,
}


def test_a_cue_is_whole_words_wherever_it_stands() -> None:
    cues = Cues(["how many", "sum"])
    assert cues.within(read("So, how  many?"))
    assert cues.within(read("the SUM."))
    assert not cues.within(read("how manyfold, summary"))
    assert cues.count(read("sum, sum and how many")) == 3


def test_a_star_stands_for_any_ending_and_a_caret_for_a_beginning() -> None:
    assert Cues(["explain*"]).within(read("He explained it"))
    assert not Cues(["explain*"]).within(read("unexplained"))
    assert Cues(["^why"]).within(read("It rains. Why?"))
    assert not Cues(["^why"]).within(read("That is why."))


def test_accents_full_width_signs_and_missing_spaces_do_not_matter() -> None:
    assert Cues(["por qué"]).within(read("¿por que no?"))
    assert Cues(["ÉCRIS"]).within(read("ecris"))
    assert Cues(["翻訳"]).within(read("これを翻訳してください"))
    assert read("１２＋３").raw == "12+3"


def test_what_is_taken_out_is_gone_and_sentences_stay_apart() -> None:
    left = Cues(["zip code", "the"]).without(read("What is the zip code? Write it."))
    assert left.words == ("what", "is", "write", "it")
    assert left.padded == " | what is | write it | "


def test_a_long_text_is_read_at_both_ends() -> None:
    text = read("begin " + "x " * MOST + "end")
    assert len(text.raw) <= MOST
    assert (text.words[0], text.words[-1]) == ("begin", "end")


def test_length_counts_words_in_any_script() -> None:
    assert read("one two three").length == 3
    assert read("小明有45个苹果").length == 4


@pytest.mark.parametrize("name", ["question", "router"])
def test_every_cue_in_the_files_can_be_found(name: str) -> None:
    for key, cues in load(name).items():
        assert "" not in cues.words, key
        for part in (*(phrase for _, phrase in cues.phrases), *cues.parts):
            assert part.strip(" |"), key


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_megabyte_of_anything_is_read_in_no_time(name: str) -> None:
    began = time.process_time()
    kind_of(HOSTILE[name])
    route(HOSTILE[name], thinking_left=None, thinking_limit=None)
    # Some 5 ms here; what grows with the square of a megabyte would take minutes.
    assert time.process_time() - began < 2


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_has_a_kind_and_a_route(text: str, before: str) -> None:
    assert kind_of(text, before) in ("closed", "code", "open")
    assert route(text, thinking_left=2, thinking_limit=3).reason.startswith(("Fast: ", "Thinks: "))
