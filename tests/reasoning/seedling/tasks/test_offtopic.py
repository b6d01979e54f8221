"""What is out of reach is refused honestly; what is within reach is never among it."""

import random
import re
import subprocess
import sys
import time

import pytest

from reasoning.seedling.expressions import MAX_DIGITS, MAX_OPERANDS, Expression, OutOfRange, parse, tokens
from reasoning.seedling.refusal import BEYOND, CONNECT, REFUSALS, is_refusal
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks import offtopic, smalltalk
from reasoning.seedling.tasks.offtopic import calculations, near, pasting
from reasoning.seedling.tasks.offtopic.filling import NUMBERS, SLOTS, framed, slots_of
from reasoning.seedling.tasks.words.measures.convert import FACTORS, FOREIGN

NEAR_MISSES = (
    "what's 12 x 7", "what is 12 x 7", "12*7", "write a function that sums a list", "how many plans are there",
    "how are you", "what is fragaria", "how does thinking work", "what is 2^10", "what is the square root of 144",
    "convert 5 km to metres", "solve 3x + 5 = 20", "what comes next: 2, 4, 8", "who are you", "what can you do",
    "python function to reverse a string", "what is 15% of 80", "thanks", "are you sure", "why", "help",
)  # fmt: skip


def _numbers(expression: Expression) -> int:
    return sum(piece[-1].isdigit() for piece in tokens(expression))


def bare(text: str) -> str:
    return re.sub(r"[\s?.!]+$", "", text.lower())


@pytest.fixture(scope="module")
def drawn() -> list[str]:
    rng = random.Random(1)
    return [offtopic.generate(rng).question for _ in range(20_000)]


def test_every_refusal_is_recognised() -> None:
    assert len(set(REFUSALS)) >= 4
    for reply in (*REFUSALS, BEYOND):
        assert CONNECT in reply
        assert "ENGINE_BASE_URL" in reply
        assert len(reply) < 450
        assert is_refusal(reply)
        assert is_refusal(f"\n{reply.replace(' ', '  ')} ")


@pytest.mark.parametrize(
    "reply", ["", "Hello!", "1. 2+3=5\nAnswer: 5", f"1. 2+3=5\n{CONNECT}\nAnswer: 5", CONNECT[:20]]
)
def test_other_replies_are_no_refusals(reply: str) -> None:
    assert not is_refusal(reply)


def test_small_talk_is_no_refusal() -> None:
    assert not any(is_refusal(reply) for lines in smalltalk.INTENTS.values() for reply in lines["replies"])


def test_the_product_can_tell_refusals_without_heavy_imports() -> None:
    heavy = ("torch", "ctranslate2", "reasoning.seedling.tasks")
    code = f"import sys, reasoning.seedling.refusal; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_problems_pass_their_own_check() -> None:
    rng = random.Random(2)
    for level in range(4):
        for _ in range(1000):
            problem = offtopic.generate(rng, level)
            assert (problem.family, problem.answer) == ("offtopic", "")
            assert problem.question.strip()
            assert problem.check(problem.reply)
            assert not problem.check("1. 2+3=5\nAnswer: 5")


def test_every_slot_of_a_template_has_a_list() -> None:
    templates = [form for forms in offtopic.TEMPLATES.values() for form in forms] + calculations.MATHEMATICS
    templates += pasting.WISHES + pasting.SENTENCES + pasting.REPAIRS + pasting.SNIPPETS
    assert {slot for form in templates for slot in slots_of(form)} <= set(SLOTS) | set(NUMBERS)
    for lists in offtopic.TONGUES.values():
        assert {slot for form in lists["forms"] for slot in slots_of(form)} <= set(lists)


def test_no_calculation_beyond_is_one_that_is_taught() -> None:
    rng = random.Random(3)
    for _ in range(3000):
        pieces = calculations.expression(rng)
        expression = parse("".join(pieces))
        if _numbers(expression) > MAX_OPERANDS or any(len(piece) > MAX_DIGITS for piece in pieces):
            continue
        with pytest.raises((OutOfRange, ArithmeticError)):
            solve(expression)


def test_roots_and_powers_beyond_are_not_those_that_are_taught() -> None:
    rng = random.Random(4)
    for _ in range(2000):
        assert int(NUMBERS["nonsquare"](rng)) ** 0.5 % 1
        assert int(NUMBERS["noncube"](rng)) not in {n**3 for n in range(30)}
        assert int(NUMBERS["big"](rng)) > 10
        assert int(NUMBERS["exp"](rng)) > 10
        assert int(NUMBERS["power"](rng)) > 3


def test_units_that_word_problems_convert_are_not_refused() -> None:
    known = {unit for factor in (*FACTORS, *FOREIGN) for unit in factor[:2]}
    assert not known & set(SLOTS["unit"])
    assert "Python" not in SLOTS["code"]


def test_near_misses_are_never_drawn(drawn: list[str]) -> None:
    assert not {bare(question) for question in drawn} & set(NEAR_MISSES)
    said = {bare(line) for lines in smalltalk.INTENTS.values() for line in lines["said"]}
    assert not {bare(line) for line in offtopic.PLAIN if re.search(r"\w", line)} & said


def test_plain_equations_and_calculations_in_reach_are_never_drawn(drawn: list[str]) -> None:
    for question in drawn:
        text = (
            re.sub(r"^(what is|what's|calculate|compute)\b", "", bare(question)).strip(" =").replace(",", "")
        )
        if re.fullmatch(r"[\d.]+(\s*[-+*/]\s*[\d.]+)+", text):
            try:
                expression = parse(text)
            except ValueError:  # a date, 007
                continue
            if _numbers(expression) <= MAX_OPERANDS and not re.fullmatch(r"\d+-\d+-\d+", text):
                with pytest.raises((OutOfRange, ArithmeticError)):
                    solve(expression)


def test_questions_are_diverse_and_the_same_seed_gives_the_same(drawn: list[str]) -> None:
    again = random.Random(1)
    assert [offtopic.generate(again).question for _ in range(500)] == drawn[:500]
    assert len(set(drawn)) > 0.9 * len(drawn)
    lines = {form for forms in offtopic.TEMPLATES.values() for form in forms} | set(offtopic.PLAIN)
    assert len(lines) + len({word for words in SLOTS.values() for word in words}) > 4000
    assert max(map(len, drawn)) < 900


def test_calculations_get_the_reply_that_lists_the_limits() -> None:
    rng = random.Random(5)
    replies = {p.reply for p in (offtopic.generate(rng) for _ in range(500))}
    assert replies == {*REFUSALS, BEYOND}


def test_a_frame_keeps_the_question() -> None:
    rng = random.Random(6)
    assert all("who wrote Faust" in framed(rng, "who wrote Faust") for _ in range(200))


def test_it_is_quick() -> None:
    rng = random.Random(7)
    began = time.perf_counter()
    for _ in range(2000):
        offtopic.generate(rng)
    assert time.perf_counter() - began < 1.0  # 500 us each: five times what is wanted, for a busy machine


def test_a_near_miss_has_all_its_slots_filled_and_no_small_talk_in_it() -> None:
    rng = random.Random(8)
    said = {bare(line) for lines in smalltalk.INTENTS.values() for line in lines["said"]}
    for room in (near.facts, near.lacking, near.wishes, near.languages, near.sums):
        told = [room(rng) for _ in range(1500)]
        assert not any(re.search(r"\{\w+\}|\w\|\w", question) for question in told)
        assert not {bare(question) for question in told} & said
        assert len(set(told)) > 1000


def test_two_questions_in_five_are_near_misses() -> None:
    close = sum(
        weight for room, weight in offtopic.ROOMS.items() if getattr(room, "__module__", "") == near.__name__
    )
    assert 0.35 < close / sum(offtopic.ROOMS.values()) < 0.45


def test_functions_in_other_languages_name_no_python_without_a_denial() -> None:
    rng = random.Random(9)
    python = [
        question for question in (near.languages(rng) for _ in range(2000)) if "python" in question.lower()
    ]
    assert all(re.search(r"\b(not|no)\b", question.lower()) for question in python)
