"""Surface forms: the many ways in which people write the same expression or sentence."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

_FORMS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
FORMS: list[str] = _FORMS["forms"]
SIGNS: list[str] = FORMS + _FORMS["signs"] * 2
SYMBOLS: dict[str, list[str]] = _FORMS["symbols"]
WORDS: dict[str, list[str]] = _FORMS["words"]
NOUNS: dict[str, list[str]] = _FORMS["nouns"]
DIFFERENCES: list[str] = _FORMS["differences"]["-"]
COMMANDS: dict[str, list[str]] = _FORMS["commands"]
UNITS: list[str] = _FORMS["units"]
TENS: list[str] = _FORMS["tens"]
SIMPLE = ("{}", "{}=?", "What is {}?", "What is {}?", "Calculate {}.")
_SPACINGS = ("none", "none", "all", "all", "all", "sums", "mixed")


def ask(rng: random.Random, pieces: Sequence[str], plain: float = 0.0) -> str:
    """A question for the expression whose `tokens` are `pieces`; in the part `plain` of cases a simple one."""
    if rng.random() < plain:
        gap = {op: f" {op} " if rng.random() < 0.5 else op for op in SYMBOLS}
        expression = "".join(gap.get(piece, piece) for piece in pieces)
        return rng.choice(SIMPLE).format(expression)
    if len(pieces) == 3 and pieces[1] in NOUNS and rng.random() < 0.2:
        return _pair(rng, *pieces)
    return dress(rng, rng.choice(SIGNS).format(written(rng, pieces)))


def about(rng: random.Random, noun: str, plain: float = 0.0) -> str:
    """A question for what `noun` says in words: `15% of 80`, `the average of 4 and 8`."""
    if rng.random() < plain:
        return rng.choice(("{}", "What is {}?", "What is {}?", "What's {}?", "Calculate {}.")).format(noun)
    return dress(rng, rng.choice(FORMS).format(noun))


def _pair(rng: random.Random, first: str, op: str, second: str) -> str:
    spelled = rng.random() < 0.15
    pair = {"a": number(rng, first, spelled), "b": number(rng, second, spelled)}
    a, b = Decimal(first), Decimal(second)
    if op == "/" and (b == 0 or a % b):
        return dress(
            rng, rng.choice(("divide {a} by {b}", "Divide {a} by {b}", "{a} divided by {b}")).format(**pair)
        )
    if op == "-" and a > b and rng.random() < 0.3:
        order = rng.sample((pair["a"], pair["b"]), 2)
        return about(rng, rng.choice(DIFFERENCES).format(*order))
    if rng.random() < 0.5:
        return dress(rng, rng.choice(COMMANDS[op]).format(**pair))
    return about(rng, rng.choice(NOUNS[op]).format(**pair))


def written(rng: random.Random, pieces: Sequence[str]) -> str:
    """The expression with symbols or with words, and with one of the usual ways of spacing."""
    style = rng.random()
    if style < 0.14:
        spelled = rng.random() < 0.35
        words = [
            rng.choice(WORDS[piece]) if piece in WORDS else number(rng, piece, spelled) for piece in pieces
        ]
        return " ".join(words).replace("( ", "(").replace(" )", ")")
    plain = style >= 0.6
    symbols = {op: op if plain else rng.choice(options) for op, options in SYMBOLS.items()}
    spacing = rng.choice(_SPACINGS)
    out = []
    for piece in pieces:
        if piece in symbols:
            before, after = _gaps(rng, piece, spacing)
            out.append(before + symbols[piece] + after)
        else:
            out.append(number(rng, piece))
    return "".join(out)


def _gaps(rng: random.Random, op: str, spacing: str) -> tuple[str, str]:
    if spacing == "mixed":
        return rng.choice(("", " ")), rng.choice(("", " "))
    # "sums" is the habit of 37*48 - 19: products close, sums apart.
    gap = " " if spacing == "all" or (spacing == "sums" and op in "+-") else ""
    return gap, gap


def dress(rng: random.Random, sentence: str) -> str:
    """The sentence with an opening, a closing, punctuation, letter case and slips as people type them.

    Digits and signs stay as they are.
    """
    if rng.random() < 0.08:
        sentence = rng.choice(_FORMS["openings"]) + sentence[0].lower() + sentence[1:]
    if sentence[-1] not in "=?.!: ":
        if rng.random() < 0.08:
            sentence += rng.choice(_FORMS["closings"])
        ending = rng.choice(_FORMS["endings"])
        # 5! is something else than 5.
        sentence += "" if ending == "!" and not sentence[-1].isalpha() else ending
    if rng.random() < 0.04:
        sentence = _slip(rng, sentence)
    style = rng.random()
    if style < 0.3:
        return sentence.lower()
    return sentence.upper() if style < 0.33 else sentence[0].upper() + sentence[1:]


def spelled_out(value: int) -> str:
    """0 to 99,999 in words: twenty-five, one thousand seven hundred and fifty-seven."""
    if value < 20:
        return UNITS[value]
    if value < 100:
        return TENS[value // 10] + ("-" + UNITS[value % 10] if value % 10 else "")
    if value < 1000:
        rest = value % 100
        return UNITS[value // 100] + " hundred" + (f" and {spelled_out(rest)}" if rest else "")
    rest = value % 1000
    joint = " and " if rest < 100 else " "
    return spelled_out(value // 1000) + " thousand" + (f"{joint}{spelled_out(rest)}" if rest else "")


def number(rng: random.Random, piece: str, spelled: bool = False) -> str:
    """The number as people write it: in digits, with a comma for thousands, or `spelled` in words."""
    whole, point, places = piece.partition(".")
    if not whole.lstrip("-").isdigit():
        return piece
    if point:
        if spelled and whole.isdigit() and len(whole) < 3:
            return f"{spelled_out(int(whole))} point {' '.join(UNITS[int(digit)] for digit in places)}"
        return piece + "0" if len(places) == 1 and rng.random() < 0.15 else piece
    value = int(whole)
    if spelled and 0 <= value < 1000:
        words = spelled_out(value)
        return words.replace("-", " ") if rng.random() < 0.2 else words
    return f"{value:,}" if abs(value) >= 1000 and rng.random() < 0.3 else piece


def _slip(rng: random.Random, sentence: str) -> str:
    """One letter dropped, doubled or swapped with its neighbour inside a word of four letters or more."""
    places = [i for i in range(1, len(sentence) - 2) if sentence[i - 1 : i + 3].isalpha()]
    if not places:
        return sentence
    at = rng.choice(places)
    a, b = sentence[at], sentence[at + 1]
    return sentence[:at] + rng.choice((b, a + a + b, b + a)) + sentence[at + 2 :]
