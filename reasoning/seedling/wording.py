"""Surface forms: the many ways in which people write the same expression or sentence."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

_FORMS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
SYMBOLS: dict[str, list[str]] = _FORMS["symbols"]
WORDS: dict[str, list[str]] = _FORMS["words"]
PAIRS: dict[str, list[str]] = _FORMS["pairs"]
UNITS: list[str] = _FORMS["units"]
TENS: list[str] = _FORMS["tens"]


def ask(rng: random.Random, pieces: Sequence[str], plain: float = 0.0) -> str:
    """A question for the expression whose `tokens` are `pieces`; in the part `plain` of cases a simple one."""
    if rng.random() < plain:
        gap = {op: f" {op} " if rng.random() < 0.5 else op for op in SYMBOLS}
        expression = "".join(gap.get(piece, piece) for piece in pieces)
        return rng.choice(("{}", "{}=?", "What is {}?", "What is {}?", "Calculate {}.")).format(expression)
    pair = _pair(rng, pieces)
    if pair is not None and rng.random() < 0.2:
        asked = rng.choice(("{}", "{}", "{}", "What is {}", "Calculate {}", "Find {}", "Tell me {}")).format(
            pair
        )
    else:
        asked = str(rng.choice(_FORMS["forms"])).format(written(rng, pieces))
    return dress(rng, asked)


def written(rng: random.Random, pieces: Sequence[str]) -> str:
    """The expression with symbols or with words, and with one of the usual ways of spacing."""
    style = rng.random()
    if style < 0.14 and "(" not in pieces:
        spelled = rng.random() < 0.35
        words = [
            rng.choice(WORDS[piece]) if piece in WORDS else _number(rng, piece, spelled) for piece in pieces
        ]
        return " ".join(words)
    plain = style >= 0.6
    symbols = {op: op if plain else rng.choice(options) for op, options in SYMBOLS.items()}
    spacing = rng.choice(("none", "none", "all", "all", "all", "sums", "mixed"))
    out = []
    for piece in pieces:
        if piece in symbols:
            before, after = _gaps(rng, piece, spacing)
            out.append(before + symbols[piece] + after)
        else:
            out.append(_number(rng, piece, spelled=False))
    return "".join(out)


def _gaps(rng: random.Random, op: str, spacing: str) -> tuple[str, str]:
    if spacing == "mixed":
        return rng.choice(("", " ")), rng.choice(("", " "))
    # "sums" is the habit of 37*48 - 19: products close, sums apart.
    gap = " " if spacing == "all" or (spacing == "sums" and op in "+-") else ""
    return gap, gap


def dress(rng: random.Random, sentence: str) -> str:
    """The sentence with an opening, a closing, punctuation, letter case and slips as people type them."""
    if rng.random() < 0.08:
        sentence = rng.choice(_FORMS["openings"]) + sentence[0].lower() + sentence[1:]
    ended = sentence[-1] in "=?.!:"
    if not ended and rng.random() < 0.08:
        sentence += rng.choice(_FORMS["closings"])
    if not ended:
        sentence += rng.choice(_FORMS["endings"])
    if rng.random() < 0.04:
        sentence = _slip(rng, sentence)
    style = rng.random()
    if style < 0.3:
        return sentence.lower()
    return sentence.upper() if style < 0.33 else sentence[0].upper() + sentence[1:]


def _pair(rng: random.Random, pieces: Sequence[str]) -> str | None:
    if len(pieces) != 3 or pieces[1] not in PAIRS:
        return None
    form = rng.choice(PAIRS[pieces[1]])
    first, second = _number(rng, pieces[0], False), _number(rng, pieces[2], False)
    turned = form.startswith(("subtract", "take", "add {} to"))  # "subtract 5 from 12" is 12-5
    return form.format(second, first) if turned else form.format(first, second)


def _number(rng: random.Random, piece: str, spelled: bool) -> str:
    if not piece.lstrip("-").isdigit():
        return piece
    number = int(piece)
    if spelled and 0 <= number < 20:
        return UNITS[number]
    if spelled and 20 <= number < 100:
        return TENS[number // 10] + ("-" + UNITS[number % 10] if number % 10 else "")
    return f"{number:,}" if abs(number) >= 1000 and rng.random() < 0.3 else piece


def _slip(rng: random.Random, sentence: str) -> str:
    """One letter dropped, doubled or swapped with its neighbour inside a word of four letters or more."""
    places = [i for i in range(1, len(sentence) - 2) if sentence[i - 1 : i + 3].isalpha()]
    if not places:
        return sentence
    at = rng.choice(places)
    a, b = sentence[at], sentence[at + 1]
    return sentence[:at] + rng.choice((b, a + a + b, b + a)) + sentence[at + 2 :]
