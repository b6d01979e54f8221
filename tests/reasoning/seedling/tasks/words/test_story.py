"""How stories write numbers, money and names."""

import random
import re

from reasoning.seedling.tasks.words import story


def test_numbers_are_written_in_digits_with_commas_or_in_words() -> None:
    rng = random.Random(1)
    assert {story.written(rng, 25) for _ in range(200)} == {"25", "twenty-five"}
    assert {story.written(rng, 1200) for _ in range(50)} == {"1200", "1,200"}
    assert "a dozen" in {story.written(rng, 12) for _ in range(500)}


def test_a_unit_agrees_with_its_number() -> None:
    assert story.counted(1, "peach", "peaches") == "1 peach"
    assert story.counted(3, "peach", "peaches") == "3 peaches"


def test_amounts_of_money_are_exact() -> None:
    assert story.plain(1250) == "12.5"
    assert story.plain(1200) == "12"
    assert story.price(1250) == "$12.50"
    assert story.price(-305, "€") == "-€3.05"
    rng = random.Random(2)
    for _ in range(300):
        cents = rng.randint(1, 200_000)
        digits = re.sub(r"[^\d.]", "", story.money(rng, cents))
        assert round(float(digits) * 100) in (cents, cents * 100)


def test_nouns_have_a_plural_and_hyphens_are_spaces() -> None:
    assert story.nouns("apple peach/peaches hot-dog t-shirt") == (
        ("apple", "apples"),
        ("peach", "peaches"),
        ("hot dog", "hot dogs"),
        ("t-shirt", "t-shirts"),
    )


def test_the_cast_is_large_and_different_people_have_different_names() -> None:
    assert len(story.NAMES) == len({row[0] for row in story.NAMES}) > 100
    rng = random.Random(3)
    for _ in range(100):
        first, second, third = story.people(rng, 3)
        assert len({first.name, second.name, third.name}) == 3
