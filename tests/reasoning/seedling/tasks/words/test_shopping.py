"""Word problems about money are true, complete, written in many ways and easy to recompute."""

import random
import re
from collections.abc import Iterator

import pytest

from reasoning.answers import canonical
from reasoning.scorers import arithmetic
from reasoning.seedling.problem import in_steps, says
from reasoning.seedling.tasks.words import shopping
from reasoning.seedling.tasks.words.shopping.cash import MARKS, Purse
from reasoning.seedling.tasks.words.shopping.draft import Draft, Money, Teller
from reasoning.seedling.tasks.words.shopping.grammar import expand, macro, parsed
from reasoning.seedling.tasks.words.shopping.phrases import MACROS, TEMPLATES
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit
from reasoning.seedling.tasks.words.shopping.voice import Voice
from reasoning.seedling.tasks.words.story import Story
from reasoning.seedling.wording import spelled_out
from reasoning.state import Step

LEVELS = (0, 1, 2, 3)
SCENES = {
    scene.__name__
    for scene in (*shopping.EASY, *shopping.MIDDLE, *shopping.FULL, *shopping.DAILY, *shopping.HARD)
}
RESULT = re.compile(r"(?<==)\d+(?:\.\d+)?")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
WORDS = {spelled_out(number): number for number in range(101)} | {"a dozen": 12, "fiver": 5, "tenner": 10}
SPELLED = re.compile(r"\b(" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
# A third and a half, percent, months of a year, days of a week, minutes of an hour, and the American coins.
KNOWN = {1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 25, 60, 100, 1000}
FOUND_BY_TRYING = {
    "how_many_left",
    "packs",
    "luggage_part",
}  # how often a price fits, what makes a part whole


def stories(level: int, count: int = 1500) -> Iterator[Story]:
    rng = random.Random(f"shopping {level}")
    return (shopping.tell(rng, level) for _ in range(count))


def score(step: str) -> float | None:
    found = arithmetic(Step(f"1. {step}\n", tokens=1))
    return None if found is None else found.score


@pytest.mark.parametrize("level", LEVELS)
def test_a_story_passes_its_own_check_and_no_other_answer_does(level: int) -> None:
    for story in stories(level):
        check = says(story.answer)
        assert check(in_steps(story.steps, story.answer))
        assert not check(in_steps(story.steps, "123456789"))
        assert canonical(f"Answer: {story.answer}")


@pytest.mark.parametrize("level", LEVELS)
def test_every_step_is_an_equation_that_holds(level: int) -> None:
    for story in stories(level):
        assert all(score(step) == 1 for step in story.steps), story.steps


def test_a_wrong_result_in_a_step_is_noticed() -> None:
    rng, seen, noticed = random.Random(2), 0, 0
    for story in stories(2):
        for step in story.steps:
            result = RESULT.search(step)
            assert result is not None
            at = rng.choice([i for i in range(*result.span()) if step[i] != "."])
            digit = rng.choice([other for other in "0123456789" if other != step[at]])
            seen += 1
            noticed += score(step[:at] + digit + step[at + 1 :]) == 0
    assert noticed > 0.99 * seen


@pytest.mark.parametrize("level", LEVELS)
def test_replies_are_short_and_decimals_are_cents(level: int) -> None:
    for story in stories(level):
        assert 1 <= len(story.steps) <= 8
        assert len(in_steps(story.steps, story.answer)) < 700
        assert len(story.text) < 600
        assert not any(re.search(r"\.\d{3}", step) for step in story.steps)


@pytest.mark.parametrize("level", LEVELS)
def test_the_text_has_all_numbers_that_the_steps_start_from(level: int) -> None:
    rng = random.Random(level)
    for _ in range(3000):
        draft = shopping.draw(rng, level)
        if draft.scene in FOUND_BY_TRYING:
            continue
        text = Teller(rng, draft, level).text()
        known = KNOWN | set(numbers_in(text))
        for step in draft.steps:
            left, right = step.split("=")
            for number in map(float, NUMBER.findall(left)):
                assert number in known, (text, draft.steps)
            result = float(right.split()[0])
            known |= {result, *parts(result)}


def numbers_in(text: str) -> Iterator[float]:
    text = re.sub(r"(\d):30", r"\1.5", text)
    text = re.sub(r"(\d) (?:dollars?|euros?|pounds?) (\d\d)\b", r"\1.\2", text)
    text = SPELLED.sub(lambda word: str(WORDS[word[0].lower()]), text)
    for found in NUMBER.findall(text):
        number = float(found.replace(",", ""))
        yield from (number, number / 100, *parts(number))


def parts(number: float) -> tuple[float, float, float]:
    """Tens and ones, which are multiplied one by one, and the whole of a number with a half."""
    return number // 10 * 10, number % 10, number // 1


def test_the_same_seed_tells_the_same_story() -> None:
    for level in LEVELS:
        assert shopping.tell(random.Random(8), level) == shopping.tell(random.Random(8), level)


def test_first_lessons_take_one_step_and_hard_stories_five_or_more() -> None:
    assert sum(len(story.steps) == 1 for story in stories(0)) > 1000
    assert not any(story.hard for level in (0, 1) for story in stories(level, 300))
    assert all(story.hard and len(story.steps) >= 5 for story in stories(3))
    assert 0.1 < sum(story.hard for story in stories(2)) / 1500 < 0.3


def test_stories_differ_in_their_events_and_in_their_words() -> None:
    told = list(stories(2, 4000))
    assert len({story.key for story in told}) > 3500
    assert len({re.sub(r"[\d.,]+", "#", story.text.lower()) for story in told}) > 3900
    assert {story.key.split(":")[1] for story in told} == {*SCENES, "ledger"}


def test_no_price_is_negative() -> None:
    rng = random.Random(9)
    for _ in range(3000):
        slots = shopping.draw(rng, 2).slots
        assert all(slot.cents > 0 for slot in slots.values() if isinstance(slot, Money))


def test_half_of_the_stories_are_of_daily_life() -> None:
    daily = {scene.__name__ for scene in shopping.DAILY}
    assert len(daily) >= 60
    assert all(len(TEMPLATES[scene]) >= 10 for scene in daily)
    assert 0.4 < sum(story.key.split(":")[1] in daily for story in stories(2)) / 1500 < 0.6


def test_no_two_scenes_share_a_name() -> None:
    scenes = (*shopping.EASY, *shopping.MIDDLE, *shopping.FULL, *shopping.DAILY, *shopping.HARD)
    assert len(set(scenes)) == len(SCENES)


def test_every_scene_has_many_templates_that_can_be_read() -> None:
    assert len(SCENES) >= 35
    assert all(len(TEMPLATES[scene]) >= 8 for scene in SCENES)
    for templates in TEMPLATES.values():
        assert all(parsed(template) for template in templates)
    assert all(macro(name) for name in MACROS)


def test_choices_slots_and_macros_are_expanded() -> None:
    rng = random.Random(1)
    told = {expand(rng, "[a|b[c|]] {n}", lambda slot: slot.upper()) for _ in range(100)}
    assert told == {"a N", "b N", "bc N"}
    assert "{p2}" not in expand(rng, "<one2>", lambda slot: slot)
    with pytest.raises(ValueError, match="open"):
        parsed("[a|b")


def test_the_answer_names_the_currency_of_the_question() -> None:
    rng = random.Random(5)
    for _ in range(1500):
        teller = Teller(rng, shopping.draw(rng, 2), 2)
        text = teller.text()
        answer = teller.answer(text)
        named = {sign for sign, marks in MARKS.items() if marks.search(text)}
        if sign := re.search(r"[$€£]", answer):
            assert sign[0] in named
        elif NUMBER.fullmatch(answer):
            assert not named


def test_an_amount_without_a_currency_is_answered_without_one() -> None:
    rng = random.Random(4)
    draft = Draft("each", {"p": Money(250)}, ("2×2.5=5",), Money(850))
    assert Teller(rng, draft, 2).answer("3 coffees at 2.50 and a cake for 1") == "8.50"
    assert Teller(rng, draft, 2).answer("3 coffees at $2.50 and a cake for 1") == "$8.50"


def test_a_person_is_named_first_and_then_has_a_pronoun() -> None:
    rng = random.Random(3)
    for _ in range(200):
        voice = Voice(rng, {"Anna"})
        first, later = voice.form("i"), voice.form("i")
        assert first != "Anna"
        assert (later in ("I", "we", "you")) == (voice.form("does") == "do")
        assert voice.form("p") is None


def test_a_purse_writes_an_amount_such_that_it_can_be_read() -> None:
    rng = random.Random(6)
    for _ in range(500):
        written = Purse(rng).write(1250)
        assert 12.5 in numbers_in(written)
        assert Purse(rng).note(2000)


def test_long_factors_and_percentages_are_split() -> None:
    till = Till()
    assert till.times(14, 2300, "in all") == 32200
    assert till.percent(6400, 15, "off") == 960
    assert till.steps == [
        "10×23=230",
        "4×23=92",
        "230+92=322 in all",
        "64×10/100=6.4",
        "64×5/100=3.2",
        "6.4+3.2=9.6 off",
    ]


def test_what_does_not_come_out_even_is_not_told() -> None:
    for work in (lambda t: t.over(100, 3), lambda t: t.minus(100, 200), lambda t: t.how_often(500, 300)):
        with pytest.raises(Unfit):
            work(Till())
