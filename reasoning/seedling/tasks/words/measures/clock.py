"""Times of the day: when it is over, when it began, how long it lasted."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, some
from reasoning.seedling.tasks.words.measures.times import (
    clock,
    clock_answer,
    duration,
    duration_answer,
    style_for,
)
from reasoning.seedling.tasks.words.measures.work import Work

FORMS = load(__file__)


def add(work: Work, start: int, minutes: int, style: str) -> str:
    """Writes how a time of the day moves on by some minutes; the answer."""
    hour, rest = divmod(start % 1440, 60)
    hours, more = divmod(minutes, 60)
    hour = hour % 12 if style == "pm" else hour
    carry = 0
    if more and rest:
        total = work.plus(rest, more, unit="minutes")
        if total >= 60:
            work.minus(total, 60, unit="minutes")
            carry = 1
    if hours or carry:
        terms = [hour, *([hours] if hours else []), *([carry] if carry else [])]
        total = work.plus(*terms, unit="hours")
        top = 12 if style == "pm" else 23
        if total > top:
            work.minus(total, 12 if style == "pm" else 24, unit="hours")
    elif not rest:
        work.plus(rest, more, unit="minutes")
    return clock_answer(start + minutes, style)


def subtract(work: Work, end: int, minutes: int, style: str) -> str:
    """Writes how a time of the day moves back by some minutes; the answer. Never past midnight or noon."""
    hour, rest = divmod(end, 60)
    hours, less = divmod(minutes, 60)
    hour = hour % 12 if style == "pm" else hour
    borrow = 0
    if less > rest:
        rest = int(work.plus(rest, 60, unit="minutes"))
        borrow = 1
    if less:
        work.minus(rest, less, unit="minutes")
    if hours or borrow:
        terms = [hour, *([hours] if hours else []), *([borrow] if borrow else [])]
        work.minus(*terms, unit="hours")
    return clock_answer(end - minutes, style)


def between(work: Work, start: int, end: int, style: str) -> int:
    """Writes how long it is from `start` to `end` (perhaps on the next day); the minutes."""
    (hour, rest), (last, late) = divmod(start, 60), divmod(end % 1440, 60)
    if style == "pm":
        same = (start < 720) == (end % 1440 < 720) and end < 1440
        hour, last = hour % 12, last % 12
        if not same:
            last = int(work.plus(last, 12, unit="hours"))
    elif end >= 1440:
        last = int(work.plus(last, 24, unit="hours"))
    borrow = 0
    if late < rest:
        late = int(work.plus(late, 60, unit="minutes"))
        borrow = 1
    if late != rest and (rest or last == hour):
        work.minus(late, rest, unit="minutes")
    if borrow:
        work.minus(last, hour, 1, unit="hours")
    elif last != hour:
        work.minus(last, hour, unit="hours")
    return end - start


def _span(rng: random.Random, longest: int = 360) -> tuple[int, int]:
    """A start and a length in minutes, both in steps of five more often than not."""
    step = rng.choice((1, 5, 5, 5, 15, 15, 30))
    start = rng.randrange(6 * 60, 22 * 60, step)
    length = rng.randrange(step * (1 + 14 // step), longest, step)
    return start, length if length % 60 or rng.random() < 0.6 else length + 15


def arrives(rng: random.Random) -> Scene:
    start, length = _span(rng)
    work = Work()
    style = style_for(rng, start, start + length)
    how_long = duration(rng, length)
    if length > 60 and length % 60 and rng.random() < 0.15:
        how_long = some(rng, length, "minutes")
        whole = work.times(length // 60, 60, "minutes")
        work.minus(length, whole, unit="minutes")
    answer = add(work, start, length, style)
    values = cast(rng) | {"at": clock(rng, start, style), "len": how_long}
    return Scene("arrives", values, work, answer, clock_answer(start, "24"))


def later(rng: random.Random) -> Scene:
    """One step: the hour stays, or only the hour moves."""
    hour, rest = rng.randint(1, 21), rng.randint(1, 11) * 5
    length = (
        rng.randint(1, 11 - rest // 5) * 5 if rest < 55 and rng.random() < 0.5 else rng.randint(1, 9) * 60
    )
    hour = hour if hour * 60 + rest + length < 1440 else 24 - length // 60 - 2
    start, work = hour * 60 + rest, Work()
    style = style_for(rng, start, start + length)
    answer = add(work, start, length, style)
    values = cast(rng) | {"at": clock(rng, start, style), "len": duration(rng, length)}
    return Scene(
        "arrives" if rng.random() < 0.4 else "later", values, work, answer, clock_answer(start, "24")
    )


def starts(rng: random.Random) -> Scene:
    start, length = _span(rng, 240)
    style = style_for(rng, start, start + length)
    if (style == "pm" and (start < 720) != (start + length < 720)) or start + length >= 1440:
        start, length = 9 * 60 + start % 60, length % 110 + 10
        style = style_for(rng, start, start + length)
    work = Work()
    answer = subtract(work, start + length, length, style)
    values = cast(rng) | {"at": clock(rng, start + length, style), "len": duration(rng, length)}
    return Scene("starts", values, work, answer, clock_answer(start, "24"))


def lasts(rng: random.Random) -> Scene:
    start, length = _span(rng)
    if start + length >= 1440:
        start -= 360
    style = style_for(rng, start, start + length)
    return _lasts(rng, "lasts", start, length, style)


def night(rng: random.Random) -> Scene:
    """A span over midnight: sleep, a night shift."""
    start, length = rng.randrange(20 * 60, 24 * 60, 15), rng.randrange(300, 590, 15)
    return _lasts(rng, "night", start, length, rng.choice(("24", "24", "pm")))


def _lasts(rng: random.Random, form: str, start: int, length: int, style: str) -> Scene:
    work = Work()
    between(work, start, start + length, style)
    answer, ask = duration_answer(length), "how long"
    if form == "lasts" and length > 60 and rng.random() < 0.35:
        ask, rest = rng.choice(("how many minutes", "how many mins")), length % 60
        minutes = work.times(length // 60, 60, "minutes")
        answer = f"{work.plus(minutes, rest, unit='minutes') if rest else minutes} minutes"
    elif length < 60 and rng.random() < 0.4:
        ask = "how many minutes"
    values = cast(rng) | {"from": clock(rng, start, style), "to": clock(rng, start + length, style)}
    return Scene(form, values | {"ask": ask}, work, answer, clock_answer(start, "24"))


def waiting(rng: random.Random) -> Scene:
    """A wait that is asked for in minutes."""
    start = rng.randrange(6 * 60, 22 * 60)
    length = rng.randint(4, 58)
    work = Work()
    between(work, start, start + length, "24")
    style = style_for(rng, start, start + length)
    style = "24" if style == "pm" else style
    values = cast(rng) | {"from": clock(rng, start, style), "to": clock(rng, start + length, style)}
    return Scene("waiting", values, work, f"{length} minutes", clock_answer(start, "24"))


def zone(rng: random.Random) -> Scene:
    """The time in a city that is some hours ahead or behind."""
    hours, rest, gap = rng.randint(6, 20), rng.choice((0, 0, 15, 30, 30, 45, 10, 20)), rng.randint(1, 9)
    ahead = rng.random() < 0.5
    style = rng.choice(("24", "24", "pm"))
    if style == "pm" and (hours % 12 == 0 or hours + (gap if ahead else -gap) in (12, 24) or gap > 5):
        style = "24"
    start, work = hours * 60 + rest, Work()
    if ahead:
        answer = add(work, start, gap * 60, style)
    else:
        first = hours % 12 if style == "pm" else hours
        if first <= gap:
            first = int(work.plus(first, 12 if style == "pm" else 24, unit="hours"))
        left = work.minus(first, gap, unit="hours")
        if style == "24" and left >= 24:
            work.minus(left, 24, unit="hours")
        answer = clock_answer(start - gap * 60, style)
    here, there = rng.sample(("London", "New York", "Tokyo", "Berlin", "Delhi", "Cairo", "Lima", "Paris"), 2)
    values = cast(rng) | {"at": clock(rng, start, style), "here": here, "there": there}
    values |= {"gap": some(rng, gap, "hours"), "ahead": "ahead" if ahead else "behind"}
    values["later"] = "later" if ahead else "earlier"
    return Scene("zone", values, work, answer, f"{values['ahead']} {rest}")


def other_clock(rng: random.Random) -> Scene:
    """From the clock of 24 hours to am and pm, and back."""
    hour, rest = rng.randint(13, 23), rng.choice((0, 5, 10, 12, 15, 20, 27, 30, 35, 40, 45, 50, 55))
    minute, work = hour * 60 + rest, Work()
    if rng.random() < 0.5:
        work.minus(hour, 12, unit="hours")
        at = f"{hour}:{rest:02d}"
        return Scene("to_pm", cast(rng) | {"at": at}, work, clock_answer(minute, "pm"), str(rest))
    work.plus(hour - 12, 12, unit="hours")
    values = cast(rng) | {"at": clock(rng, minute, "pm")}
    return Scene("to_24", values, work, clock_answer(minute, "24"), str(rest))


EASY = (later, other_clock)
MIDDLE = (zone, arrives, arrives, starts, lasts, lasts, night, waiting)
