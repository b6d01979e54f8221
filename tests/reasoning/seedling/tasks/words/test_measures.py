"""Stories about measures hold what they need, calculate rightly and are told in many ways."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest

from reasoning.exact import number
from reasoning.exact import plain as one_spelling
from reasoning.scorers.arithmetic import arithmetic
from reasoning.seedling.problem import in_steps, says
from reasoning.seedling.tasks.words import measures
from reasoning.seedling.tasks.words.measures import scene as scenes
from reasoning.seedling.tasks.words.measures import work as calculation
from reasoning.seedling.tasks.words.measures.templates import expand, parse, slots
from reasoning.seedling.tasks.words.story import Story
from reasoning.seedling.wording import spelled_out
from reasoning.state import Step

# Factors that everybody knows; 1 and 2 are also the borrowed hour and the two sides of a rectangle or a way.
KNOWN: set[int | Fraction] = {1, 2, 3, 4, 5, 7, 9, 10, 12, 16, 20, 24, 28, 30, 31, 32, 60, 100, 1000}
KNOWN |= {6, 120, 180, 240, 300, *(Fraction(quarters, 4) for quarters in range(1, 96) if quarters % 4)}
KNOWN |= {Fraction(factor) for factor in ("3.14", "1.6", "2.2", "2.54", "30.48")}
SAID = {
    "to sat": 6,
    "but mondays": 6,
    "except sunday": 6,
    "half": 30,
    "quarter": 15,
    "a dozen": 12,
    "quarter to": 45,
    "twice": 2,
    "a week": 7,
}
WORDS = {spelled_out(value): value for value in range(1, 101)}
_EQUATION = re.compile(r"([\d.+×/()-]+)=(-?[\d.]+)")
_LAST = re.compile(r"(=-?[\d.]*?)(\d)(?=[^\d.]*$)")


def stories(count: int, levels: tuple[int, ...] = (0, 1, 2, 3)) -> Iterator[Story]:
    rng = random.Random(20)
    for level in levels:
        for _ in range(count):
            yield measures.tell(rng, level)


def score(step: str) -> float | None:
    found = arithmetic(Step(step, 9))
    return None if found is None else found.score


def test_a_story_passes_its_own_check_and_stays_short() -> None:
    for story in stories(1500):
        reply = in_steps(story.steps, story.answer)
        assert says(story.answer)(reply)
        assert not says(story.answer)(in_steps(story.steps, "123456"))
        assert len(reply) < 700
        assert 5 < len(story.text) < 700
        assert 1 <= len(story.steps) <= 8


def test_every_equation_is_exactly_true() -> None:
    for story in stories(1500):
        for step in story.steps:
            for left, right in _EQUATION.findall(one_spelling(step).replace("*", "×")):
                assert number(left.replace("×", "*")) == number(right), story


def test_the_scorer_confirms_steps_and_finds_a_changed_last_digit() -> None:
    read = found = total = 0
    for story in stories(1500):
        for step in story.steps:
            assert score(step) in (1.0, None), step
            if "=" not in step:
                continue
            total += 1
            read += score(step) == 1.0
            wrong = _LAST.sub(lambda match: match[1] + str((int(match[2]) + 1) % 10), step)
            assert wrong != step
            found += score(wrong) == 0.0
    assert read / total > 0.99
    assert found / total > 0.95


def test_the_answer_follows_from_the_last_steps() -> None:
    for story in stories(1500):
        told = {*re.findall(r"\d+(?:\.\d+)?", " ".join(story.steps)), "00"}
        for piece in re.findall(r"\d+(?:\.\d+)?", story.answer.replace(":", " ")):
            value = str(Fraction(piece)) if "." not in piece else piece.rstrip("0")
            shown = {value, str(int(value) - 12) if value.isdigit() else value}
            assert shown & told or piece == "00" or Fraction(value) in in_text(story.text), story


def in_text(text: str) -> set[Fraction]:
    """The numbers that a text names, in digits or in words."""
    text = text.lower().replace(",", "") if re.search(r"\d,\d{3}", text) else text.lower()
    values = {
        Fraction(found) for found in re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)\.(?=\s|$)", " ", text))
    }
    values |= {Fraction(found) for found in re.findall(r"\d+", text)}
    values |= {
        Fraction(value) for word, value in {**WORDS, **SAID}.items() if re.search(rf"\b{word}\b", text)
    }
    if re.search(r"half|1/2", text):
        values |= {value + Fraction(1, 2) for value in {*values, Fraction(0), Fraction(1)}}
    return values | {value - 1 for value in values if "quarter to" in text}


def test_the_text_holds_every_number_that_the_steps_start_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "dress", lambda rng, text: text)
    missing: Counter[str] = Counter()
    for story in stories(1500):
        known = in_text(story.text) | KNOWN
        for step in story.steps:
            for left, right in _EQUATION.findall(step):
                for piece in re.findall(r"\d+(?:\.\d+)?", left):
                    value = Fraction(piece)
                    parts = value in known or any(
                        value <= other for other in known if re.search("[×/]", left)
                    )
                    clock = value - 12 in known or value + 12 in known
                    if not (parts or clock):
                        missing[f"{piece} in {step}: {story.text}"] += 1
                    known.add(value)
                known.add(abs(Fraction(right)))
    assert not missing, list(missing)[:5]


def test_the_same_seed_tells_the_same_story() -> None:
    for level in range(4):
        one, two = random.Random(3), random.Random(3)
        assert [measures.tell(one, level) for _ in range(50)] == [
            measures.tell(two, level) for _ in range(50)
        ]


def test_levels_go_from_one_step_to_the_hard_tier() -> None:
    easy = list(stories(500, (0,)))
    hard = list(stories(500, (3,)))
    assert all(len(story.steps) == 1 and not story.hard for story in easy)
    assert all(story.hard for story in hard)
    assert sum(len(story.steps) for story in hard) / len(hard) > 4.5
    assert not any(story.hard for story in stories(300, (1,)))


def test_there_are_many_scenarios_with_eight_forms_or_more_each() -> None:
    modules = (*measures.MODULES, measures.hard, *measures.CHAT)
    assert len(set(measures.EVERYDAY)) >= 50
    assert sum(len(module.FORMS) for module in modules) == len(measures.FORMS) > 150
    for name, section in measures.FORMS.items():
        assert len(set(section["forms"])) >= 8, name
        for text in (*section["forms"], *(value for value in section.values() if isinstance(value, str))):
            parse(text)


def test_texts_hardly_ever_repeat() -> None:
    texts = Counter(story.text for story in stories(4000, (2,)))
    assert len(texts) > 3950
    keys = {story.key for story in stories(4000, (2,))}
    assert len(keys) > 3000


def test_no_slot_or_bracket_is_left_in_a_text() -> None:
    for story in stories(2000):
        assert not re.search(r"[{}\[\]|_]| {2}| [?.,] *$", story.text.rstrip("? ").rstrip("."))


def test_every_form_of_a_scenario_can_be_filled() -> None:
    for scenario in {*measures.EASY, *measures.MIDDLE, *measures.HARD, *measures.EVERYDAY}:
        for seed in range(60):
            scene = scenario(random.Random(seed))
            section = measures.FORMS[scene.form]
            groups = {
                **scenes.GROUPS,
                **{key: text for key, text in section.items() if isinstance(text, str)},
            }
            for form in section["forms"]:
                for slot in slots(form):
                    assert slot in scene.values or slot in groups, (scene.form, slot)
                assert expand(random.Random(seed), form, scene.values, groups)


def test_the_reply_spells_metres_as_the_question_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "dress", lambda rng, text: text)
    for story in stories(1500):
        reply = in_steps(story.steps, story.answer)
        if re.search(r"\b(kilo|centi|milli|)meters?\b", story.text, re.IGNORECASE):
            assert "metre" not in reply
        if re.search(r"\b(kilo|centi|milli|)metres?\b", story.text, re.IGNORECASE):
            assert "meter" not in reply


def test_long_products_are_written_digit_by_digit() -> None:
    work = calculation.Work()
    assert work.times(24, 35, "km") == 840
    assert work.steps == ["24×30=720 km", "24×5=120 km", "720+120=840 km"]
    work = calculation.Work()
    assert work.times(12, 2.5, "km") == 30
    assert work.steps == ["12×2=24 km", "12×0.5=6 km", "24+6=30 km"]
    work = calculation.Work()
    assert work.minus(12, -5, unit="degrees") == 17
    assert work.steps == ["12-(-5)=17 degrees"]


def test_a_group_of_synonyms_is_drawn_once_for_a_text() -> None:
    groups = {"sib": "brother|sister"}
    for seed in range(20):
        text = expand(random.Random(seed), "{sib}, {sib}", {}, groups)
        assert text.lower() in ("brother, brother", "sister, sister")
