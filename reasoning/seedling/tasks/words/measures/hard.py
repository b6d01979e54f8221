"""The hard tier: five to eight calculations, mixed units and numbers that do not matter."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures import clock, hard_home
from reasoning.seedling.tasks.words.measures.noise import noisy
from reasoning.seedling.tasks.words.measures.scene import Scenario, Scene, load, number, some
from reasoning.seedling.tasks.words.measures.times import clock as clock_text
from reasoning.seedling.tasks.words.measures.times import duration, style_for
from reasoning.seedling.tasks.words.measures.work import Work, amount

FORMS = {**load(__file__), **hard_home.FORMS}


def trip_fuel(rng: random.Random) -> Scene:
    """Two legs, fuel for 100 km, what is left in the tank."""
    v1, t1, v2, t2 = rng.choice(_LEGS)
    use = rng.randint(4, 9)
    work = Work()
    one, two = work.times(v1, t1, "km"), work.times(v2, t2, "km")
    way = work.plus(one, two, unit="km")
    need = work.times(work.over(way, 100, ""), use, "litres")
    tank = int(need) + rng.randint(5, 25)
    values = noisy(rng) | {
        "v1": some(rng, v1, "km/h"),
        "t1": some(rng, t1, "hours"),
        "t2": some(rng, t2, "hours"),
    }
    values |= {
        "v2": some(rng, v2, "km/h"),
        "use": some(rng, use, "litres"),
        "tank": some(rng, tank, "litres"),
    }
    if rng.random() < 0.5:
        return Scene("trip_fuel", values, work, amount(need, "litres"))
    result = work.minus(tank, need, unit="litres")
    return Scene("trip_fuel_left", values, work, amount(result, "litres"))


_LEGS = [
    (v1, t1, v2, t2)
    for v1 in range(40, 130, 10)
    for t1 in range(1, 5)
    for v2 in range(40, 130, 10)
    for t2 in range(1, 5)
    if (v1 * t1 + v2 * t2) % 50 == 0 and v1 != v2
]


def arrival(rng: random.Random) -> Scene:
    """Distance and speed and a break: when do they arrive."""
    speed = rng.choice((40, 60, 80, 100, 120))
    halves = rng.choice((3, 4, 5, 6))
    pause, start = rng.choice((10, 15, 20, 30, 40, 45)), rng.randrange(7 * 60, 15 * 60, 5)
    work = Work()
    hours = work.over(speed * halves // 2, speed, "hours")
    minutes = work.times(hours, 60, "minutes")
    length = int(work.plus(minutes, pause, unit="minutes"))
    whole = work.times(length // 60, 60, "minutes")
    if length % 60:
        work.minus(length, whole, unit="minutes")
    style = _style(rng, start, start + length)
    answer = clock.add(work, start, length, style)
    values = noisy(rng) | {"at": clock_text(rng, start, style), "v": some(rng, speed, "km/h")}
    values |= {"d": some(rng, speed * halves // 2, "km"), "break": some(rng, pause, "minutes")}
    return Scene("arrival", values, work, answer)


def _style(rng: random.Random, start: int, end: int) -> str:
    """A way of writing times in which passing noon costs no further step."""
    style = style_for(rng, start, end)
    return "24" if style == "pm" and start // 720 != end // 720 else style


def school_day(rng: random.Random) -> Scene:
    """Lessons and breaks in a row from a time of the day."""
    lessons, length, pause = rng.randint(2, 4), rng.choice((40, 45, 50, 30, 60)), rng.choice((5, 10, 15, 20))
    start = rng.randrange(7 * 60 + 30, 16 * 60, 15)
    work = Work()
    total = work.times(lessons, length, "minutes")
    breaks = lessons - 1
    rest = pause if breaks == 1 else work.times(breaks, pause, "minutes")
    total = int(work.plus(total, rest, unit="minutes"))
    if total >= 60:
        whole = 60 if total < 120 else work.times(total // 60, 60, "minutes")
        if total % 60:
            work.minus(total, whole, unit="minutes")
    style = _style(rng, start, start + total)
    answer = clock.add(work, start, total, style)
    values = noisy(rng) | {"at": clock_text(rng, start, style), "n": number(rng, lessons, 0.4)}
    values |= {"len": some(rng, length, "minutes"), "break": some(rng, pause, "minutes")}
    return Scene("school_day", values, work, answer)


def training(rng: random.Random) -> Scene:
    """Laps in metres on some days, kilometres on others."""
    laps, lap, days = rng.randint(4, 9), rng.choice((200, 400, 500, 800, 1000)), rng.randint(2, 4)
    run, other = rng.randint(3, 9), rng.randint(2, 4)
    work = Work()
    metres = work.times(laps, lap, "metres")
    daily = work.over(metres, 1000, "km")
    first = work.times(daily, days, "km")
    second = work.times(run, other, "km")
    result = work.plus(first, second, unit="km")
    values = noisy(rng) | {
        "laps": number(rng, laps),
        "lap": some(rng, lap, "metres"),
        "days": number(rng, days),
    }
    values |= {"run": some(rng, run, "km"), "other": number(rng, other)}
    if rng.random() < 0.5:
        goal = int(result) + rng.randint(5, 30)
        result = work.minus(goal, result, unit="km")
        return Scene("training_goal", values | {"goal": some(rng, goal, "km")}, work, amount(result, "km"))
    return Scene("training", values, work, amount(result, "km"))


def late_help(rng: random.Random) -> Scene:
    """One works alone at first, then two together."""
    first, second = rng.randint(2, 9) * 5, rng.randint(1, 9) * 5
    alone, both = rng.randint(2, 4), rng.randint(2, 8)
    total = first * alone + (first + second) * both
    work = Work()
    done = work.times(first, alone, "parts")
    left = work.minus(total, done, unit="parts")
    rate = work.plus(first, second, unit="parts")
    time = work.over(left, rate, "hours")
    result = work.plus(time, alone, unit="hours")
    values = noisy(rng) | {"a": number(rng, first), "b": number(rng, second), "t": some(rng, alone, "hours")}
    values |= {"total": number(rng, total)}
    return Scene("late_help", values, work, amount(result, "hours"))


def evenings(rng: random.Random) -> Scene:
    """A rate per half hour, evenings of hours and minutes, a book partly read."""
    each, halves, days = rng.choice((8, 10, 12, 15, 20)), rng.choice((3, 4, 5)), rng.randint(3, 9)
    done = rng.randint(2, 20) * 10
    pages = done + each * halves * days
    work = Work()
    left = work.minus(pages, done, unit="pages")
    hours = work.times(halves // 2, 60, "minutes")
    minutes = hours if halves % 2 == 0 else work.plus(hours, 30, unit="minutes")
    times = work.over(minutes, 30, "")
    daily = work.times(times, each, "pages")
    result = work.over(left, daily, "days")
    values = noisy(rng) | {
        "pages": some(rng, pages, "pages"),
        "done": number(rng, done),
        "each": number(rng, each),
    }
    values["t"] = duration(rng, halves * 30)
    return Scene("evenings", values, work, amount(result, "days"))


def two_phases(rng: random.Random) -> Scene:
    """One tap, then both, and what is missing."""
    a, b, t1, t2 = rng.randint(5, 20), rng.randint(3, 15), rng.randint(3, 9), rng.randint(3, 9)
    work = Work()
    first = work.times(a, t1, "litres")
    rate = work.plus(a, b, unit="litres")
    second = work.times(rate, t2, "litres")
    total = work.plus(first, second, unit="litres")
    size = int(total) + rng.randint(1, 30) * 10
    result = work.minus(size, total, unit="litres")
    values = noisy(rng) | {
        "a": some(rng, a, "litres"),
        "b": some(rng, b, "litres"),
        "size": some(rng, size, "litres"),
    }
    values |= {"t1": some(rng, t1, "minutes"), "t2": some(rng, t2, "minutes")}
    return Scene("two_phases", values, work, amount(result, "litres"))


HARD: tuple[Scenario, ...] = (
    trip_fuel,
    arrival,
    school_day,
    training,
    late_help,
    evenings,
    two_phases,
    *hard_home.HARD,
)
