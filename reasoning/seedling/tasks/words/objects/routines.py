"""So many a day, on working days only, every evening until it is done; supplies; lifts and stairs."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.everyday import WEEKDAYS, divide, pool, rounded_up, told
from reasoning.seedling.tasks.words.objects.ledger import NONE
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

_MADE = (  # one, many, what somebody does with it
    "chair|chairs|make|makes", "cake|cakes|bake|bakes", "loaf|loaves|bake|bakes", "lamp|lamps|produce|produces",
    "parcel|parcels|deliver|delivers", "letter|letters|sort|sorts", "bike|bikes|repair|repairs",
    "shirt|shirts|iron|irons", "call|calls|answer|answers", "email|emails|write|writes", "lap|laps|swim|swims",
    "length|lengths|swim|swims", "push-up|push-ups|do|does", "squat|squats|do|does", "page|pages|read|reads",
    "coffee|coffees|serve|serves", "photo|photos|take|takes", "brick|bricks|lay|lays",
    "message|messages|send|sends", "picture|pictures|paint|paints", "newspaper|newspapers|deliver|delivers",
    "customer|customers|serve|serves", "word|words|learn|learns", "pot|pots|make|makes", "haircut|haircuts|do|does",
    "sit-up|sit-ups|do|does", "phone case|phone cases|pack|packs", "mask|masks|sew|sews",
)  # fmt: skip
_DONE = (  # the whole, one, many, what one does, the time of it
    "book|page|pages|read|evening|evenings", "novel|page|pages|read|night|nights",
    "scarf|row|rows|knit|evening|evenings", "blanket|square|squares|crochet|week|weeks",
    "puzzle|piece|pieces|place|evening|evenings", "course|lesson|lessons|watch|day|days",
    "series|episode|episodes|watch|weekend|weekends", "album|photo|photos|stick in|sunday|sundays",
    "word list|word|words|learn|day|days", "wall|brick|bricks|lay|hour|hours", "thesis|page|pages|write|week|weeks",
    "fence|plank|planks|paint|afternoon|afternoons", "inbox|email|emails|clear|morning|mornings",
    "pile|letter|letters|answer|lunch break|lunch breaks", "script|line|lines|learn|day|days",
    "orchard|tree|trees|prune|shift|shifts", "exam pile|exam|exams|mark|evening|evenings",
    "field|row|rows|plough|day|days",
)  # fmt: skip
_EATEN = (  # animals that eat a thing
    "cat|cats|tin|tins", "dog|dogs|biscuit|biscuits", "horse|horses|carrot|carrots",
    "rabbit|rabbits|carrot|carrots", "person|people|roll|rolls", "kid|kids|yoghurt|yoghurts",
    "monkey|monkeys|banana|bananas", "hamster|hamsters|nut|nuts", "camper|campers|bottle|bottles",
    "baby|babies|nappy|nappies", "guest|guests|towel|towels", "patient|patients|pill|pills",
    "hen|hens|scoop|scoops", "worker|workers|sandwich|sandwiches", "parrot|parrots|grape|grapes",
    "goat|goats|apple|apples",
)  # fmt: skip


def _made(t: Tale) -> tuple[str, str]:
    one, many, _, _ = pool(t, _MADE, "thing", "things", "make", "makes")
    t.slots["make"] = t.slots["makes"] if t.who.agreement == 2 else t.slots["make"]
    return one, many


def workdays(t: Tale) -> Story:
    """Monday to friday (or saturday) for c weeks, some days off."""
    unit, b = _made(t), t.draw(3, t.draw(12, 90))
    c, six = t.draw(2, 6), t.rng.random() < 0.25
    days = 6 if six else 5
    t.slots["days"] = t.rng.choice(
        ("mon to sat", "Monday to Saturday", "every day but sunday") if six else
        ("mon to fri", "Monday to Friday", "on weekdays", "on working days", "from monday to friday", "every weekday",
         "5 days a week")
    )  # fmt: skip
    total = t.times(days, c, ("day", "days"))
    off = t.draw(1, 4) if t.rng.random() < 0.3 else 0
    if off:
        total = t.minus(total, off, ("day", "days"))
    value = t.times(total, b, unit)
    name = "workdays_off" if off else "workdays"
    return told(t, name, value, unit, f"{b},{c},{days},{off}", b=b, c=c, d=off)


def some_weekdays(t: Tale) -> Story:
    unit, b, c = _made(t), t.draw(3, t.draw(12, 60)), t.draw(2, 8)
    days = sorted(t.rng.sample(range(7), t.draw(2, 4)))
    names = [WEEKDAYS[i][:3] if t.rng.random() < 0.5 else WEEKDAYS[i] for i in days]
    gap = t.rng.choice((" ", ", "))
    t.slots["days"] = gap.join(names[:-1]) + t.rng.choice((" and ", " and ", " & ")) + names[-1]
    week = t.times(len(days), b, unit)
    return told(t, "some_weekdays", t.times(c, week, unit), unit, f"{b},{c},{len(days)}", b=b, c=c)


def more_each_day(t: Tale) -> Story:
    unit, a, b, d = _made(t), t.draw(2, 40), t.draw(2, 10), t.draw(3, 12)
    grown = t.times(t.minus(d, 1, ("day later", "days later")), b, unit)
    return told(t, "more_each_day", t.plus(a, grown, unit=unit), unit, a=a, b=b, d=d)


def sets(t: Tale) -> Story:
    unit, a, b, c = _made(t), t.draw(2, 6), t.draw(4, 20), t.draw(2, 7)
    return told(t, "sets", t.times(t.times(a, b, unit), c, unit), unit, a=a, b=b, c=c)


def evenings_left(t: Tale) -> Story:
    _, one, many, _, time, times = pool(t, _DONE, "work", "thing", "things", "do", "time", "times")
    b, n = t.draw(3, 30), t.draw(3, 20)
    rest = b * n - (t.draw(1, b - 1) if t.rng.random() < 0.5 else 0)
    c = t.draw(0, 1) and t.draw(5, 160)
    if c:
        t.minus(rest + c, c, (one, many))
    value = rounded_up(t, rest, b, (one, many), (time, times))
    name = "evenings_left" if c else "evenings"
    return told(t, name, value, (time, times), a=rest + c, b=b, c=c)


def supply(t: Tale) -> Story:
    _, _, one, many = pool(t, _EATEN, "animal", "animals", "thing", "things")
    b, c, n = t.draw(2, 9), t.draw(1, 5), t.draw(3, 15)
    a = b * c * n
    daily = t.times(b, c, (one, many)) if c > 1 else b
    return told(t, "supply", divide(t, a, daily, ("day", "days")), ("day", "days"), a=a, b=b, c=c)


def tablets(t: Tale) -> Story:
    one, many = pool(
        t,
        ("tablet|tablets", "pill|pills", "capsule|capsules", "vitamin|vitamins", "drop|drops"),
        "thing",
        "things",
    )
    box = pool(t, ("box|boxes", "pack|packs", "bottle|bottles", "packet|packets"), "box", "boxes")
    a, b, c = t.draw(2, 3), t.draw(2, 4), t.draw(4, 21)
    d = t.rng.choice([size for size in (10, 12, 14, 16, 20, 24, 30) if size < a * b * c])
    daily = t.times(a, b, (one, many))
    need = t.times(daily, c, (one, many))
    value = rounded_up(t, need, d, (one, many), (box[0], box[1]))
    return told(t, "tablets", value, (box[0], box[1]), a=a, b=b, c=c, d=d)


def lift(t: Tale) -> Story:
    t.dozens = False
    a, b = t.draw(0, 12), t.draw(3, 15)
    c, d = t.draw(2, a + b), t.draw(1, 9)
    here = t.minus(t.plus(a, b), c)
    return told(t, "lift", t.plus(here, d), NONE, a=a, b=b, c=c, d=d)


def stairs_home(t: Tale) -> Story:
    steps, a, b, c = ("step", "steps"), t.draw(2, 9), t.draw(10, 22), t.draw(2, 4)
    once = t.times(a, b, steps)
    return told(t, "stairs_home", t.times(once, c, steps), steps, a=a, b=b, c=c)


def to_goal(t: Tale) -> Story:
    one, many = pool(t, (
        "step|steps", "step|steps", "point|points", "page|pages",
        "word|words", "signature|signatures", "follower|followers", "coin|coins",
        "mile|miles", "stamp|stamps", "vote|votes",
    ), "thing", "things")  # fmt: skip
    unit, a, b = (one, many), 10 * t.draw(5, 700), 10 * t.draw(5, 400)
    goal = (a + b) // 500 * 500 + t.rng.choice((500, 1000))
    return told(t, "to_goal", t.minus(goal, t.plus(a, b, unit=unit), unit), unit, a=a, b=b, c=goal)


ALL = (workdays, workdays, some_weekdays, more_each_day, sets, evenings_left, evenings_left, supply, tablets, lift,
       stairs_home, to_goal)  # fmt: skip
