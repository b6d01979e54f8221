"""How far things are: battery, printer, steps, calories, averages, growth, stairs, leaks, posts, cuts and laps."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.composed import composed, divided, rounded_up, told
from reasoning.seedling.tasks.words.measures.scene import Scene, some
from reasoning.seedling.tasks.words.measures.work import Work, amount, tidy

FORMS = composed(__file__)


def battery(rng: random.Random) -> Scene:
    rate, hours, work = rng.randint(2, 12), rng.randint(2, 8), Work()
    left = rng.randint(3, max(4, 100 - rate * hours))
    full = min(left + rate * hours, 100)
    device = rng.choice(("phone", "laptop", "e-bike", "tablet", "watch", "speaker", "drone"))
    if rng.random() < 0.6:
        result = work.minus(full, work.times(hours, rate, "percent"), unit="percent")
        return told(
            rng, "battery", work, f"{result}%", rate=rate, full=full, t=some(rng, hours, "hours"), dev=device
        )
    low = full - rate * hours
    hours = divided(work, int(work.minus(full, low, unit="percent")), rate, "hours")
    return told(rng, "battery_time", work, amount(hours, "hours"), rate=rate, full=full, low=low, dev=device)


def printer(rng: random.Random) -> Scene:
    speed, copies, work = rng.choice((5, 6, 8, 10, 12, 15, 20, 30)), rng.randint(2, 9), Work()
    pages = rng.choice([page for page in range(4, 61) if page * copies % speed == 0])
    total = int(work.times(copies, pages, "pages"))
    minutes = divided(work, total, speed, "minutes")
    return told(rng, "printer", work, amount(minutes, "minutes"), speed=speed, copies=copies, pages=pages)


def to_go(rng: random.Random) -> Scene:
    """A goal less what is done in two parts, perhaps in laps of so many metres."""
    if rng.random() < 0.4:
        lap, done, work = rng.choice((200, 250, 300, 400, 500)), rng.randint(3, 9), Work()
        km = lap * done // 1000 + rng.randint(1, 4)
        goal = work.times(km, 1000, "metres")
        left = work.minus(goal, work.times(done, lap, "metres"), unit="metres")
        slots = {"lap": some(rng, lap, "metres"), "goal": some(rng, km, "km")}
        return told(rng, "laps_to_go", work, amount(left, "metres"), done=done, **slots)
    unit, scale = rng.choice(
        (("steps", 50), ("words", 25), ("pages", 1), ("points", 5), ("signatures", 3), ("rows", 1))
    )
    first, second, more = (rng.randint(11, 90) * scale for _ in range(3))
    work = Work()
    left = work.minus(work.minus(first + second + more, first, unit=unit), second, unit=unit)
    return told(
        rng, "to_go", work, amount(left, unit), a=first, b=second, goal=first + second + more, unit=unit
    )


def snacks(rng: random.Random) -> Scene:
    """Several of one thing and one of another."""
    each, count, other, work = rng.randint(3, 24) * 5, rng.randint(2, 8), rng.randint(4, 50) * 5, Work()
    total = work.plus(work.times(count, each, "calories"), other, unit="calories")
    one, many, drink = rng.choice(
        (("biscuit", "biscuits", "coffee"), ("pancake", "pancakes", "juice"), ("slice", "slices", "soup"),
         ("egg", "eggs", "toast"), ("date", "dates", "yoghurt"), ("plum", "plums", "milkshake"))
    )  # fmt: skip
    slots = {"one": one, "many": many, "drink": drink}
    return told(rng, "snacks", work, amount(total, "calories"), each=each, n=count, other=other, **slots)


def next_score(rng: random.Random) -> Scene:
    """What the next one must be for an average."""
    count, wanted, work = rng.choice((2, 3, 3, 4)), rng.randint(5, 18) * 5, Work()
    scores = [wanted + rng.randint(-12, 10) for _ in range(count)]
    total = scores[0]
    for score in scores[1:]:
        total = int(work.plus(total, score, unit=""))
    result = work.minus(work.times(count + 1, wanted, ""), total, unit="")
    names = {3: "3rd", 4: "4th", 5: "5th"}
    shown = ", ".join(map(str, scores[:-1])) + f" and {scores[-1]}"
    what = rng.choice(("tests", "exams", "rounds", "games", "quizzes", "papers"))
    return told(rng, "next_score", work, str(result), xs=shown, k=names[count + 1], avg=wanted, what=what)


def temperatures(rng: random.Random) -> Scene:
    """The mean of three days, some below zero."""
    mean, first, second = rng.randint(-4, 20), rng.randint(-8, 18), rng.randint(-8, 18)
    third, work = 3 * mean - first - second, Work()
    total = work.sums(first, second, third, unit="degrees")
    result = work.over(total, 3, "degrees")
    days = rng.choice((("mon", "tues", "wed"), ("friday", "saturday", "sunday")))
    slots = {f"d{at}": day for at, day in enumerate(days, 1)}
    slots |= {"a": str(first), "b": str(second), "c": str(third)}
    return told(rng, "temperatures", work, amount(result, "degrees"), **slots)


def growth(rng: random.Random) -> Scene:
    """A candle that burns down, a plant that grows: how tall then, or when."""
    rate, time, work = rng.choice((0.5, 1.5, 2, 2.5, 3, 4)), rng.randint(2, 10), Work()
    start = rng.randint(12, 60)
    thing, does, unit, sign = rng.choice(
        (("candle", "burns", "hours", -1), ("icicle", "shrinks", "hours", -1), ("plant", "grows", "weeks", 1),
         ("heap", "shrinks", "hours", -1), ("sunflower", "grows", "days", 1), ("hedge", "grows", "months", 1),
         ("snow", "melts", "hours", -1), ("bamboo", "grows", "days", 1))
    )  # fmt: skip
    change = tidy(rate * time)
    start = max(start, int(change) + 3)
    slots = {
        "thing": thing,
        "does": does,
        "rate": some(rng, rate, "cm"),
        "x": some(rng, start, "cm"),
        "unit": unit[:-1],
    }
    slots["units"] = unit
    end = tidy(start + sign * change)
    if rng.random() < 0.55:
        moved = work.times(time, rate, "cm")
        result = work.plus(start, moved, unit="cm") if sign > 0 else work.minus(start, moved, unit="cm")
        return told(rng, "grown", work, amount(result, "cm"), t=some(rng, time, unit), **slots)
    gap = work.minus(max(start, end), min(start, end), unit="cm")
    result = work.over(gap, rate, unit)
    return told(rng, "growth_time", work, amount(result, unit), y=some(rng, end, "cm"), **slots)


def stairs(rng: random.Random) -> Scene:
    floor, each, times, work = (
        rng.randint(2, 9),
        rng.choice((12, 14, 15, 16, 18, 20)),
        rng.choice((2, 2, 3, 4)),
        Work(),
    )
    once = work.times(floor, each, "steps")
    result = work.times(once, times, "steps")
    often = {2: "twice", 3: "three times", 4: "4 times"}[times]
    name = {2: "2nd", 3: "3rd"}.get(floor, f"{floor}th")
    return told(rng, "stairs", work, amount(result, "steps"), floor=name, each=each, often=often)


def leak(rng: random.Random) -> Scene:
    """Filling and leaking; or climbing and slipping back."""
    up, down, work = rng.choice((8, 10, 12, 20, 25, 30, 40, 50)), rng.randint(1, 6), Work()
    if rng.random() < 0.5:
        minutes = rng.randint(2, 12) * 10
        need = (up - down) * minutes
        net = int(work.minus(up, down, unit="litres"))
        result = divided(work, need, net, "minutes")
        slots = {"a": some(rng, up, "litres"), "b": some(rng, down, "litres"), "x": some(rng, need, "litres")}
        slots["pool"] = rng.choice(("pool", "tank", "bath", "pond", "barrel", "trough"))
        return told(rng, "leaky", work, amount(result, "minutes"), **slots)
    days = rng.randint(3, 9)
    height = work.times(work.minus(up, down, unit="cm"), days, "cm")
    slots = {
        "a": some(rng, up, "cm"),
        "b": some(rng, down, "cm"),
        "beast": rng.choice(("snail", "frog", "beetle", "worm")),
    }
    return told(rng, "slips", work, amount(height, "cm"), n=days, **slots)


def drip(rng: random.Random) -> Scene:
    each, work = rng.choice((5, 10, 15, 20, 25, 30, 40, 50, 60)), Work()
    daily = work.times(24, each, "ml")
    days = rng.choice((2, 3, 5, 7, 7))
    total = work.times(daily, days, "ml")
    asked = rng.choice(("ml", "litres"))
    total = work.over(total, 1000, "litres") if asked == "litres" else total
    period = rng.choice(("a week", "one week")) if days == 7 else some(rng, days, "days")
    slots = {
        "each": some(rng, each, "ml"),
        "t": period,
        "unit": asked,
        "tap": rng.choice(("tap", "pipe", "roof", "hose")),
    }
    return told(rng, "drip", work, amount(total, asked), **slots)


def streak(rng: random.Random) -> Scene:
    """A number on day one and so many more every day."""
    first, more, day, work = rng.randint(3, 30), rng.randint(2, 6), rng.randint(4, 12), Work()
    days = work.minus(day, 1, unit="days")
    what = rng.choice(("push-ups", "squats", "pages", "words", "minutes", "laps", "sit-ups", "lengths"))
    result = work.plus(first, work.times(days, more, what), unit=what)
    return told(rng, "streak", work, amount(result, what), a=first, b=more, d=day, what=what)


def posts(rng: random.Random) -> Scene:
    """One more than the gaps, where both ends have one."""
    what, where, unit, gaps = rng.choice(
        (("posts", "fence", "metres", (2, 3, 4, 5)), ("trees", "avenue", "metres", (4, 5, 6, 8, 10)),
         ("bulbs", "path", "cm", (20, 25, 40, 50)), ("plants", "row", "cm", (20, 30, 40, 50)),
         ("lamps", "street", "metres", (10, 20, 25)), ("hooks", "rail", "cm", (10, 15, 20)),
         ("pegs", "line", "cm", (20, 25, 40)), ("flags", "drive", "metres", (2, 3, 5)))
    )  # fmt: skip
    gap, work = rng.choice(gaps), Work()
    count = rng.choice([n for n in range(3, 31) if unit == "metres" or n * gap % 50 == 0])
    length = tidy(count * gap / 100) if unit == "cm" else count * gap
    whole = int(work.times(length, 100, "cm")) if unit == "cm" else count * gap
    result = work.plus(divided(work, whole, gap, "gaps"), 1, unit=what)
    slots = {"what": what, "where": where, "x": some(rng, length, "metres"), "y": some(rng, gap, unit)}
    return told(rng, "posts", work, amount(result, what), **slots)


def cuts(rng: random.Random) -> Scene:
    parts, each, work = rng.randint(3, 12), rng.randint(2, 9), Work()
    result = work.times(work.minus(parts, 1, unit="cuts"), each, "minutes")
    what, bits = rng.choice(
        (("log", "bits"), ("pipe", "pieces"), ("plank", "parts"), ("beam", "sections"), ("pole", "pieces"))
    )
    return told(
        rng,
        "cuts",
        work,
        amount(result, "minutes"),
        n=parts,
        t=some(rng, each, "minutes"),
        what=what,
        bits=bits,
    )


def oven(rng: random.Random) -> Scene:
    """So many minutes a kilo and some more."""
    each, extra, kilos, work = (
        rng.choice((20, 25, 30, 35, 40, 45)),
        rng.choice((10, 15, 20, 25, 30)),
        rng.randint(3, 12) / 2,
        Work(),
    )
    result = work.plus(work.times(tidy(kilos), each, "minutes"), extra, unit="minutes")
    slots = {
        "each": some(rng, each, "minutes"),
        "extra": some(rng, extra, "minutes"),
        "x": some(rng, tidy(kilos), "kg"),
    }
    slots["bird"] = rng.choice(("turkey", "joint", "chicken", "ham", "goose", "roast"))
    return told(rng, "oven", work, amount(result, "minutes"), **slots)


def workdays(rng: random.Random) -> Scene:
    """So many an hour, so many hours a day: how many days."""
    rate, hours, work = rng.choice((20, 30, 40, 50, 60)), rng.choice((4, 5, 6, 7, 7.5, 8)), Work()
    daily = int(work.times(hours, rate, ""))
    total = daily * rng.randint(2, 9) + rng.choice((0, 0, rate, daily // 2))
    who, does, things = rng.choice(
        (("bricklayer", "lays", "bricks"), ("machine", "fills", "jars"), ("picker", "picks", "apples"),
         ("baker", "shapes", "rolls"), ("robot", "packs", "parcels"), ("clerk", "stamps", "forms"))
    )  # fmt: skip
    result = rounded_up(work, total, daily, things, "days")
    slots = {"who_": who, "does": does, "things": things, "h": some(rng, hours, "hours")}
    return told(rng, "workdays", work, amount(result, "days"), rate=rate, n=total, **slots)


EVERYDAY = (
    battery, printer, to_go, to_go, snacks, next_score, temperatures, growth, growth, stairs, leak, drip, streak, posts,
    posts, cuts, oven, workdays,
)  # fmt: skip
