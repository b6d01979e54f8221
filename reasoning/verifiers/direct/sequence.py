"""Number sequences, where the terms leave no doubt about their rule: `what comes next: 2, 4, 8, 16?`"""

from __future__ import annotations

import re
from fractions import Fraction

from ...exact import say
from .. import Verdict
from .claims import claimed
from .rules import following, in_the_gap, steady
from .solutions import named
from .words import Asked, harmless

MOST_TERMS = 30

_TERM = r"-?\d{1,12}(?:\.\d{1,6})?"
_MARK = r"(?:_+|\?+|\[ ?\]|\( ?\)|\.{2,4}|…|□|x)"
_ROW = re.compile(
    rf"(?<![\w.,/^*+()-]){_TERM}(?P<between> ?[,;] ?| )(?:(?:{_TERM}|{_MARK})(?P=between)){{1,{MOST_TERMS}}}{_TERM}"
    r"(?![\w/^*+%]|[.,]\d| ?[-+*/^=]| %)"
)
_BEHIND = re.compile(rf"[ ,;]*{_MARK}?(?![^\W_])[ ,;.?!]*")
_NEXT = re.compile(
    r"\b(?:next|after|then|follows?|following|continues?|continued|carry on|goe?s? on|going|extend)\b"
)
_ROW_WORDS = re.compile(r"\b(?:sequence|series|pattern|row|missing|blank|fill|gap|complete)\b")
_TWO = re.compile(
    r"\b2 (?:more )?(?:numbers|terms|next numbers|next terms)\b|\bnext 2\b(?: (?:numbers|terms))?"
)
_NTH = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)(?: (?:term|number|element|one))?\b")
_MORE = frozenset(
    re.findall(
        r"\S+",
        """
after belongs blank carry complete continue continued continues element extend fill finish
follow follows following gap go goes going guess missing more pattern place puzzle quiz row
sequence series should spot term terms test
""",
    )
)


def sequence(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer`: the next term, the next two, a later one, or the one that is missing."""
    found = max(_ROW.finditer(asked.text), key=lambda match: len(match[0]), default=None)
    if not found:
        return None
    cells = found[0].split(found["between"])
    known = [_number(cell) for cell in cells if cell[-1].isdigit()]
    if any(term is None for term in known) or len(cells) > MOST_TERMS:
        return None
    terms = [term for term in known if term is not None]
    behind = _BEHIND.match(asked.text, found.end())
    marked = behind is not None and bool(behind[0].strip(" ,;.!"))
    after = behind.end() if behind else found.end()
    rest = f"{asked.text[: found.start()]} | {asked.text[after:]}"
    nth, two, onwards = _NTH.search(rest), _TWO.search(rest), _NEXT.search(rest)
    words = _TWO.sub(" ", _NTH.sub(" ", rest))
    if not harmless(words, more=_MORE) or (nth and (two or onwards or "from" in words)):
        return None  # counted from where?
    if len(terms) < len(cells):
        return None if nth or two else _gap(cells, terms, words, answer)
    if nth:
        return _judged(f"Term {nth[1]} of {found[0]}", steady(terms, int(nth[1])), answer)
    if two:
        return _both(found[0], terms, answer)
    if onwards or (marked and _ROW_WORDS.search(rest)):
        return _judged(f"After {found[0]}, the next term", following(terms), answer)
    return None


def _number(cell: str) -> Fraction | None:
    """None for what may be the end of a number with commas: 000."""
    return None if re.match(r"-?0\d", cell) else Fraction(cell)


def _gap(cells: list[str], terms: list[Fraction], words: str, answer: str) -> Verdict | None:
    marks = [at for at, cell in enumerate(cells) if not cell[-1].isdigit()]
    dots = cells[marks[0]].startswith((".", "…"))
    if len(marks) != 1 or (dots and not re.search(r"\b(?:missing|gap|blank|fill)\b", words)):
        return None  # dots may stand for any number of terms
    value = in_the_gap(terms[: marks[0]], terms[marks[0] :])
    return _judged(f"In {', '.join(cells)}, the missing term", value, answer)


def _both(row: str, terms: list[Fraction], answer: str) -> Verdict | None:
    one = following(terms)
    two = following([*terms, one]) if one is not None else None
    listed = named(answer)
    if one is None or two is None or not listed or len(listed) != 2:
        return None
    claims = [value for _, value in listed]
    said = f"After {row}, the next terms are {say(one)}, {say(two)}"
    if claims == [one, two]:
        return Verdict("passed", said, "math")
    return Verdict("failed", f"{said}, not {', '.join(map(say, claims))}", "math")


def _judged(said: str, value: Fraction | None, answer: str) -> Verdict | None:
    claim = claimed(answer)
    if value is None or claim is None:
        return None
    if claim == value:
        return Verdict("passed", f"{said} is {say(value)}", "math")
    return Verdict("failed", f"{said} is {say(value)}, not {say(claim)}", "math")
