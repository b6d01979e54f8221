"""Calculations that are told: which are understood, what they come to, and where nobody knows what was meant."""

from __future__ import annotations

import pytest

from reasoning.verifiers.direct import check


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is half of 90?", "45"),
        ("what's a third of 8064", "2688"),
        ("two thirds of 60", "40"),
        ("What is 3/4 of 20?", "15"),
        ("one-quarter of 1964?", "491"),
        ("double 2743?", "5486"),
        ("What is 5 squared plus 3?", "28"),
        ("What is the square of 12?", "144"),
        ("What is the square root of 144?", "12"),
        ("√(64)", "8"),
        ("cube root of 27", "3"),
        ("2 to the power of 10", "1024"),
        ("What's 15% of 80?", "12"),
        ("What is 20 percent of 45", "9"),
        ("what is 11 per cent of €800", "88"),
        ("increase 50 by 20%", "60"),
        ("What is 50 decreased by 10 percent?", "45"),
        ("average of 4, 8 and 9", "7"),
        ("What is the mean of 82,95,8,39", "56"),
        ("sum of 84, 37 & 1", "122"),
        ("What is the product of negative 3 and 9?", "-27"),
        ("what is the quotient of 24 and 8", "3"),
        ("What is the difference between 578 and 40?", "538"),
        ("Multiply 3 by negative 11", "-33"),
        ("add 5, 6 and 7", "18"),
        ("Divide 96 by 6", "16"),
        ("Subtract 5 from 12", "7"),
        ("take 2 from 71 and triple the result?", "207"),
        ("take half of 142, multiply it by 3", "213"),
        ("Take 15 percent of 140, then times 6", "126"),
        ("double 26, then add 5 and halve it", "57/2"),
        ("If I multiply 2 and 16, after that double it, what do I get?", "64"),
        ("-1 take away 4", "-5"),
        ("What is seven plus twenty-five?", "32"),
        ("1 4/5 - 1/3", "22/15"),
        ("What's 3 1/2 + 1/4?", "3 3/4"),
        ("3/4 divided by 1/8", "6"),
        ("what is 1/2 ÷ 1/4?", "2"),
        ("What is 2/3 squared?", "4/9"),
        ("half of 2/3", "1/3"),
        ("which is larger, 9.8 or 9.64?", "49/5"),
        ("What is the smaller number: 1/2 or 2/5", "2/5"),
    ],
)
def test_what_is_told_is_calculated(question: str, answer: str) -> None:
    assert check(question, answer).outcome == "passed"
    assert check(question, "1001").outcome == "failed"


@pytest.mark.parametrize(
    ("question", "readings"),
    [
        ("What is half of 104 minus 2?", ("50", "51")),
        ("double 28 minus half of 18", ("47", "38")),
        ("3 plus 4 squared", ("19", "49")),
        ("15 percent of 450 + 32", ("99.5", "72.3")),
        ("the sum of 8 and 2 times 3", ("30", "14")),
        ("the sum of half of 10 and 4", ("9", "7")),
        ("the sum of the square of 3 and 4", ("13", "25")),
        ("multiply 3 and 4 by 5", ("60", "35")),
        ("20 take away 2 times 5", ("10", "90")),
        ("140 plus 20%", ("168", "140.2")),
        ("10% off 50", ("45", "5")),
        ("3 divided by 1/2", ("6", "1.5")),
        ("8 / 1/2", ("4", "16")),
        ("16^1/2", ("8", "4")),
        ("one plus two times three", ("7", "6")),
        ("what is 3 + 5!", ("8", "123")),
        ("the difference between 3 and 10", ("-7",)),
        ("was ist 1,500 + 2,500", ("4", "4000")),
        ("the mean of 280,101 and 291", ("224", "140196")),
    ],
)
def test_where_a_word_may_reach_further_every_reading_is_unknown(
    question: str, readings: tuple[str, ...]
) -> None:
    assert {check(question, reading).outcome for reading in readings} == {"unknown"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is 5 less than 12?", "7"),
        ("half of what number is 5", "10"),
        ("is 17 larger than 40", "40"),
        ("the greatest common divisor of 12 and 18", "6"),
        ("average speed of 10 and 20", "15"),
        ("the average of 5", "5"),
        ("sum of the digits of 345", "12"),
        ("which is larger, 1/2 or 0.5", "1/2"),
        ("15% tip on 80", "12"),
        ("the square root of 2", "1.414"),
        ("What is 10 % 3", "1"),
        ("double the number 3a", "6"),
        ("half of half of half of half of half of half of half of half of 256", "1"),
    ],
)
def test_what_is_not_read_for_certain_is_unknown(question: str, answer: str) -> None:
    assert check(question, answer).outcome == "unknown"


@pytest.mark.parametrize(
    ("question", "answer", "written"),
    [
        ("simplify 6/8", "3/4", "6/8"),
        ("What is 144/12?", "12", "144/12"),
        ("What is 144/12?", "12", r"\frac{144}{12}"),
    ],
)
def test_a_fraction_that_is_still_to_be_reduced_has_not_passed(
    question: str, answer: str, written: str
) -> None:
    assert check(question, answer, written).outcome == "unknown"
    assert check(question, answer, answer).outcome == "passed"


def test_repeating_the_question_is_no_answer() -> None:
    assert check("What is 37*48 - 19?", "37*48 - 19").outcome == "unknown"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What percent of 60 is 15?", "25"),
        ("15 is what percent of 60?", "25%"),
        ("72 out of 360 in %", "20"),
        ("What percent is 8 of 10.", "80"),
        ("0.15 to percent?", "15"),
        ("4/40 what percent?", "10"),
        ("What is the percent increase from 90 to 126?", "40"),
        ("What is the percentage drop from 50 to 40", "20"),
        ("if 40% of a number is 336, what is the number?", "840"),
        ("870 equals 300% of which number", "290"),
        ("If 2% is 11, how much is 100%?", "550"),
    ],
)
def test_percentages_are_recomputed(question: str, answer: str) -> None:
    assert check(question, answer.rstrip("%")).outcome == "passed"
    assert check(question, "77").outcome == "failed"


def test_a_percentage_given_as_a_fraction_or_with_another_sign_is_unknown() -> None:
    assert check("15 is what percent of 60?", "0.25").outcome == "unknown"
    assert check("What is the percentage drop from 50 to 40", "-20").outcome == "unknown"


@pytest.mark.parametrize(
    ("question", "answer", "wrong"),
    [
        ("remainder of 17 divided by 5", "2", "3"),
        ("What is the remainder when 17 is divided by 5?", "2", "3"),
        ("How many is 507 mod 53", "30", "31"),
        ("Give quotient and remainder: 397 by 45", "8 remainder 37", "8 remainder 36"),
        ("84 ÷ 3 with a remainder", "28 r 0", "27 r 3"),
        ("round 2103 to the nearest hundred", "2100", "2200"),
        ("8,764 to the nearest 1,000", "9000", "8000"),
        ("92.6868 rounded to 2 decimal places", "92.69", "9269"),
    ],
)
def test_remainders_and_rounding(question: str, answer: str, wrong: str) -> None:
    assert check(question, answer).outcome == "passed"
    assert check(question, wrong).outcome == "failed"


@pytest.mark.parametrize(
    "question", ["round 2.5 to the nearest integer", "round 25 to tens", "7 mod 0", "-7 mod 3"]
)
@pytest.mark.parametrize("answer", ["2", "3", "20", "30", "0", "-1"])
def test_ties_and_what_has_no_remainder_are_unknown(question: str, answer: str) -> None:
    assert check(question, answer).outcome == "unknown"
