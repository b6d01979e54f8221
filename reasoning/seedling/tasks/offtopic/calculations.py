"""Calculations beyond the seedling: too many or too long numbers, division by zero, and higher mathematics."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling import wording
from reasoning.seedling.tasks.offtopic.filling import fill, lines

MATHEMATICS: list[str] = lines("lines/mathematics")["forms"]
_ASKED = (
    "What is {}", "what's {}", "Calculate {}", "Find {}", "{}", "{}", "{}", "Solve {}", "Compute {}", "work out {}",
    "how do I get {}", "can you do {}", "tell me {}", "I need {}", "please calculate {}", "give me {}",
)  # fmt: skip


def beyond(rng: random.Random) -> str:
    """A question for a calculation that the seedling is not taught."""
    if rng.random() < 0.45:
        return wording.ask(rng, expression(rng))
    form = fill(rng, rng.choice(MATHEMATICS))
    noun = form.startswith("the ") or not form.split(" ", 1)[0].isalpha()
    return wording.dress(rng, rng.choice(_ASKED).format(form) if noun else form)


def expression(rng: random.Random) -> list[str]:
    """The tokens of an expression that is out of range."""
    return rng.choice(KINDS)(rng)


def _long(rng: random.Random) -> list[str]:
    """Seven to twelve numbers."""
    top = rng.choice((9, 20, 99, 999))
    signs = rng.choice(("+", "+-", "+-*", "+*"))
    pieces = [str(rng.randint(1, top))]
    for _ in range(rng.randint(6, 11)):
        pieces += [rng.choice(signs), str(rng.randint(1, top))]
    return pieces


def _huge(rng: random.Random) -> list[str]:
    """At least one number of six digits or more."""
    huge = str(rng.randint(10**5, 10 ** rng.randint(6, 12)))
    other = str(rng.randint(0, 10 ** rng.randint(0, 7)) * 10 + rng.randint(2, 9))  # a division by 10 is easy
    return [huge, rng.choice("+-*/"), other] if rng.random() < 0.7 else [other, rng.choice("+*"), huge]


def _product(rng: random.Random) -> list[str]:
    """Factors with too many digits, none of them round."""
    sizes = rng.choice(((4, 3), (3, 4), (4, 4), (3, 3), (5, 3), (5, 2), (4, 2), (2, 4)))
    factors = [
        str(rng.randint(10 ** (size - 1), 10**size - 10) // 10 * 10 + rng.randint(1, 9)) for size in sizes
    ]
    more = [rng.choice("+-"), str(rng.randint(2, 999))] if rng.random() < 0.2 else []
    return [factors[0], "*", factors[1], *more]


def _by_zero(rng: random.Random) -> list[str]:
    dividend = str(rng.randint(0, 10 ** rng.randint(1, 4)))
    return [*([str(rng.randint(1, 99)), rng.choice("+-")] if rng.random() < 0.2 else []), dividend, "/", "0"]


def _precise(rng: random.Random) -> list[str]:
    """Numbers with four decimals or more."""
    numbers = []
    for _ in range(2):
        places = rng.randint(4, 7)
        digits = rng.randint(1, 10 ** (places - 1) - 1) * 10 + rng.randint(1, 9)
        numbers.append(f"{rng.randint(0, 99)}.{digits:0{places}d}")
    return [numbers[0], rng.choice("+-*/"), numbers[1]]


KINDS: tuple[Callable[[random.Random], list[str]], ...] = (
    _long, _long, _huge, _huge, _product, _product, _by_zero, _precise,
)  # fmt: skip
