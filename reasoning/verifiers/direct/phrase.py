"""From spoken arithmetic to a plain expression: `half of 3 squared`, `the sum of 4, 5 and 6`.

How far such words reach is often open: is "half of 104 minus 2" 50 or 51? Each phrase is read in two ways: `loose`
takes all that follows (or, for "squared", all that precedes), the other takes the least. Where both come to the same
value there is only one; where they do not, nobody knows what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt

from ...exact import NotExact, number

MAX_DEPTH = 6  # phrases in each other; a list reads its last thing twice
MAX_POWER_BITS = 400  # of a number whose root is taken

SIGNS = frozenset("+-*/^")
PARTS = {
    **dict.fromkeys(("half", "halves"), 2),
    **dict.fromkeys(("third", "thirds"), 3),
    **dict.fromkeys(("quarter", "quarters", "fourth", "fourths"), 4),
    **{
        f"{name}{s}": n
        for n, name in enumerate(("fif", "six", "seven", "eigh", "nin", "ten"), 5)
        for s in ("th", "ths")
    },
}
TIMES = {"double": 2, "twice": 2, "triple": 3, "thrice": 3}
FROM_A_LIST = {
    **dict.fromkeys(("sum", "total"), "sum"),
    **dict.fromkeys(("average", "mean", "avg"), "mean"),
    **dict.fromkeys(
        ("larger", "largest", "bigger", "biggest", "greater", "greatest", "maximum", "max"), "max"
    ),
    **dict.fromkeys(("smaller", "smallest", "minimum", "min"), "min"),
}
_BEHIND = {
    "squared": "(({})^2)",
    "cubed": "(({})^3)",
    "doubled": "(2 * ({}))",
    "tripled": "(3 * ({}))",
    "halved": "(({}) / 2)",
}
_CHANGED = {
    "increase": "+",
    "increased": "+",
    "decrease": "-",
    "decreased": "-",
    "reduce": "-",
    "reduced": "-",
}
_SAME = {"adding": "add", "multiplying": "multiply", "dividing": "divide", "subtracting": "subtract"}
_SEPARATORS = (",", ";", "and", "or", "&")
LISTS = frozenset({*FROM_A_LIST, *_SAME, *_SAME.values(), "product", "difference", "quotient"})


class Phrase:
    """Reads `tokens` (numbers, signs, words) as an expression for exact.number. Raises NotExact where it is none."""

    def __init__(self, tokens: Sequence[str], *, loose: bool) -> None:
        self.rest = list(tokens[::-1])  # next one last
        self._loose = loose
        self._depth = 0
        self._listing = False

    def whole(self) -> str:
        """All of it."""
        text = self.chain()
        if self.rest:
            raise NotExact(f"unexpected {self.rest[-1]!r}")
        return text

    def chain(self) -> str:
        """Things with signs between them, as far as they go."""
        parts: list[str] = []
        while True:
            while self.next() in ("-", "+", "negative"):
                parts.append("+" if self.take() == "+" else "-")
            if parts and parts[-1] in "/^" and "/" in self.next()[1:]:
                raise NotExact("how much is divided?")
            parts.append(self._thing())
            while after := self._behind():
                base = " ".join(parts) if self._loose else parts[-1]
                parts = [after(base)] if self._loose else [*parts[:-1], after(base)]
            if self.next() not in SIGNS:
                return " ".join(parts)
            parts.append(self.take())

    def operand(self) -> str:
        """What a word like "half" is about."""
        if self._loose:
            return f"({self.chain()})"
        sign = "-" if self.skip("-", "negative") else ""
        return f"({sign}{self._thing()})"

    def _about(self) -> str:
        """The operand of a word before it. In a list that may be all that follows: `the sum of half of 10 and 4`."""
        if self._listing:
            raise NotExact("half of what?")
        return self.operand()

    def change(self) -> Callable[[str], str]:
        """What `by 10%` or `by 10` does, behind a word for increasing or decreasing."""
        sign = _CHANGED[self.take()]
        self.expect("by")
        if self.next(1) == "%":
            share = f"(1 {sign} {self.take()}/100)"
            self.take()
            return lambda base: f"(({base}) * {share})"
        by = self.operand()
        return lambda base: f"(({base}) {sign} {by})"

    def next(self, ahead: int = 0) -> str:
        return self.rest[-1 - ahead] if len(self.rest) > ahead else ""

    def take(self) -> str:
        if not self.rest:
            raise NotExact("something is missing")
        return self.rest.pop()

    def skip(self, *words: str) -> bool:
        """Whether the next token was one of `words`, which is passed over."""
        return self.next() in words and bool(self.take())

    def expect(self, *words: str) -> None:
        if not self.skip(*words):
            raise NotExact(f"expected {words[0]!r}")

    def _thing(self) -> str:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotExact("too deep")
        word = self.take()
        text = self._counted(word) if word[0] in ".0123456789" else self._called(word)
        self._depth -= 1
        return text

    def _counted(self, digits: str) -> str:
        """A number, or a share: `15% of 80`, `two thirds of 9`, `3/4 of 20`."""
        if self.skip("%"):
            self.expect("of", "von", "de")
            return f"({digits}/100 * {self._about()})"
        if self.next() in PARTS and self.next(1) == "of":
            part = PARTS[self.take()]
            self.take()
            return f"({digits}/{part} * {self._about()})"
        if "/" in digits and self.skip("of"):
            return f"({digits} * {self._about()})"
        return digits

    def _called(self, word: str) -> str:
        if word == "(":
            listing, self._listing = self._listing, False
            text = self.chain()
            self._listing = listing
            self.expect(")")
            return f"({text})"
        if word in PARTS:
            self.skip("of")
            return f"({self._about()} / {PARTS[word]})"
        if word == "halve":
            return f"({self._about()} / 2)"
        if word in TIMES:
            return f"({TIMES[word]} * {self._about()})"
        if word == "√":
            self.skip("of")
            return root(number(self._about()), 2)
        if word in ("square", "cube"):
            power, is_root = 2 if word == "square" else 3, self.skip("root")
            self.skip("of")
            return root(number(self._about()), power) if is_root else f"({self._about()}^{power})"
        if word in FROM_A_LIST:
            self.skip("value", "number")
            self.skip("of", ":", ",", "between")
            return _from_a_list(FROM_A_LIST[word], self._list())
        return self._ordered(word)

    def _ordered(self, word: str) -> str:
        """Things of which the words say which does what to which."""
        word = _SAME.get(word, word)
        if word in ("product", "difference", "quotient"):
            self.skip("of", "between")
            things = self._list()
            if word == "product":
                return f"({' * '.join(_several(things))})"
            one, two = _two(things)
            return f"({one} / {two})" if word == "quotient" else written(abs(number(f"{one} - {two}")))
        if word in ("add", "multiply"):
            things, sign = self._list(), "+" if word == "add" else "*"
            if self.skip("to" if word == "add" else "by"):
                if word == "multiply" and len(things) > 1:
                    raise NotExact("each of them, or all?")
                things.append(self.operand())
            return f"({f' {sign} '.join(_several(things))})"
        if word in _CHANGED:
            base = self.chain()
            self.rest.append(word)
            return self.change()(base)
        if word == "start":
            self.expect("with")
        elif word not in ("divide", "subtract", "take"):
            raise NotExact(f"unexpected {word!r}")
        one = f"({self.chain()})"
        if word == "divide":
            self.expect("by")
            return f"({one} / {self.operand()})"
        away = word == "take" and self.skip("away")
        if word == "subtract" or away or self.next() == "from":
            self.expect("from")
            return f"({self.operand()} - {one})"
        return one

    def _list(self) -> list[str]:
        """Things with commas or "and" between them; only how far the last one reaches is open."""
        things = []
        listing, self._listing = self._listing, True
        while True:
            before = list(self.rest)
            thing = f"({self.chain()})"
            if self.next() not in _SEPARATORS:
                break
            things.append(thing)
            while self.skip(*_SEPARATORS):
                pass
        if not self._loose:
            self.rest = before
            thing = self.operand()
        self._listing = listing
        return [*things, thing]

    def _behind(self) -> Callable[[str], str] | None:
        """What is done to the thing before, if anything: `squared`, `increased by 10%`."""
        if self.next() in _CHANGED and self.next() not in ("increase", "decrease", "reduce"):
            return self.change()
        if self.next() == "to" and self.next(1) == "power":
            del self.rest[-2:]
            self.expect("of")
            power = self.operand()
            return lambda base: f"(({base})^{power})"
        return _BEHIND[self.take()].format if self.next() in _BEHIND else None


def written(value: Fraction) -> str:
    """`value` as a plain expression."""
    return f"({value.numerator}/{value.denominator})"


def root(value: Fraction, power: int) -> str:
    """The square root (2) or cube root (3) of `value`. Raises NotExact where it is no fraction."""
    roots = [_whole_root(part, power) for part in (value.numerator, value.denominator)]
    if value < 0 or None in roots:
        raise NotExact("no exact root")
    return f"({roots[0]}/{roots[1]})"


def _whole_root(number: int, power: int) -> int | None:
    if number < 0 or number.bit_length() > MAX_POWER_BITS:
        return None
    found = isqrt(number) if power == 2 else round(number ** (1 / 3))
    return found if found**power == number else None


def _several(things: list[str]) -> list[str]:
    if len(things) < 2:
        raise NotExact("one thing alone")
    return things


def _two(things: list[str]) -> list[str]:
    if len(things) != 2:
        raise NotExact("not two things")
    return things


def _from_a_list(how: str, things: list[str]) -> str:
    if how == "sum":
        return f"({' + '.join(things)})"
    if how == "mean":
        return f"(({' + '.join(_several(things))}) / {len(things)})"
    values = [number(thing) for thing in _several(things)]
    if len(set(values)) != len(values):
        raise NotExact("which of the same")
    return written(max(values) if how == "max" else min(values))
