"""What every word problem is made of: a story, and how people write numbers, money, names and things in it."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

from reasoning.seedling.wording import spelled_out

_WORDS = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text())
_PRONOUNS = {"she": ["she", "her", "her"], "he": ["he", "his", "him"], "they": ["they", "their", "them"]}
NAMES: list[list[str]] = [  # name, she/he/they, her/his/their, her/him/them
    *_WORDS["names"],
    *(
        [name, *_PRONOUNS[pronoun]]
        for pronoun, names in (line.split(": ") for line in _WORDS["more_names"].strip().split("\n"))
        for name in names.split()
    ),
]
THINGS: list[list[str]] = _WORDS["things"]  # singular, plural
CONTAINERS: list[list[str]] = _WORDS["containers"]  # singular, plural
ROLES: list[list[str]] = _WORDS["roles"]  # first mention, later mention, they, their, them
CURRENCIES = ("$", "$", "$", "€", "£")


def nouns(words: str) -> tuple[tuple[str, str], ...]:
    """Singular and plural of `apple peach/peaches hot-dog`; a hyphen stands for a space, but not in t-shirt."""
    pairs = []
    for word in words.split():
        one, _, many = word.replace("-", " ").replace("t shirt", "t-shirt").partition("/")
        pairs.append((one, many or one + "s"))
    return tuple(pairs)


FOOD = nouns(_WORDS["food"])
GOODS = nouns(_WORDS["goods"])
FOLK = nouns(_WORDS["folk"])
RELATIVES = tuple(one for one, _ in nouns(_WORDS["relatives"]))


@dataclass(frozen=True)
class Story:
    """`text` is the whole question; `steps` unnumbered equations; `answer` the number with its unit.

    `key` names the events for the held-out split: without the numbers where the sequence of events itself is
    drawn from thousands, with them where a scenario is one fixed formula.
    """

    text: str
    steps: tuple[str, ...]
    answer: str
    key: str
    hard: bool = False


@dataclass(frozen=True)
class Person:
    """A name with its pronouns."""

    name: str
    they: str
    their: str
    them: str


def person(rng: random.Random) -> Person:
    return Person(*rng.choice(NAMES))


def people(rng: random.Random, count: int) -> list[Person]:
    """`count` different people."""
    return [Person(*row) for row in rng.sample(NAMES, count)]


def thing(rng: random.Random) -> tuple[str, str]:
    """Singular and plural of something that can be counted."""
    one, many = rng.choice(THINGS)
    return one, many


def container(rng: random.Random) -> tuple[str, str]:
    """Singular and plural of something that holds things."""
    one, many = rng.choice(CONTAINERS)
    return one, many


def written(rng: random.Random, number: int, *, words: float = 0.15) -> str:
    """The number as people write it: digits, with commas, or (with this probability) in words."""
    if number == 12 and rng.random() < words / 3:
        return "a dozen"
    if 0 <= number <= 100 and rng.random() < words:
        return spelled_out(number)
    return f"{number:,}" if number >= 1000 and rng.random() < 0.4 else str(number)


def counted(number: int, one: str, many: str) -> str:
    """`1 apple`, `3 apples`."""
    return f"{number} {one if number == 1 else many}"


def plain(cents: int) -> str:
    """An amount as replies write it in equations: 12.5 for 1250, 12 for 1200."""
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".") if cents % 100 else str(cents // 100)


def price(cents: int, currency: str = "$") -> str:
    """An amount as an answer gives it: $12.50, $12."""
    sign = "-" if cents < 0 else ""
    cents = abs(cents)
    return f"{sign}{currency}{cents // 100}" + (f".{cents % 100:02d}" if cents % 100 else "")


def money(rng: random.Random, cents: int, currency: str = "$") -> str:
    """An amount as people write it: $12.50, 12.50 dollars, 12 bucks, 80 cents, 12€."""
    amount = f"{cents // 100:,}" if cents % 100 == 0 else f"{cents // 100:,}.{cents % 100:02d}"
    names = {"$": ("dollars", "USD", "bucks"), "€": ("euros", "EUR", "euro"), "£": ("pounds", "GBP", "quid")}
    style = rng.random()
    if cents < 100 and style < 0.4:
        return f"{cents} {'pence' if currency == '£' else 'cents'}"
    if style < 0.68:
        return currency + amount
    if style < 0.72:
        return amount + currency
    return f"{amount} {rng.choice(names[currency])}"
