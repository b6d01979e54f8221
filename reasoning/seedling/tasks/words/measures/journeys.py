"""On the way: latest departures, delays, changes, the next bus, breaks, speed from minutes, what is done when."""

from __future__ import annotations

import random
from math import gcd

from reasoning.seedling.tasks.words.measures.clock import add, subtract
from reasoning.seedling.tasks.words.measures.composed import composed, divided, told
from reasoning.seedling.tasks.words.measures.scene import Scene, number, some
from reasoning.seedling.tasks.words.measures.times import (
    clock,
    clock_answer,
    duration,
    duration_answer,
    style_for,
)
from reasoning.seedling.tasks.words.measures.work import Work, amount

FORMS = composed(__file__)


def _scene(rng: random.Random, form: str, work: Work, moment: int, answer: str, **slots: int | str) -> Scene:
    """A scene whose key holds the time of the day."""
    made = told(rng, form, work, answer, **slots)
    made.extra = clock_answer(moment, "24")
    return made


def latest(rng: random.Random) -> Scene:
    """Three legs, and a time at which one must be there."""
    legs, work = [rng.randint(2, 45) for _ in range(3)], Work()
    at = rng.randrange(7 * 60, 12 * 60, rng.choice((5, 15, 30)))
    style = style_for(rng, at - sum(legs), at)
    total = int(work.plus(work.plus(legs[0], legs[1], unit="minutes"), legs[2], unit="minutes"))
    if total >= 60:
        work.minus(total, total // 60 * 60, unit="minutes")
    answer = subtract(work, at, total, style)
    slots = {f"t{n}": some(rng, leg, "minutes") for n, leg in enumerate(legs, 1)}
    return _scene(rng, "latest", work, at, answer, at=clock(rng, at, style), **slots)


def earlier(rng: random.Random) -> Scene:
    """An appointment, some minutes to be there before, and a trip; or dinner, rest and roast."""
    trip, before, work = rng.randint(5, 30) * 5, rng.choice((5, 10, 15, 20, 25, 30, 45)), Work()
    at = rng.choice((13, 14, 15, 17, 18, 19, 9, 10, 11)) * 60 + rng.choice((0, 0, 15, 30, 45, 10, 50))
    style = style_for(rng, at - trip - before, at)
    if (at >= 720) != (at - trip - before >= 720):
        style = "24"
    minutes = trip
    if trip > 60:
        minutes = trip % 60
    total = int(work.plus(minutes, before, unit="minutes")) if minutes else before
    whole = trip - minutes + total
    if total >= 60:
        work.minus(total, 60, unit="minutes")
    answer = subtract(work, at, whole, style)
    slots = {"at": clock(rng, at, style), "a": duration(rng, trip), "b": some(rng, before, "minutes")}
    return _scene(rng, rng.choice(("be_early", "oven_in")), work, at, answer, **slots)


def late_train(rng: random.Random) -> Scene:
    """Arrival with a delay: the scheduled departure, the ride and the minutes late."""
    at, ride, late = rng.randrange(6 * 60, 20 * 60), rng.randint(20, 180), rng.randint(3, 50)
    style, work = style_for(rng, at, at + ride + late), Work()
    total = int(work.plus(ride % 60, late, unit="minutes")) if ride % 60 else late
    whole = ride - ride % 60 + total
    if total >= 60:
        work.minus(total, 60, unit="minutes")
    answer = add(work, at, whole, style)
    slots = {"at": clock(rng, at, style), "ride": duration(rng, ride), "late": some(rng, late, "minutes")}
    slots["train"] = rng.choice(("train", "bus", "coach", "ferry", "plane", "tram"))
    return _scene(rng, "late_train", work, at, answer, **slots)


def only_late(rng: random.Random) -> Scene:
    at, late = rng.randrange(6 * 60, 22 * 60), rng.randint(4, 75)
    style, work = style_for(rng, at, at + late), Work()
    answer = add(work, at, late, style)
    slots = {"at": clock(rng, at, style), "late": some(rng, late, "minutes")}
    slots["train"] = rng.choice(("train", "bus", "coach", "ferry", "flight", "tram", "delivery"))
    return _scene(rng, "only_late", work, at, answer, **slots)


def changes(rng: random.Random) -> Scene:
    """Two parts with something in between: rides and a change, a film with adverts, lessons with a break."""
    at, parts = rng.randrange(7 * 60, 20 * 60, rng.choice((1, 5))), [rng.randint(12, 110), rng.randint(5, 30)]
    parts.append(rng.randint(10, 55))
    style, work = style_for(rng, at, at + sum(parts)), Work()
    hours, first = divmod(parts[0], 60)
    minutes = int(work.plus(first, parts[1], parts[2], unit="minutes"))
    if minutes >= 60:
        work.minus(minutes, minutes // 60 * 60, unit="minutes")
    answer = add(work, at, hours * 60 + minutes, style)
    slots = {"at": clock(rng, at, style), "a": duration(rng, parts[0])}
    slots |= {"b": some(rng, parts[1], "minutes"), "c": some(rng, parts[2], "minutes")}
    return _scene(rng, "changes", work, at, answer, **slots)


def lessons(rng: random.Random) -> Scene:
    count, each, pause = (
        rng.randint(2, 6),
        rng.choice((30, 35, 40, 45, 50, 60)),
        rng.choice((10, 15, 20, 25, 30)),
    )
    at, work = rng.choice((8, 9)) * 60 + rng.choice((0, 0, 10, 15, 20, 30, 45)), Work()
    minutes = int(work.plus(work.times(count, each, "minutes"), pause, unit="minutes"))
    style = style_for(rng, at, at + minutes)
    if minutes >= 60:
        work.minus(minutes, minutes // 60 * 60, unit="minutes")
    answer = add(work, at, minutes, style)
    slots = {
        "at": clock(rng, at, style),
        "each": some(rng, each, "minutes"),
        "b": some(rng, pause, "minutes"),
    }
    return _scene(rng, "lessons", work, at, answer, n=count, **slots)


def which_bus(rng: random.Random) -> Scene:
    """Every so many minutes from the first on: when the fourth goes."""
    every, which, work = rng.choice((5, 6, 8, 10, 12, 15, 20, 25)), rng.randint(3, 7), Work()
    at = rng.randint(5, 11) * 60 + rng.randint(0, 11) * 5
    gaps = int(work.minus(which, 1, unit="gaps"))
    minutes = int(work.times(gaps, every, "minutes"))
    style = style_for(rng, at, at + minutes)
    if minutes >= 60:
        work.minus(minutes, minutes // 60 * 60, unit="minutes")
    answer = add(work, at, minutes, style)
    names = ("third", "fourth", "fifth", "sixth", "seventh")
    slots = {"at": clock(rng, at, style), "every": some(rng, every, "minutes"), "k": names[which - 3]}
    slots["bus"] = rng.choice(("bus", "train", "tram", "shuttle", "ferry", "tour", "lift", "show"))
    return _scene(rng, "which_bus", work, at, answer, **slots)


def wait(rng: random.Random) -> Scene:
    """The next bus at fixed minutes of every hour."""
    every = rng.choice((15, 20, 20, 30))
    now, work = rng.randint(6, 21) * 60 + rng.randint(1, 59), Work()
    now += 1 if now % every == 0 else 0
    following = now % 60 // every * every + every
    left = work.minus(following, now % 60, unit="minutes")
    said = {
        15: ("every 15 minutes on the hour, quarter past, half past and quarter to", "at 00, 15, 30 and 45"),
        20: ("every 20 minutes on the hour, 20 past and 20 to", "at 00, 20 and 40 past"),
        30: ("every 30 minutes, on the hour and half past", "at 00 and 30"),
    }[every]
    style = rng.choice(("24", "24", "pm")) if now // 60 % 12 else "24"
    slots = {"now": clock(rng, now, style), "often": rng.choice(said)}
    slots["bus"] = rng.choice(("bus", "train", "tram", "shuttle", "ferry", "metro"))
    return _scene(rng, "wait", work, now, amount(left, "minutes"), **slots)


def speed(rng: random.Random) -> Scene:
    """km/h from minutes: the way in an easy part of an hour, then the hour."""
    minutes = rng.choice(
        (5, 6, 10, 12, 15, 18, 20, 24, 25, 30, 35, 36, 40, 45, 45, 48, 50, 55, 75, 80, 90, 100)
    )
    part, each, work = gcd(minutes, 60), rng.choice((1, 2, 3, 4, 5, 6, 8)), Work()
    count = minutes // part
    if count > 1:
        work.over(minutes, part, "parts")
        work.over(count * each, count, "km in each part")
    times = work.over(60, part, "parts in an hour")
    result = work.times(each, times, "km/h")
    how = ("cycled", "drove", "ran", "rode", "skated", "paddled")[0 if result < 30 else 1]
    slots = {"d": some(rng, count * each, "km"), "t": some(rng, minutes, "minutes"), "went": how}
    return told(rng, "speed_from_minutes", work, amount(result, "km/h"), **slots)


def pace(rng: random.Random) -> Scene:
    """Minutes for each kilometre, halves included."""
    km, half, work = rng.randint(2, 12), rng.choice((8, 9, 10, 11, 12, 13, 14, 22, 24, 30)), Work()
    minutes = km * half
    minutes = minutes // 2 if minutes % 2 == 0 else minutes
    result = work.over(minutes, km, "minutes")
    unit, one = rng.choice((("km", "km"), ("km", "kilometre"), ("miles", "mile")))
    what = rng.choice(("run", "hike", "walk", "jog", "swim", "race"))
    slots = {"d": some(rng, km, unit), "t": some(rng, minutes, "minutes"), "km": one, "what": what}
    return told(rng, "run_pace", work, amount(result, "minutes"), **slots)


def with_break(rng: random.Random) -> Scene:
    km_h, hours, stop, work = (
        rng.choice((4, 5, 6, 15, 20, 50, 60, 80, 90)),
        rng.randint(2, 6),
        rng.randint(2, 11) * 5,
        Work(),
    )
    driven = divided(work, km_h * hours, km_h, "hours")
    twice = rng.random() < 0.4 and stop < 30
    pauses = int(work.times(2, stop, "minutes")) if twice else stop
    work.note(f"{amount(driven, 'hours')} and {amount(pauses, 'minutes')}")
    slots = {
        "d": some(rng, km_h * hours, "km"),
        "v": some(rng, km_h, "km/h"),
        "stop": some(rng, stop, "minutes"),
    }
    slots["breaks"] = (
        rng.choice(("two breaks of", "2 stops of")) if twice else rng.choice(("a break of", "one stop of"))
    )
    return told(rng, "with_break", work, duration_answer(hours * 60 + pauses), **slots)


def zones(rng: random.Random) -> Scene:
    """A given difference between two places."""
    hours, now, work = rng.randint(2, 9), rng.randint(0, 23) * 60 + rng.choice((0, 0, 15, 30, 45, 20)), Work()
    behind, hour = rng.random() < 0.5, now // 60
    if behind:
        hour = int(work.plus(hour, 24, unit="hours")) if hour < hours else hour
        work.minus(hour, hours, unit="hours")
    else:
        later = work.plus(hour, hours, unit="hours")
        if later > 23:
            work.minus(later, 24, unit="hours")
    there = rng.sample(
        ("Tokyo", "Lima", "Oslo", "Delhi", "Perth", "Dubai", "Accra", "Boston", "Quito", "Seoul"), 2
    )
    slots = {"a": there[0], "b": there[1], "h": number(rng, hours), "now": clock(rng, now, "24")}
    slots["ahead"] = rng.choice(("behind", "earlier than") if behind else ("ahead of", "later than"))
    slots["ahead"] = {"behind": "behind"}.get(slots["ahead"], slots["ahead"])
    return _scene(
        rng, "zones", work, now, clock_answer(now + (-hours if behind else hours) * 60, "24"), **slots
    )


EVERYDAY = (
    latest, latest, earlier, earlier, late_train, only_late, changes, lessons, which_bus, wait, speed, speed, pace,
    with_break, zones,
)  # fmt: skip
