"""Writes down calculations as steps: `3×12=36 apples`. Every method returns the result."""

from __future__ import annotations

Unit = tuple[str, str]  # singular and plural
NONE = ("", "")


def amount(number: int, unit: Unit) -> str:
    """`1 apple`, `3 apples`."""
    return f"{number} {unit[0] if number == 1 else unit[1]}".rstrip()


def with_tail(unit: Unit, tail: str) -> Unit:
    """The unit with a word behind it: apples left."""
    return f"{unit[0]} {tail}", f"{unit[1]} {tail}"


class Ledger:
    """The steps of one story."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def plus(self, *numbers: int, unit: Unit = NONE) -> int:
        return self._note("+".join(map(str, numbers)), sum(numbers), unit)

    def minus(self, a: int, b: int, unit: Unit = NONE) -> int:
        return self._note(f"{a}-{b}", a - b, unit)

    def times(self, a: int, b: int, unit: Unit = NONE) -> int:
        """Two long factors are taken apart: 14×10, 14×3, and their sum."""
        if a > 12 and b > 12 and a % 10 and b % 10:
            tens, ones = b // 10 * 10, b % 10
            return self.plus(self.times(a, tens), self.times(a, ones), unit=unit)
        return self._note(f"{a}×{b}", a * b, unit)

    def over(self, a: int, b: int, unit: Unit = NONE) -> int:
        """A division without remainder."""
        return self._note(f"{a}/{b}", a // b, unit)

    def fits(self, whole: int, size: int, unit: Unit, rest: Unit) -> tuple[int, int]:
        """How often `size` goes into `whole`: the multiple below it and what is left over."""
        count = whole // size
        used = self.times(count, size, unit)
        return count, self.minus(whole, used, rest)

    def _note(self, equation: str, value: int, unit: Unit) -> int:
        self.steps.append(f"{equation}={amount(value, unit)}")
        return value
