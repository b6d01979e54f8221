from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.answers import boxed, canonical


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1757", "1757"),
        ("1,757.0", "1757"),
        ("**1,757.**", "1757"),
        ("$1,757", "1757"),
        ("-$5", "-5"),
        ("12.50 €", "25/2"),
        ("1/2", "1/2"),
        ("0.5", "1/2"),
        ("4/8", "1/2"),
        (r"\frac{2}{4}", "1/2"),
        (r"-\frac{1}{2}", "-1/2"),
        ("-0", "0"),
        ("007", "7"),
        ("50%", "50"),
        (r"50\%", "50"),
        ("x = 7", "7"),
        ("$x = 7$", "7"),
        (r"\(7\)", "7"),
        (r"$\text{Paris}$", "paris"),
        ("Paris.", "paris"),
        ("New   York", "new york"),
        ("\u0661\u0662", "12"),
        ("４２", "42"),
        ("－３", "-3"),
        ("答案：４２。", "42"),
        ("最终答案: 7", "7"),
        ("答：共有４２。", "共有42"),
        ("因为 6×7=42，所以\n答案：\\boxed{４２}", "42"),
        ("所以，答案是 **42**。", "42"),
        ("我们先看答案是否正确。\n一共有很多。", None),
        ("答え：４２です。", "42"),
        ("したがって、答えは42です。", "42"),
        ("정답은 42입니다.", "42"),
        ("정답: 42", "42"),
        ("الجواب: ٤٢", "42"),
        ("الإجابة النهائية: ٣٫٥", "7/2"),
        ("الجواب هو ١٬٢٥٠٫٥", "2501/2"),
        ("الجواب: ٥٠٪", "50"),
        ("उत्तर: ४२", "42"),
        ("คำตอบ: 42", "42"),
        ("Ответ: 42", "42"),
        ("So the answer is 42.", "42"),
        ("The answer is **1,250**.", "1250"),
        ("The answer is not clear, as two things are missing.\nThey are: a and b.", None),
        ("Die Antwort lautet 7/2.", "7/2"),
        ("Antwort: 3 Äpfel", "3 äpfel"),
        ("Réponse : oui", "oui"),
        ("1. one\n2. two\n**Final Answer:** 9", "9"),
        ("Answer: 3\nAnswer: 4", "4"),
        (r"So it is \boxed{\frac{1}{2}} and done", "1/2"),
        (r"first \boxed{1}, no: \boxed{2}", "2"),
        (r"Answer: \boxed{12} apples", "12"),
        ("1,75", "1,75"),
        ("1/0", "1/0"),
        ("2 + 2", "2 + 2"),
        ("os.getcwd()", "os.getcwd()"),
        ("9" * 200, None),
        ("", None),
        ("...", None),
        ("One line.\nAnother line.", None),
        ("word " * 40, None),
    ],
)
def test_what_means_the_same_becomes_the_same(text: str, value: str | None) -> None:
    assert canonical(text) == value


def test_an_unclosed_box_is_none_and_an_older_closed_one_counts() -> None:
    assert boxed(r"\boxed{1") is None
    assert boxed(r"\boxed{1} then \boxed{2") == "1"
    assert boxed(r"\boxed{a{b}c}") == "a{b}c"
    assert boxed(r"} \boxed{1 \boxed{2}} }") == "2"


@pytest.mark.parametrize(
    "text", [r"\boxed{" * 20_000, "$" * 100_000, "**" * 50_000, "1," * 50_000, "\n#" * 50_000]
)
def test_hostile_text_is_dealt_with_quickly(text: str) -> None:
    began = time.process_time()
    assert canonical(text) is None
    assert time.process_time() - began < 0.5


@given(st.text(max_size=300))
def test_any_text_has_a_short_canonical_form_or_none(text: str) -> None:
    value = canonical(text)
    assert value is None or (0 < len(value) <= 80 and "\n" not in value)


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_has_one_spelling(number: int) -> None:
    assert {
        canonical(form) for form in (f"{number}", f"{number:,}", f"{number}.0", f"Answer: **{number}**")
    } == {str(number)}


@given(st.integers(-999, 999), st.integers(1, 999), st.integers(1, 9))
def test_a_fraction_is_in_lowest_terms(over: int, under: int, factor: int) -> None:
    assert canonical(f"{over}/{under}") == canonical(f"{over * factor}/{under * factor}")
