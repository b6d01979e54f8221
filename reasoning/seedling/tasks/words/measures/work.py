"""The written calculation of a word problem: every equation is computed as it is written down."""

from __future__ import annotations

Number = int | float

_ONE = {
    "feet": "foot",
    "inches": "inch",
    "boxes": "box",
    "glasses": "glass",
    "people": "person",
    "batches": "batch",
    "classes": "class",
    "pieces": "piece",
    "loaves": "loaf",
}


class Work:
    """Steps such as `60×3=180 km`; each method writes one (or a decomposition) and returns the value."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def plus(self, *terms: Number, unit: str) -> Number:
        return self._write("+".join(_terms(terms)), sum(terms), unit)

    def minus(self, *terms: Number, unit: str) -> Number:
        return self._write("-".join(_terms(terms)), terms[0] - sum(terms[1:]), unit)

    def sums(self, *terms: Number, unit: str) -> Number:
        """One chain of sums and differences: 12+5-3."""
        text = shown(terms[0]) + "".join(
            f"{'-' if term < 0 else '+'}{shown(abs(term))}" for term in terms[1:]
        )
        return self._write(text, sum(terms), unit)

    def over(self, number: Number, divisor: Number, unit: str) -> Number:
        return self._write(f"{shown(number)}/{shown(divisor)}", number / divisor, unit)

    def times(self, number: Number, factor: Number, unit: str) -> Number:
        """A product; two factors of several digits each are multiplied digit by digit of the shorter one."""
        if digits(number) < 2 or digits(factor) < 2:
            return self._write(f"{shown(number)}×{shown(factor)}", number * factor, unit)
        split, whole = (factor, number) if digits(factor) <= digits(number) else (number, factor)
        parts = [
            self._write(f"{shown(whole)}×{shown(part)}", whole * part, unit) for part in _by_digit(split)
        ]
        return self.plus(*parts, unit=unit)

    def note(self, step: str) -> None:
        """A step in words."""
        self.steps.append(step)

    def _write(self, left: str, value: Number, unit: str) -> Number:
        value = tidy(value)
        self.steps.append(f"{left}={amount(value, unit)}")
        return value


def tidy(value: Number) -> Number:
    """An integer where it is one, else at most four decimals."""
    value = round(value, 4)
    return int(value) if value == int(value) else value


def shown(value: Number) -> str:
    return str(tidy(value))


def amount(value: Number, unit: str) -> str:
    """`180 km`, `1 hour`."""
    return f"{shown(value)} {singular(unit) if value == 1 else unit}".rstrip()


def singular(unit: str) -> str:
    """`hour` for hours, `page per day` for pages per day, `km` as it is."""
    head, per, rest = unit.partition(" per ")
    *before, last = head.split(" ")
    last = _ONE.get(last, last.removesuffix("s"))
    return " ".join([*before, last]) + per + rest


def digits(value: Number) -> int:
    """Digits that count in a product: 1 in 60, 2 in 5.5 and in 2500."""
    return max(len(shown(abs(value)).replace(".", "").strip("0")), 1)


def _terms(terms: tuple[Number, ...]) -> list[str]:
    return [shown(term) if at == 0 or term >= 0 else f"({shown(term)})" for at, term in enumerate(terms)]


def _by_digit(value: Number) -> list[Number]:
    """350 as 300 and 50, 2.5 as 2 and 0.5."""
    whole, _, rest = shown(value).partition(".")
    parts: list[Number] = [int(digit) * 10 ** (len(whole) - 1 - at) for at, digit in enumerate(whole)]
    parts += [tidy(int(digit) / 10 ** (at + 1)) for at, digit in enumerate(rest)]
    return [part for part in parts if part]
