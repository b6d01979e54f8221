"""What the seedling cannot answer, and its honest refusal: anything but small arithmetic and small talk."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.problem import Problem

FAMILY = "offtopic"
_LINES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
PLAIN: list[str] = _LINES["plain"]
TEMPLATES: list[str] = _LINES["templates"]
SLOTS: dict[str, list[str]] = _LINES["slots"]
SYLLABLES: list[list[str]] = _LINES["syllables"]
BEYOND_FORMS: list[str] = _LINES["beyond"]
CONNECT = "Connect a larger model with ENGINE_BASE_URL and ENGINE_MODEL for this."
REFUSALS = (
    "I am the seedling, a tiny demo model: I can do arithmetic and a little small talk, nothing else. "
    f"{CONNECT}",
    f"Sorry, that is beyond me. I am the seedling, a tiny demo model that only does arithmetic. {CONNECT}",
)
BEYOND = (
    "This calculation is beyond me: I do +, -, * and exact division with two to four whole numbers of modest "
    f"size. {CONNECT}"
)
_ASKED = ("What is {}", "Calculate {}", "Find {}", "{}", "Solve {}", "Compute {}")


def generate(rng: random.Random, level: int = 0) -> Problem:
    """A question to refuse. `level` has no effect."""
    draw = rng.random()
    if draw < 0.16:
        question = _beyond(rng)
        return Problem(FAMILY, question, "", (), BEYOND, question, is_refusal)
    if draw < 0.8:
        question = wording.dress(rng, _fill(rng, rng.choice(TEMPLATES)))
    elif draw < 0.9:
        question = wording.dress(rng, rng.choice(PLAIN))
    else:
        question = wording.dress(rng, _nonsense(rng))
    return Problem(FAMILY, question, "", (), rng.choice(REFUSALS), question, is_refusal)


def is_refusal(reply: str) -> bool:
    """True for a reply that refuses and says how to connect a larger model."""
    return reply.strip().endswith(CONNECT) and "Answer:" not in reply


def _fill(rng: random.Random, template: str) -> str:
    out = template
    while "{" in out:
        slot = out[out.index("{") + 1 : out.index("}")]
        out = out.replace("{" + slot + "}", _slot(rng, slot), 1)
    return out


def _slot(rng: random.Random, slot: str) -> str:
    if slot == "n":
        return str(rng.choice((rng.randint(2, 20), rng.randint(20, 400), rng.randint(1400, 2030))))
    # Made-up words teach that a word it has never seen is a reason to refuse.
    if rng.random() < 0.15:
        return _word(rng)
    return rng.choice(SLOTS[slot])


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(part) for _ in range(rng.randint(1, 3)) for part in SYLLABLES)


def _nonsense(rng: random.Random) -> str:
    known = [rng.choice(words) for words in SLOTS.values()]
    return " ".join(rng.choice((_word(rng), rng.choice(known))) for _ in range(rng.randint(1, 8)))


def _beyond(rng: random.Random) -> str:
    big, small = str(rng.randint(10**4, 10**8)), str(rng.randint(2, 999))
    tens = [str(rng.randint(2, 99)) for _ in range(6)]
    decimal = f"{rng.randint(0, 99)}.{rng.randint(1, 99)}"
    operators = "+-*/"
    pieces = rng.choice(
        (
            [big, rng.choice("*/"), small],
            [big, rng.choice(operators), str(rng.randint(10**4, 10**8))],
            [str(rng.randint(1111, 9999)), "*", str(rng.randint(111, 9999))],
            [str(rng.randint(111, 999)), "*", str(rng.randint(111, 999))],
            [decimal, rng.choice(operators), rng.choice((tens[0], f"{tens[1]}.{tens[2]}"))],
            [tens[0], rng.choice(operators), decimal],
            [piece for number in tens[: rng.randint(5, 6)] for piece in (number, rng.choice("+-*"))][:-1],
            [rng.choice((tens[0], small)), "/", "0"],
        )
    )
    if rng.random() < 0.6:
        return wording.ask(rng, pieces)
    form = str(rng.choice(BEYOND_FORMS)).format(a=tens[0], b=tens[1], c=tens[2])
    return wording.dress(rng, rng.choice(_ASKED).format(form))
