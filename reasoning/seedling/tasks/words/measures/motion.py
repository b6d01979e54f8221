"""Distance, speed and time; fuel, commutes and maps."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, some, units
from reasoning.seedling.tasks.words.measures.times import duration
from reasoning.seedling.tasks.words.measures.work import Number, Work, amount

FORMS = load(__file__)

# Whatever moves: who, verb after "does", the verb itself, the -ing form, lowest and highest speed in km/h.
MOVERS = (
    ("a car", "drive", "drives", "driving", 4, 13),
    ("a train", "travel", "travels", "travelling", 6, 20),
    ("a bus", "travel", "goes", "going", 3, 10),
    ("a truck", "go", "drives", "driving", 4, 9),
    ("a plane", "fly", "flies", "flying", 30, 90),
    ("a boat", "sail", "sails", "sailing", 1, 4),
    ("a cyclist", "ride", "rides", "riding", 1, 3),
    ("a motorbike", "go", "goes", "going", 4, 12),
    ("a drone", "fly", "flies", "flying", 2, 6),
    ("a bird", "fly", "flies", "flying", 2, 6),
)
# What people do themselves: verb, -ing form, the speeds.
SELF = (
    ("drive", "driving", (40, 50, 60, 70, 80, 90, 100, 110, 120)),
    ("ride", "riding", (10, 12, 15, 18, 20, 25)),
    ("cycle", "cycling", (10, 12, 14, 15, 16, 18, 20, 24)),
    ("walk", "walking", (3, 4, 5, 6)),
    ("run", "running", (8, 9, 10, 11, 12)),
    ("hike", "hiking", (2, 3, 4, 5)),
)


def _moving(rng: random.Random) -> tuple[dict[str, str], int, str, str]:
    """Someone or something in motion: its slots, a speed, the unit of speed, the unit of distance."""
    per, far = rng.choice((("km/h", "km"), ("km/h", "km"), ("mph", "miles")))
    if rng.random() < 0.5:
        who, go, goes, going, low, high = rng.choice(MOVERS)
        speed = rng.randint(low, high) * 10 + rng.choice((0, 0, 0, 5))
        they = rng.choice(("it", "it", who.replace("a ", "the ")))
        values = {"who": who, "they": they, "do": "does", "go": go, "goes": goes, "going": going}
        values |= {"s": "s", "their": "its", "theyre": f"{they} is", "are": "is"}
        values |= {"es": "es", "ies": "ies", "have": "has", "were": "was", "them": "it"}
        return values, speed, per, far
    verb, going, speeds = rng.choice(SELF)
    values = cast(rng)
    return values | {"go": verb, "goes": verb + values["s"], "going": going}, rng.choice(speeds), per, far


def _hours(rng: random.Random, speed: int) -> Number:
    hours = rng.randint(2, 9)
    return hours + 0.5 if rng.random() < 0.3 and speed % 2 == 0 and hours < 7 else hours


def distance(rng: random.Random) -> Scene:
    values, speed, per, far = _moving(rng)
    hours = _hours(rng, speed)
    work = Work()
    result = work.times(speed, hours, far)
    values |= {"v": some(rng, speed, per), "t": some(rng, hours, "hours"), "units": units(rng, far)}
    return Scene("distance", values, work, amount(result, far))


def travel_time(rng: random.Random) -> Scene:
    values, speed, per, far = _moving(rng)
    hours = _hours(rng, speed)
    way = int(speed * hours)
    work = Work()
    result = work.over(way, speed, "hours")
    values |= {"v": some(rng, speed, per), "d": some(rng, way, far)}
    return Scene("travel_time", values, work, amount(result, "hours"))


def speed(rng: random.Random) -> Scene:
    values, quick, per, far = _moving(rng)
    hours = rng.randint(2, 9)
    work = Work()
    result = work.over(quick * hours, hours, per)
    values |= {"t": some(rng, hours, "hours"), "d": some(rng, quick * hours, far)}
    values["per"] = rng.choice(("km/h", "km per hour", "kmh") if far == "km" else ("mph", "miles per hour"))
    return Scene("speed", values, work, amount(result, per))


def speed_minutes(rng: random.Random) -> Scene:
    """A speed per hour from a time in minutes."""
    values, _, per, far = _moving(rng)
    minutes, way = rng.choice((5, 6, 10, 12, 15, 20, 30, 30)), rng.randint(2, 40)
    work = Work()
    times = work.over(60, minutes, "")
    result = work.times(way, times, per)
    values |= {"t": duration(rng, minutes), "d": some(rng, way, far)}
    values["per"] = rng.choice(("km/h", "km per hour", "kmh") if far == "km" else ("mph", "miles per hour"))
    return Scene("speed", values, work, amount(result, per))


def distance_minutes(rng: random.Random) -> Scene:
    """Minutes at a speed per hour, alone or after whole hours."""
    values, speed, per, far = _moving(rng)
    speed = max(speed // 4 * 4, 4)
    minutes = rng.choice((15, 30, 30, 45))
    work = Work()
    hours: Number = rng.choice((0, 0, 1, 2, 3))
    part = work.over(minutes, 60, "hours")
    if hours:
        part = work.plus(hours, part, unit="hours")
    time = duration(rng, int(hours * 60) + minutes)
    result = work.times(speed, part, far)
    values |= {"v": some(rng, speed, per), "t": time, "units": units(rng, far)}
    return Scene("distance", values, work, amount(result, far), "minutes")


def time_minutes(rng: random.Random) -> Scene:
    """A time that is asked for in minutes."""
    values, speed, per, far = _moving(rng)
    speed = max(speed // 4 * 4, 4)
    quarters = rng.choice((1, 2, 3, 5, 6, 7, 10))
    way = speed * quarters // 4
    work = Work()
    hours = work.over(way, speed, "hours")
    result = work.times(60, hours, "minutes")
    values |= {"v": some(rng, speed, per), "d": some(rng, way, far), "minutes": units(rng, "minutes")}
    return Scene("time_minutes", values, work, amount(result, "minutes"))


def two_legs(rng: random.Random) -> Scene:
    values, first, per, far = _moving(rng)
    second = max(first + rng.choice((-30, -20, -10, 10, 20, 30)), 2 if first < 15 else 10)
    t1, t2 = rng.randint(1, 5), rng.randint(1, 5)
    work = Work()
    one, two = work.times(first, t1, far), work.times(second, t2, far)
    result = work.plus(one, two, unit=far)
    values |= {"v1": some(rng, first, per), "t1": some(rng, t1, "hours"), "units": units(rng, far)}
    values |= {"v2": some(rng, second, per), "t2": some(rng, t2, "hours")}
    return Scene("two_legs", values, work, amount(result, far))


def average_speed(rng: random.Random) -> Scene:
    values, quick, per, far = _moving(rng)
    t1, t2 = rng.randint(1, 4), rng.randint(1, 4)
    whole = quick * (t1 + t2)
    d1 = max(whole * t1 // (t1 + t2) // 10 * 10 + rng.choice((-10, 0, 10)), 1)
    d1 = d1 if 0 < d1 < whole else whole // 2 or 1
    work = Work()
    way = work.plus(d1, whole - d1, unit=far)
    time = work.plus(t1, t2, unit="hours")
    result = work.over(way, time, per)
    values |= {"d1": some(rng, d1, far), "t1": some(rng, t1, "hours"), "t2": some(rng, t2, "hours")}
    values |= {"d2": some(rng, whole - d1, far)}
    return Scene("average_speed", values, work, amount(result, per))


def fuel(rng: random.Random) -> Scene:
    use, hundreds = rng.randint(4, 12), rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 1.5, 2.5, 3.5, 4.5, 0.5))
    work = Work()
    factor = work.over(int(hundreds * 100), 100, "")
    result = work.times(use, factor, "litres")
    values = cast(rng) | {"use": some(rng, use, "litres"), "d": some(rng, int(hundreds * 100), "km")}
    return Scene("fuel", values, work, amount(result, "litres"))


def mileage(rng: random.Random) -> Scene:
    """Miles per gallon or km per litre."""
    far, fluid = rng.choice((("miles", "gallons"), ("km", "litres")))
    each, count = rng.choice((10, 12, 15, 20, 25, 30, 35, 40)), rng.randint(2, 12)
    work, way = Work(), each * count
    values = cast(rng) | {"fluid": units(rng, fluid), "units": units(rng, far), "each": some(rng, each, far)}
    values |= {"one": fluid[:-1], "n": some(rng, count, fluid), "d": some(rng, way, far)}
    if rng.random() < 0.5:
        result = work.over(way, each, fluid)
        return Scene("mileage_fuel", values, work, amount(result, fluid))
    result = work.times(each, count, far)
    return Scene("mileage_range", values, work, amount(result, far))


def commute(rng: random.Random) -> Scene:
    way, days = rng.randint(2, 45), rng.randint(3, 6)
    far = rng.choice(("km", "km", "miles"))
    work = Work()
    daily = work.times(2, way, far)
    result = work.times(daily, days, far)
    values = cast(rng) | {"d": some(rng, way, far), "days": some(rng, days, "days"), "units": units(rng, far)}
    return Scene("commute", values, work, amount(result, far))


def map_distance(rng: random.Random) -> Scene:
    scale, length = rng.choice((2, 3, 4, 5, 8, 10, 15, 20, 25, 50, 100)), rng.randint(2, 9)
    small, big = rng.choice((("cm", "km"), ("cm", "km"), ("inches", "miles"), ("cm", "metres")))
    work = Work()
    values = {"one": some(rng, 1, small), "scale": some(rng, scale, big), "cm": some(rng, length, small)}
    values |= {"units": units(rng, big), "real": some(rng, scale * length, big), "small": units(rng, small)}
    if rng.random() < 0.25:
        result = work.over(scale * length, scale, small)
        return Scene("map_length", values, work, amount(result, small))
    result = work.times(scale, length, big)
    return Scene("map_distance", values, work, amount(result, big))


def map_ratio(rng: random.Random) -> Scene:
    ratio, length = rng.choice((10_000, 20_000, 25_000, 50_000, 100_000, 200_000)), rng.randint(2, 9)
    work = Work()
    cm = work.times(length, ratio, "cm")
    result, unit = work.over(cm, 100, "metres"), "metres"
    if ratio * length >= 100_000:
        result, unit = work.over(result, 1000, "km"), "km"
    values = cast(rng) | {"ratio": rng.choice((f"{ratio}", f"{ratio:,}")), "cm": some(rng, length, "cm")}
    values["units"] = units(rng, unit)
    return Scene("map_ratio", values, work, amount(result, unit))


def laps(rng: random.Random) -> Scene:
    lap, count = rng.choice((200, 250, 300, 400, 400, 500, 600, 800, 25, 50)), rng.randint(3, 12)
    work = Work()
    result = work.times(lap, count, "metres")
    values = cast(rng) | {"lap": some(rng, lap, "metres"), "n": number(rng, count), "units": "metres"}
    if lap >= 50 and rng.random() < 0.4:
        result = work.over(result, 1000, "km")
        return Scene("laps", values | {"units": units(rng, "km")}, work, amount(result, "km"))
    return Scene("laps", values | {"units": "metres"}, work, amount(result, "metres"))


def pace(rng: random.Random) -> Scene:
    """Minutes a kilometre."""
    each, count = rng.choice((4, 5, 6, 7, 8, 9, 10, 12, 15)), rng.randint(3, 12)
    far = rng.choice(("km", "km", "miles"))
    work = Work()
    result = work.times(each, count, "minutes")
    values = cast(rng) | {"each": some(rng, each, "minutes"), "d": some(rng, count, far)}
    ones = ("a mile", "per mile", "each mile", "every mile", "for a mile")
    if far == "km":
        ones = ("a km", "per km", "per kilometre", "a kilometre", "for each km")
    values["one"] = rng.choice(ones)
    return Scene("pace", values, work, amount(result, "minutes"))


def gain(rng: random.Random) -> Scene:
    """Two that move towards each other, or apart."""
    first, second, hours = rng.randint(2, 12) * 10, rng.randint(2, 12) * 10, rng.randint(2, 6)
    per, far = rng.choice((("km/h", "km"), ("km/h", "km"), ("mph", "miles")))
    work = Work()
    both = work.plus(first, second, unit=per)
    way = both * hours
    values = {"v1": some(rng, first, per), "v2": some(rng, second, per), "t": some(rng, hours, "hours")}
    values |= {
        "d": some(rng, int(way), far),
        "things": rng.choice(("cars", "trains", "cyclists", "buses", "boats")),
    }
    if rng.random() < 0.5:
        result = work.over(way, both, "hours")
        return Scene("meet", values, work, amount(result, "hours"))
    result = work.times(both, hours, far)
    return Scene("apart", values, work, amount(result, far))


EASY = (distance, travel_time, speed, mileage, map_distance, pace)
MIDDLE = (
    speed_minutes,
    distance_minutes,
    time_minutes,
    two_legs,
    average_speed,
    fuel,
    commute,
    map_ratio,
    laps,
    gain,
)
