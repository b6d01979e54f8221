"""How people ask for the solution of an equation, or tell a riddle about a number."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

from reasoning.seedling import wording
from reasoning.seedling.forms import fill
from reasoning.seedling.tasks.equations.chains import Chain

_FORMS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
LETTERS = "xxxxxxxxxxxxyynaabtkzmpwcsr"
PLAIN = (0.5, 0.25, 0.15, 0.15)  # the part of equations in the simplest words, by level
_SIGN = re.compile(r"(?<=[\dx)])[-+](?=[\dx(])")
_NAMES = {
    2: ("twice", "double"),
    3: ("three times", "triple"),
    4: ("four times", "4 times"),
    5: ("five times",),
}


def letter(rng: random.Random, level: int) -> str:
    """The unknown, mostly x."""
    return "x" if rng.random() < 0.6 else rng.choice(LETTERS)


def equation(rng: random.Random, text: str, unknown: str, level: int) -> str:
    """A question for the unknown of the equation, whose canonical text has x."""
    spaced = _spaced(rng, text).replace("x", unknown)
    if rng.random() < PLAIN[level]:
        return rng.choice(
            ("Solve {e}", "Solve {e}.", "{e}", "Solve for {x}: {e}", "What is {x} if {e}?")
        ).format(e=spaced, x=unknown)
    form = rng.choice(_FORMS["asked"])
    if spaced[0] in "-−":
        form = form.replace("{x} {e}", "{x}: {e}")  # x -2 would be a difference
    return wording.dress(rng, fill(rng, form, e=spaced, x=unknown))


def riddle(rng: random.Random, chain: Chain) -> str:
    """The deeds of the chain in words."""
    signs = "".join(name for name, _ in chain.deeds)
    result = str(chain.result)
    style = rng.random()
    numbers = {slot: str(number) for slot, (_, number) in zip(("n", "m"), chain.deeds, strict=False)}
    if signs in _FORMS["what"] and style < 0.3:
        if len(signs) == 1 and rng.random() < 0.35:
            return wording.dress(rng, _gap(rng, signs, numbers["n"], result))
        what = rng.choice(_FORMS["what"][signs]).format(**numbers)
        return wording.dress(rng, fill(rng, rng.choice(_FORMS["questions"]), w=what, r=result))
    if signs in _FORMS["phrase"] and style < 0.6:
        phrase = rng.choice(_FORMS["phrase"][signs]).format(**numbers)
        if signs[0] == "*" and rng.random() < 0.4:
            names = _NAMES.get(chain.deeds[0][1], (f"{numbers['n']} times",))
            phrase = re.sub(rf"\b{numbers['n']} times\b", rng.choice(names), phrase, count=1)
        return wording.dress(rng, fill(rng, rng.choice(_FORMS["phrases"]), p=phrase, r=result))
    return _told(rng, chain, result)


def _told(rng: random.Random, chain: Chain, result: str) -> str:
    """One deed after another: double it, add 3."""
    done = []
    for at, (name, number) in enumerate(chain.deeds):
        ways = _FORMS["done"].get(f"{name}{number}") or _FORMS["done"][name]
        done.append(rng.choice(ways[min(at, 1)]).format(n=number))
    form = rng.choice(_FORMS["riddles"])
    if "you {done}" in form or "i {done}" in form:
        done[0] = _on_a_number(done[0])
    joined = rng.choice((", ", " and ", ", then ", ". ")) if len(done) == 2 else ", "
    if "you {" in form or "i {" in form or "if" in form:
        joined = rng.choice((", ", " and ")) if len(done) == 2 else ", "
    return wording.dress(
        rng,
        fill(
            rng,
            form,
            done=joined.join(done).replace("and then then", "and then").replace("then then", "then"),
            r=result,
        ),
    )


def _on_a_number(deed: str) -> str:
    """`double a number` for `double it`."""
    if re.search(r"\bit\b", deed):
        return re.sub(r"\bit\b", "a number", deed)
    verb, _, number = deed.rpartition(" ")
    return f"{verb} {number} {'to' if verb.startswith('add') else 'from'} a number"


def _gap(rng: random.Random, sign: str, number: str, result: str) -> str:
    gap = rng.choice(_FORMS["gaps"])
    first, second = (number, gap) if sign == "~" or (sign in "+*" and rng.random() < 0.5) else (gap, number)
    shown = rng.choice(wording.SYMBOLS["-" if sign == "~" else sign])
    if shown == ":":
        shown = "/"
    return rng.choice(
        (
            "{} {} {} = {}",
            "{} {} {} = {}",
            "{}{}{}={}",
            "fill in the gap: {} {} {} = {}",
            "find the missing number: {} {} {} = {}",
        )
    ).format(first, shown, second, result)


def _spaced(rng: random.Random, text: str) -> str:
    """The equation with or without spaces, signs for products, a typographic minus."""
    style = rng.random()
    if style < 0.65:
        text = _SIGN.sub(lambda found: f" {found[0]} ", text).replace("=", " = ")
    elif style < 0.8:
        text = text.replace("=", " = ") if style < 0.72 else text.replace("=", "= ")
    if rng.random() < 0.08:
        text = re.sub(r"(?<=\d)(?=[x(])", rng.choice(("*", " * ", "·")), text)
    if rng.random() < 0.08:
        text = text.replace("-", "−")
    if rng.random() < 0.05:
        left, equals, right = text.partition("=")
        text = f"{right.strip()} {equals} {left.strip()}" if " = " in text else right + equals + left
    return text.strip()
