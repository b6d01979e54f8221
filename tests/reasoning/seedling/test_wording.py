"""The same question is asked in many ways, and none of them changes its numbers."""

import random
import re

from reasoning.seedling import wording


def test_an_expression_is_asked_in_many_ways() -> None:
    rng = random.Random(2)
    asked = {wording.ask(rng, ["37", "*", "48", "-", "19"]) for _ in range(500)}
    assert len(asked) > 400
    for expected in ("×", "times", " x ", "37*48"):
        assert any(expected in question for question in asked)


def test_dressing_a_sentence_keeps_its_digits_and_signs() -> None:
    rng = random.Random(3)
    sentence = "what is 12.50 + 1,200 × 3 (about 40%) for item 7"
    wanted = re.sub(r"[^\d×+%(),]", "", sentence)
    for _ in range(2000):
        dressed = wording.dress(rng, sentence)
        assert wanted in re.sub(r"[^\d×+%(),]", "", dressed)


def test_a_number_is_never_followed_by_an_exclamation_mark() -> None:
    rng = random.Random(4)
    assert not any(re.search(r"\d!", wording.dress(rng, "calculate 5")) for _ in range(2000))


def test_subtraction_in_words_keeps_the_order_of_its_numbers() -> None:
    rng = random.Random(5)
    for _ in range(2000):
        asked = wording.ask(rng, ["5", "-", "12"]).lower()
        if found := re.search(r"(\d+) (?:less than|(?:subtracted|taken) from) (\d+)", asked):
            assert found.groups() == ("12", "5")
        if found := re.search(r"(?:subtract|take|deduct) (\d+) (?:away )?from (\d+)", asked):
            assert found.groups() == ("12", "5")
        assert "difference" not in asked


def test_numbers_are_spelled_out_in_english() -> None:
    assert wording.spelled_out(0) == "zero"
    assert wording.spelled_out(12) == "twelve"
    assert wording.spelled_out(40) == "forty"
    assert wording.spelled_out(25) == "twenty-five"
    assert wording.spelled_out(304) == "three hundred and four"
    rng = random.Random(6)
    assert wording.number(rng, "2.5", spelled=True) == "two point five"
    assert {wording.number(rng, "1200") for _ in range(50)} == {"1200", "1,200"}
