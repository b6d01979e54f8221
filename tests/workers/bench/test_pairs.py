from __future__ import annotations

import random

import pytest

from reasoning.seedling.mixture import HARD
from reasoning.seedling.problem import Problem, is_held_out
from reasoning.seedling.tasks import FAMILIES, REASONED
from workers.bench.pairs import KINDS, Kind, Nudged, one_fact, pairs

RUN = [family for family in REASONED if family != "code"]  # whose checks run nothing


@pytest.mark.parametrize("family", RUN)
def test_a_source_without_a_changed_draw_tells_what_any_other_does(family: str) -> None:
    told = FAMILIES[family](random.Random("a"), HARD)
    again = FAMILIES[family](Nudged("a"), HARD)
    assert (told.question, told.reply, told.key) == (again.question, again.reply, again.key)


def test_only_the_one_draw_is_another() -> None:
    plain, nudged = Nudged("a"), Nudged("a", at=3, other=5)
    drawn = [(one.getrandbits(32), two.getrandbits(32)) for one, two in [(plain, nudged)] * 6]
    assert [one == two for one, two in drawn] == [True, True, True, False, True, True]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("family", RUN)
def test_an_answer_fits_both_of_a_pair_only_where_the_fact_is_irrelevant(family: str, kind: Kind) -> None:
    made = pairs(family, kind, 3, 7)
    assert len({pair.first.key for pair in made}) == 3
    for pair in made:
        assert is_held_out(pair.first.key)
        assert is_held_out(pair.second.key)
        assert pair.first.question != pair.second.question
        assert pair.first.check(pair.first.reply)
        assert pair.second.check(pair.second.reply)
        assert pair.second.check(pair.first.reply) is (kind == "irrelevant")
        if kind == "relevant":
            assert one_fact(pair.first, pair.second)


def test_the_same_seed_makes_the_same_pairs() -> None:
    one, two = (pairs("words", "relevant", 2, 7) for _ in range(2))
    assert [pair.second.question for pair in one] == [pair.second.question for pair in two]
    assert pairs("words", "relevant", 2, 8)[0].first.key != one[0].first.key


def problem(question: str, family: str = "words") -> Problem:
    return Problem(family, question, "", "", "", lambda reply: True)


@pytest.mark.parametrize(
    ("family", "first", "second", "one"),
    [
        ("words", "Ann has 3 cats and 4 dogs.", "Ann has 5 cats and 4 dogs.", True),
        ("words", "Ann has 3 cats and 4 dogs.", "Ann has 5 cats and 6 dogs.", False),
        ("words", "Ann has 3 cats.", "Bob has 3 cats.", False),
        ("words", "Ann has 3 cats.", "Ann has 3 big cats.", False),
        ("words", "Ann has 3 cats.", "Ann has 3 cats.", False),
        ("code", "keep the even numbers", "keep the odd numbers", True),
        ("sequences", "2, 4, 8", "3, 9, 27", True),
        ("sequences", "2, 4, 8", "2, 4, 8", False),
        ("sequences", "2, 4, 8", "2; 4; 16", False),
    ],
)
def test_one_fact_is_one_number_or_in_programs_one_word(
    family: str, first: str, second: str, one: bool
) -> None:
    assert one_fact(problem(first, family), problem(second, family)) is one
