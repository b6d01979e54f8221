"""The canonical solution of a number puzzle, with the search for it written out in steps.

Products come first, the one nearest to the target before the others: what is missing or too much must come
from the numbers that are left. Where no product of two given numbers helps, one factor is made of two numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

TRIES = 2  # products of two given numbers that are looked at


@dataclass(frozen=True)
class Solution:
    """`steps` are unnumbered lines of equations, `expression` what makes the target."""

    steps: tuple[str, ...]
    expression: str


@dataclass(frozen=True)
class Part:
    """A value with the expression and the steps that make it, from the numbers at `used`."""

    value: int
    text: str
    steps: tuple[str, ...]


NOTHING = Part(0, "", ())


def solve(numbers: tuple[int, ...], target: int, every: bool = False) -> Solution | None:
    """The solution that is taught, or None; with `every` it uses all the numbers.

    `numbers` is sorted, smallest first, and has two to five members.
    """
    found = None if every and len(numbers) > 2 else _single(numbers, target)
    if found is None and len(numbers) == 3:
        found = _sum(numbers, target)
    if found is not None:
        return found
    tried, product = _products(numbers, target, every)
    if product is not None:
        return product
    made = _made_factor(numbers, target, every, tried)
    if made is None and every and len(numbers) <= 4:
        made = _backwards(numbers, target, tried)
    return made


def pairs(one: int, two: int) -> tuple[tuple[str, int], ...]:
    """What two numbers make: sign and value, whole and positive, without multiplying or dividing by 1."""
    high, low = max(one, two), min(one, two)
    return _pairs(high, low)


@lru_cache(maxsize=50_000)
def _pairs(high: int, low: int) -> tuple[tuple[str, int], ...]:
    found = [("+", high + low)]
    if high > low:
        found.append(("-", high - low))
    if low > 1:
        found.append(("×", high * low))
        if high % low == 0:
            found.append(("/", high // low))
    return tuple(found)


def pair(one: int, two: int, sign: str, value: int) -> Part:
    """Two given numbers as a part: sums and differences in brackets."""
    text = f"{max(one, two)}{sign}{min(one, two)}"
    return Part(value, f"({text})" if sign in "+-/" else text, (f"{text}={value}",))


def splits(numbers: tuple[int, ...]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Every two of the numbers, largest first, and the rest."""
    count = len(numbers)
    for i in range(count - 1, 0, -1):
        for j in range(i - 1, -1, -1):
            yield numbers[i], numbers[j], numbers[:j] + numbers[j + 1 : i] + numbers[i + 1 :]


def _single(numbers: tuple[int, ...], target: int) -> Solution | None:
    for high, low, _ in splits(numbers):
        for sign, value in _pairs(high, low):
            if value == target:
                return Solution((f"{high}{sign}{low}={target}",), f"{high}{sign}{low}")
    return None


def _sum(numbers: tuple[int, ...], target: int) -> Solution | None:
    low, middle, high = numbers
    for first, second, sign in ((high, middle, 1), (high, middle, -1), (high, low, 1), (middle, low, 1)):
        third = low + middle + high - first - second
        value = first + second * sign
        for last in (1, -1):
            if value + third * last == target and value > 0:
                signs = ["-+"[sign > 0], "-+"[last > 0]]
                start = f"{first}{signs[0]}{second}"
                steps = (f"{start}={value}", f"{value}{signs[1]}{third}={target}")
                return Solution(steps, f"{start}{signs[1]}{third}")
    return None


def _products(numbers: tuple[int, ...], target: int, every: bool) -> tuple[tuple[str, ...], Solution | None]:
    """The products that were tried in vain, as lines, and the solution with the first that fits."""
    nearest = sorted(
        {(abs(target - high * low), -high, low, rest) for high, low, rest in splits(numbers) if low > 1}
    )[:TRIES]
    tried: list[str] = []
    for need, negative, low, rest in nearest:
        product = -negative * low
        line = _line(f"{-negative}×{low}={product}", product, target, rest)
        remainder = _remainder(need, rest, every)
        if remainder is None:
            tried.append(f"{line}: no")
            continue
        steps, expression = _joined(product, f"{-negative}×{low}", target, remainder)
        return (), Solution((*tried, f"{line}: yes", *steps), expression)
    return tuple(tried), None


def _made_factor(
    numbers: tuple[int, ...], target: int, every: bool, tried: tuple[str, ...]
) -> Solution | None:
    """A given number, the largest that fits, times what two others make, as near to the target as can be."""
    options = []
    for high, low, rest in splits(numbers):
        for at, factor in enumerate(rest):
            if factor == 1:
                continue
            left = rest[:at] + rest[at + 1 :]
            for sign, value in _pairs(high, low):
                need = abs(target - factor * value)
                if value > 1 and need < factor * value:
                    options.append((need >= factor, -factor, need, sign, high, low, left))
    options.sort()
    for _, negative, need, sign, high, low, left in options:
        remainder = _remainder(need, left, every)
        if remainder is None:
            continue
        made = pair(high, low, sign, dict(_pairs(high, low))[sign])
        product = -negative * made.value
        others = tuple(sorted((high, low, *left)))
        line = _line(f"{-negative}×{made.value}={product}", product, target, others)
        steps, expression = _joined(product, f"{-negative}×{made.text}", target, remainder)
        return Solution((*tried, f"{line}: yes", *made.steps, *steps), expression)
    return None


def _line(equation: str, product: int, target: int, left: tuple[int, ...]) -> str:
    difference = (
        f"{target}-{product}={target - product}"
        if target >= product
        else f"{product}-{target}={product - target}"
    )
    return f"{equation}, {difference}, left {' '.join(map(str, left)) or 'none'}"


def _remainder(need: int, rest: tuple[int, ...], every: bool) -> Part | None:
    """What is missing or too much, from at most two of the rest; with `every` from exactly all of it."""
    if need == 0 and not (every and rest):
        return NOTHING
    if need in rest and (not every or len(rest) == 1):
        return Part(need, str(need), ())
    if every and len(rest) != 2:
        return None
    for high, low, _ in splits(rest):
        for sign, value in _pairs(high, low):
            if value == need:
                return pair(high, low, sign, value)
    return None


def _joined(product: int, text: str, target: int, remainder: Part) -> tuple[tuple[str, ...], str]:
    if not remainder.text:
        return (), text
    sign = "+" if target > product else "-"
    return (
        *remainder.steps,
        f"{product}{sign}{remainder.value}={target}",
    ), f"{text}{sign}{remainder.text}"


def _backwards(numbers: tuple[int, ...], target: int, tried: tuple[str, ...]) -> Solution | None:
    """Any whole-numbered way to the target that uses all of up to four numbers, last calculation first."""
    found = _reach(numbers, target)
    if found is None:
        return None
    return Solution((*tried, *found.steps), _bare(found.text))


def _reach(numbers: tuple[int, ...], target: int) -> Part | None:
    if len(numbers) == 1:
        return Part(target, str(target), ()) if numbers[0] == target else None
    if len(numbers) == 2:
        low, high = numbers
        return next(
            (pair(high, low, sign, value) for sign, value in _pairs(high, low) if value == target), None
        )
    for at in range(len(numbers) - 1, -1, -1):
        number, rest = numbers[at], numbers[:at] + numbers[at + 1 :]
        for sign, need, first in _last_calculations(number, target):
            other = _reach(rest, need)
            if other is not None:
                return _combined(other, Part(number, str(number), ()), sign, target, first)
    return _halves(numbers, target) if len(numbers) == 4 else None


def _halves(numbers: tuple[int, ...], target: int) -> Part | None:
    """Two of four numbers against the other two."""
    last = numbers[-1]
    for at in range(3):
        partner, (low, high) = numbers[at], numbers[:at] + numbers[at + 1 : -1]
        for sign, value in _pairs(last, partner):
            for joint, need, first in _last_calculations(value, target):
                for other_sign, other in _pairs(high, low):
                    if other == need:
                        one = pair(last, partner, sign, value)
                        return _combined(pair(high, low, other_sign, other), one, joint, target, first)
    return None


def _last_calculations(number: int, target: int) -> Iterator[tuple[str, int, bool]]:
    """Sign, the other value, and whether that one stands first, of calculations with `number` that make target."""
    if number > 1 and target % number == 0 and target > number:
        yield "×", target // number, True
    if target > number:
        yield "+", target - number, True
    yield "-", target + number, True
    if number > target:
        yield "-", number - target, False
    if number > 1:
        yield "/", target * number, True
        if number % target == 0 and number > target > 1:
            yield "/", number // target, False


def _combined(other: Part, part: Part, sign: str, target: int, first: bool) -> Part:
    left, right = (other, part) if first else (part, other)
    if sign in "+×" and left.value < right.value:
        left, right = right, left
    step = f"{left.value}{sign}{right.value}={target}"
    text = f"{left.text}{sign}{_bracketed(right.text, sign)}"
    return Part(target, f"({text})" if sign in "+-/" else text, (*other.steps, *part.steps, step))


def _bracketed(text: str, sign: str) -> str:
    """The right operand, with brackets where it is a product right of a division."""
    return f"({text})" if sign == "/" and "×" in text and text[0] != "(" else text


def _bare(text: str) -> str:
    """The text without brackets around all of it."""
    if text[0] != "(":
        return text
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[1:-1] if at == len(text) - 1 else text
    return text
