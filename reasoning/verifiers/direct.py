"""Checks that need no model and no sandbox: the question itself says how its answer can be tested.

A calculation is done again, the solution of a linear equation is put in, a number puzzle's rules are followed.
Only a question that is understood to its last word is checked; everything else is `unknown`. Pure, microseconds.
"""

from __future__ import annotations

import re

from ..exact import NUMBER, NotExact, evaluate, is_calculation, number, plain, say
from . import Verdict
from .puzzle import check_puzzle

MOST_CHARS = 300  # of a question or an answer that is looked at
UNKNOWN = Verdict("unknown", "", "math")

# All that may stand around what is asked. A word that is not here may change its meaning: "rounded", "half".
_HARMLESS = frozenset(
    re.findall(
        r"\S+",
        """
a again an and answer ask be by calculate calculated calculation can carefully check come comes compute
could determine do does doing equal equals equation evaluate evaluated exact exactly explain expression
figure find for from get give given gives good hard has have hello help hey hi homework how i if in is it
know let let's like linear make makes many math maths me morning much my need next now number of ok okay on
or our out please pls plz problem question quick quickly result says show simplified simplify so solution
solve solving step steps sum tell thank thanks that the then there this to true try u unknown up us use
value variable want was wat we what what's whats when where which will with wonder work would write you your
yourself
was ist wie viel wieviel ergibt berechne rechne bitte aus und der die das wert von löse gleichung nach wenn gilt
combien font fait calcule calculez calculer quel est le la résultat résous si alors et de vaut
cuánto es calcula cuál el resultado resuelve ecuación entonces vale
计算 请计算 等于多少 是多少 等于 多少 请 求 解方程
""",
    )
)
_OPERATIONS = (
    (re.compile(r"\b(?:multiplied by|times)\b"), "*"),
    (re.compile(r"\bdivided by\b"), "/"),
    (re.compile(r"\bplus\b"), "+"),
    (re.compile(r"\bminus\b"), "-"),
)
# -3^2 is -9 to some and 9 to others, and 1.500 is 1500 to half the world.
_AMBIGUOUS = re.compile(r"(?:^|[-+*/^(])\s*-\s*[\d.]+\s*\^|\d\.\d{3}(?!\d)")
# "3/4 divided by 1/8" is a fraction by a fraction, not three divisions from left to right.
_TWO_STROKES = re.compile(r"\d\s*/\s*\d.*(?:divided by|÷)|(?:divided by|÷).*\d\s*/\s*\d", re.DOTALL)
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_ASKED = re.compile(rf"(?:{NUMBER}|[-+*/^()]|[ \t])+")
_UNKNOWNS = re.compile(r"(?<![^\W\d_])[a-z](?![^\W_])")


def check(question: str, answer: str, text: str = "") -> Verdict:
    """Whether `answer`, in its canonical form, is right by the question's own words.

    `text` is the answer as it was written: a puzzle asks for the calculation itself, not for its value.
    """
    if len(question) > MOST_CHARS or len(answer) > MOST_CHARS:
        return UNKNOWN
    asked = plain(question.lower(), unknown=True)
    for words, sign in _OPERATIONS:
        asked = words.sub(sign, asked)
    if _TWO_STROKES.search(question.lower()):
        return UNKNOWN
    return check_puzzle(asked, text) or _equation(asked, answer) or _calculation(asked, answer) or UNKNOWN


def _calculation(asked: str, answer: str) -> Verdict | None:
    asked = plain(asked)
    found = [m for m in _ASKED.finditer(asked) if any(c.isdigit() for c in m[0])]
    if len(found) != 1:
        return None
    expression = found[0][0].strip()
    if not is_calculation(expression) or _AMBIGUOUS.search(expression) or not _understood(asked, found[0]):
        return None
    try:
        value, claimed = number(expression), number(plain(answer))
    except NotExact:
        return None
    if value == claimed:
        return Verdict("passed", f"{expression} = {say(value)}", "math")
    if value.denominator > 1 and abs(value - claimed) < 1:
        return None  # rounded, perhaps as it was meant
    return Verdict("failed", f"{expression} = {say(value)}, not {say(claimed)}", "math")


def _equation(asked: str, answer: str) -> Verdict | None:
    if asked.count("=") != 1:
        return None
    for unknown in sorted(set(_UNKNOWNS.findall(asked))):
        side = rf"(?:{NUMBER}|[-+*/^()]|[ \t]|(?<![^\W\d_]){unknown}(?![^\W_]))+"
        found = re.search(rf"({side})=({side})", asked)
        if not found or not _understood(asked, found, unknown):
            continue
        left, right = (part.strip() for part in found.groups())
        try:
            one, two = evaluate(left, unknown), evaluate(right, unknown)
            claimed = number(plain(answer))
        except NotExact:
            return None
        if one.slope == two.slope:
            return None  # no solution, or every number is one
        values = [side.slope * claimed + side.constant for side in (one, two)]
        put_in = (
            f"With {unknown} = {say(claimed)}, {left} is {say(values[0])} and {right} is {say(values[1])}"
        )
        return Verdict("passed" if values[0] == values[1] else "failed", put_in, "math")
    return None


def _understood(asked: str, found: re.Match[str], unknown: str = "") -> bool:
    """Whether what was found stands for itself, and all words and signs around it are harmless."""
    before, inside, after = asked[: found.start()], found[0], asked[found.end() :]
    if before[-1:].isalnum() and not inside[0].isspace():
        return False
    if after[:1].isalnum() and not inside[-1].isspace():
        return False
    word = _LAST_WORD.search(before)
    if word and len(word[1]) == 1 and inside.lstrip()[0] in "+-*/^":
        return False  # a - x = 7
    around = f"{before} | {after}"
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", around)
    rest = re.sub(r"[^\W\d_'’]+|[ \t\n.,:;!?|=\"'’“”*。？，：]", "", around)
    return not rest and all(w.replace("’", "'") in _HARMLESS or w == unknown for w in words)
