"""Percentages: of a number, on top of it, off it, and which percentage one number is of another."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.expressions import MAX_PLACES, MAX_STEPS, Number, Operation, OutOfRange, trimmed
from reasoning.seedling.problem import Problem
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.arithmetic.calculation import asked, divided, priced, problem, times, worked

_FORMS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
USUAL = (5, 10, 10, 15, 20, 20, 25, 25, 30, 40, 50, 50, 60, 70, 75, 80, 90)
WRITTEN = ("{}%", "{}%", "{}%", "{}%", "{}%", "{} %", "{} percent", "{} percent", "{} per cent", "{} pct")
CURRENCIES = ("$", "$", "$", "€", "£")


def generate(rng: random.Random, level: int = 2) -> Problem:
    """One of the kinds of percentages. Raises OutOfRange."""
    return rng.choice(EASY if level == 0 else KINDS)(rng, level)


def _of(rng: random.Random, level: int) -> Problem:
    kind = "tip" if rng.random() < 0.15 and level else "of"
    p, (n, currency) = _percent_or_half(rng, level), _amount(rng, level, money=1.0 if kind == "tip" else 0.15)
    steps, _ = worked(divided(times(n, p), 100))
    return _asked(rng, kind, steps, trimmed(Decimal(n) * p / 100), f"{p}% of {{n}}", currency, p=p, n=n)


def _more(rng: random.Random, level: int) -> Problem:
    return _changed(rng, level, "+", "more")


def _less(rng: random.Random, level: int) -> Problem:
    return _changed(rng, level, "-", "less")


def _changed(rng: random.Random, level: int, op: str, kind: str) -> Problem:
    p, (n, currency) = _percent_or_half(rng, level), _amount(rng, level, money=0.35)
    if op == "-" and p >= 100:
        raise OutOfRange(f"{p}% off")
    steps, _ = worked(Operation(op, n, divided(times(n, p), 100)))
    value = trimmed(Decimal(n) * (100 + (p if op == "+" else -p)) / 100)
    return _asked(rng, kind, steps, value, f"{{n}}{op}{p}%", currency, p=p, n=n)


def _share(rng: random.Random, level: int) -> Problem:
    p, n = _percent(rng, level), _drawn(rng, 999 if level > 1 else 200)
    if p > 200:
        raise OutOfRange(f"{p}% of {n}")
    if rng.random() < 0.2:
        m: Number = rng.randint(1, n)  # any part, which may have to be rounded
    else:
        m = trimmed(Decimal(n) * p / 100)
    solution = solve(divided(times(m, 100), n), rounding=True)
    if len(solution.steps) > MAX_STEPS or not isinstance(m, int):
        raise OutOfRange(f"{m} of {n}")
    answer = f"{solution.value}%" + (" (rounded)" if solution.rounded else "")
    return _question(rng, "share", solution.steps, answer, f"{m} of {n} in %", n=str(n), m=str(m))


def _whole(rng: random.Random, level: int) -> Problem:
    p, n = _percent(rng, level), _drawn(rng, 999)
    m = trimmed(Decimal(n) * p / 100)
    steps, answer = worked(divided(times(m, 100), p))
    if not isinstance(m, int):
        raise OutOfRange(f"{m}")
    return _question(rng, "whole", steps, answer, f"{p}% is {m}", p=_per_cent(rng, p), m=str(m))


def _change(rng: random.Random, level: int) -> Problem:
    p, n = _percent(rng, level), _drawn(rng, 500)
    m = trimmed(Decimal(n) * (100 + p) / 100)
    steps, answer = worked(divided(times(Operation("-", m, n), 100), n))
    if not isinstance(m, int):
        raise OutOfRange(f"{m}")
    return _question(rng, "change", steps, answer + "%", f"from {n} to {m} in %", n=str(n), m=str(m))


KINDS: tuple[Callable[[random.Random, int], Problem], ...] = (
    _of, _of, _of, _of, _more, _more, _less, _less, _less, _share, _share, _whole, _change,
)  # fmt: skip
EASY = (_of,)


def _percent(rng: random.Random, level: int) -> int:
    if level < 2 or rng.random() < 0.6:
        return rng.choice(USUAL)
    return rng.choice((rng.randint(1, 99), rng.randint(1, 30), rng.choice((110, 120, 150, 200, 300))))


def _percent_or_half(rng: random.Random, level: int) -> Number:
    if level > 1 and rng.random() < 0.06:
        return Decimal(
            rng.choice(("0.5", "1.5", "2.5", "3.5", "4.5", "7.5", "7.5", "8.5", "12.5", "12.5", "17.5"))
        )
    return _percent(rng, level)


def _drawn(rng: random.Random, high: int) -> int:
    """A number up to `high`; more often a round one."""
    if rng.random() < 0.6:
        step = rng.choice((5, 10, 10, 20, 50))
        return max(1, rng.randint(1, max(2, high // step))) * step
    return rng.randint(2, high)


def _amount(rng: random.Random, level: int, money: float) -> tuple[Number, str]:
    currency = rng.choice(CURRENCIES) if rng.random() < money else ""
    if currency and level > 1 and rng.random() < 0.25:
        return trimmed(Decimal(rng.randint(2, 999)) / 10), currency
    return _drawn(rng, rng.choice((100, 200, 500, 2000)) if level > 1 else 100), currency


def _asked(
    rng: random.Random,
    kind: str,
    steps: list[str],
    value: Number,
    shown: str,
    currency: str,
    *,
    p: Number,
    n: Number,
) -> Problem:
    """A question with a percentage and an amount, which may be of money."""
    amount = _amount_written(rng, n, currency)
    answer = priced(value, currency)
    if value != round(value, 2 if currency else MAX_PLACES):
        raise OutOfRange(answer)
    return _question(
        rng, kind, steps, answer, shown.format(n=priced(n, currency)), p=_per_cent(rng, p), n=amount
    )


def _amount_written(rng: random.Random, n: Number, currency: str) -> str:
    if not currency:
        return wording.number(rng, str(n))
    names = {
        "$": ("dollars", "dollars", "bucks", "USD"),
        "€": ("euros", "euro", "EUR"),
        "£": ("pounds", "quid", "GBP"),
    }
    number = str(n) if isinstance(n, int) else f"{n:.2f}"
    return f"{number} {rng.choice(names[currency])}" if rng.random() < 0.35 else currency + number


def _per_cent(rng: random.Random, p: Number) -> str:
    if isinstance(p, int) and rng.random() < 0.06:
        return f"{wording.spelled_out(p)} percent"
    return rng.choice(WRITTEN).format(p)


def _question(
    rng: random.Random, kind: str, steps: list[str], answer: str, shown: str, **slots: str
) -> Problem:
    """The problem in one of the kind's wordings; the key is the restatement."""
    if len(steps) > MAX_STEPS:
        raise OutOfRange(shown)
    return problem(asked(rng, _FORMS[kind], **slots), steps, answer, opening=shown, key=shown)
