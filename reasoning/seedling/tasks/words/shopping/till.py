"""Adds up money and keeps the equations, each small enough for a tiny network. All amounts are hundredths."""

from __future__ import annotations

from reasoning.seedling.tasks.words.story import plain

MAX_STEPS = 8
MAX_AMOUNT = 9_999_999


class Unfit(ValueError):
    """The drawn numbers give no neat story: a fraction of a cent, nothing left, too many steps."""


class Till:
    """Each method writes down one calculation, or a few where one would be too hard, and returns its result."""

    def __init__(self, level: int = 2) -> None:
        self.level = level
        self.steps: list[str] = []

    def plus(self, first: int, *others: int, note: str = "") -> int:
        for index, other in enumerate(others, 1):
            said = note if index == len(others) else ""
            first = self._write(f"{plain(first)}+{plain(other)}", first + other, said)
        return first

    def minus(self, whole: int, *parts: int, note: str = "") -> int:
        for index, part in enumerate(parts, 1):
            said = note if index == len(parts) else ""
            whole = self._write(f"{plain(whole)}-{plain(part)}", whole - part, said)
        return whole

    def times(self, count: int, each: int, note: str = "") -> int:
        """`count` times the amount `each`; two long factors are multiplied in parts."""
        if min(_digits(count), _digits(each)) <= 1:
            return self._write(f"{count}×{plain(each)}", count * each, note)
        tens, ones = count // 10 * 10, count % 10
        if count > 99 or _digits(each) > 3:
            raise Unfit("factors too long")
        parts = [self._write(f"{n}×{plain(each)}", n * each, "") for n in (tens, ones)]
        return self.plus(*parts, note=note)

    def over(self, amount: int, parts: int, note: str = "") -> int:
        """The amount divided by a whole number."""
        if amount % parts:
            raise Unfit("a fraction of a cent")
        return self._write(f"{plain(amount)}/{parts}", amount // parts, note)

    def how_often(self, amount: int, each: int, note: str = "") -> int:
        """How often `each` is in the amount: a whole number, not hundredths."""
        if amount % each:
            raise Unfit("not a whole number of times")
        return self._write(f"{plain(amount)}/{plain(each)}", amount // each * 100, note) // 100

    def percent(self, amount: int, rate: int, note: str = "") -> int:
        """`rate` percent of the amount; 15 percent of a long number as 10 and 5 percent."""
        if amount * rate % 100:
            raise Unfit("a fraction of a cent")
        if _digits(rate) == 1 or _digits(amount) == 1 or rate == 25:
            return self._write(f"{plain(amount)}×{rate}/100", amount * rate // 100, note)
        tens, ones = rate // 10 * 10, rate % 10
        return self.plus(self.percent(amount, tens), self.percent(amount, ones), note=note)

    def _write(self, calculation: str, value: int, note: str) -> int:
        if not 0 < value <= MAX_AMOUNT or len(self.steps) >= MAX_STEPS:
            raise Unfit(calculation)
        self.steps.append(f"{calculation}={plain(value)}" + (f" {note}" if note else ""))
        return value


def _digits(number: int) -> int:
    """How many digits a number has without the zeros at its end."""
    return len(str(number).rstrip("0"))
