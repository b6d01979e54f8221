"""Those who do not: parts of a group, the rest of the rest, guests who stay away, half of a half."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.everyday import pool, rare, told
from reasoning.seedling.tasks.words.objects.ledger import Unit
from reasoning.seedling.tasks.words.objects.parts import Part
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

_HABITS = (  # what some do, what the others don't do, in short
    "wear glasses|don't wear glasses|don't", "have a pet|don't have a pet|don't", "have a dog|have no dog|don't",
    "come by bus|don't come by bus|don't", "cycle to school|don't cycle|don't",
    "play football|don't play football|don't", "speak Spanish|don't speak Spanish|don't",
    "are left-handed|aren't left-handed|aren't", "are vegetarian|aren't vegetarian|are not",
    "are students|are not students|are not", "have siblings|have no siblings|don't", "can swim|can't swim|can't",
    "drink coffee|don't drink coffee|don't", "are over 18|aren't over 18|aren't",
    "passed the test|didn't pass|didn't", "wear a hat|don't wear a hat|don't",
    "play an instrument|don't play an instrument|don't", "have a driving licence|have no driving licence|don't",
    "like olives|don't like olives|don't", "work from home|don't work from home|don't",
    "own a bike|own no bike|don't", "have brown eyes|don't have brown eyes|don't", "are new|aren't new|are not",
    "did the homework|didn't do the homework|didn't",
)  # fmt: skip
_GROUPS = (  # one, many, where
    "kid|kids|in class", "kid|kids|in my son's class", "student|students|in the course", "pupil|pupils|in year {n}",
    "person|people|in my office", "person|people|in room {n}", "member|members|in our club",
    "guest|guests|at the hotel", "worker|workers|at the factory", "child|children|in the group",
    "player|players|in the club", "employee|employees|on floor {n}", "passenger|passengers|on bus {n}",
    "teacher|teachers|at my school", "singer|singers|in the choir", "camper|campers|at the camp",
    "neighbour|neighbours|in house {n}", "voter|voters|in district {n}", "patient|patients|on ward {n}",
    "resident|residents|in the building", "visitor|visitors|at the museum", "colleague|colleagues|in my team",
    "runner|runners|in the race",
)  # fmt: skip
_SEATED = (  # with seats, with its number, who sits there
    "plane|flight {n}|passenger|passengers", "flight|flight {n}|passenger|passengers",
    "bus|bus {n}|passenger|passengers", "bus|line {n}|person|people", "train|train {n}|passenger|passengers",
    "coach|coach {n}|tourist|tourists", "cinema|screen {n}|viewer|viewers", "cinema|screen {n}|person|people",
    "theatre|hall {n}|guest|guests", "classroom|room {n}|student|students",
    "lecture hall|room {n}|student|students", "boat|ferry {n}|passenger|passengers",
    "restaurant|table row {n}|guest|guests", "stadium|block {n}|fan|fans", "tram|tram {n}|rider|riders",
)  # fmt: skip
_CLUBS = (  # one group, many of it, members, of the one sort, the others, what some of them are, what the rest is not
    "club|members|adults|kid|kids|beginners", "netball club|members|adults|kid|kids|beginners",
    "company|people|managers|worker|workers|part-timers", "school|people|teachers|pupil|pupils|boarders",
    "choir|singers|men|woman|women|sopranos", "farm|animals|cows|sheep|sheep|lambs",
    "shelter|animals|cats|dog|dogs|puppies", "gym|members|women|man|men|pensioners",
    "bus|passengers|adults|child|children|toddlers", "zoo|animals|birds|mammal|mammals|monkeys",
    "party|guests|family|friend|friends|classmates", "camp|people|leaders|camper|campers|first-timers",
    "team|players|seniors|junior|juniors|goalkeepers", "hotel|guests|tourists|businessman|businessmen|regulars",
    "car park|vehicles|vans|car|cars|taxis", "library|books|novels|comic|comics|mangas",
)  # fmt: skip
_TASKS = (
    "sum|sums|maths homework", "exercise|exercises|homework", "email|emails|my inbox", "essay|essays|marking",
    "parcel|parcels|deliveries", "page|pages|my reading", "invitation|invitations|the invitations",
    "shirt|shirts|ironing", "letter|letters|the post", "question|questions|the worksheet",
    "word|words|vocabulary homework", "plate|plates|washing up", "form|forms|paperwork", "brick|bricks|the wall",
    "window|windows|window cleaning", "tile|tiles|the bathroom", "order|orders|the shop",
    "card|cards|thank you cards", "row|rows|knitting", "plank|planks|the fence",
)  # fmt: skip


def _group(t: Tale) -> Unit:
    one, many, where = pool(t, _GROUPS, "one", "folk", "where")
    t.slots["where"] = where.format(n=t.draw(2, 60))
    pool(t, _HABITS, "do", "dont", "short")
    return one, many


def not_part(t: Tale) -> Story:
    unit, part = _group(t), Part(t, percent=0.45)
    a = part.under * t.draw(2, 15 if part.under <= 10 else 6)
    t.slots["frac"] = part.name
    rest = t.minus(a, part.of(t, a, unit), unit)
    return told(t, "not_part", rest, unit, f"{a},{part.over}/{part.under}", a=a)


def not_these(t: Tale) -> Story:
    unit = _group(t)
    a = t.draw(8, t.draw(20, 300))
    b = t.draw(2, a - 2)
    return told(t, "not_these", t.minus(a, b, unit), unit, a=a, b=b)


def on_board(t: Tale) -> Story:
    _, line, one, many = pool(t, _SEATED, "bus", "line", "one", "folk")
    t.slots["line"] = line.format(n=t.draw(2, 900))
    a = t.draw(10, t.draw(30, 400))
    b = t.draw(2, a // 2)
    return told(t, "on_board", t.minus(a, b, (one, many)), (one, many), a=a, b=b)


def rest_of_rest(t: Tale) -> Story:
    _, _, _, one, kids, _ = pool(t, _CLUBS, "club", "members", "adults", "one", "kids", "some")
    a = t.draw(14, t.draw(20, 150))
    b = t.draw(3, a - 8)
    rest = t.minus(a, b, (one, kids))
    c = t.draw(2, rest - 2)
    return told(t, "rest_of_rest", t.minus(rest, c, (one, kids)), (one, kids), a=a, b=b, c=c)


def coming(t: Tale) -> Story:
    part = Part(t, percent=0.6, several=0.2)
    a = part.under * t.draw(2, 9 if part.under <= 10 else 4)
    c, people = t.draw(2, 9), ("person", "people")
    t.slots["frac"] = part.name
    rest = t.minus(a, part.of(t, a, people), people)
    return told(
        t, "coming", t.plus(rest, c, unit=people), people, f"{a},{part.over}/{part.under},{c}", a=a, c=c
    )


def no_answer(t: Tale) -> Story:
    a = t.draw(15, t.draw(20, 160))
    b = t.draw(2, a // 3)
    c, guest = t.draw(2, a // 3), ("guest", "guests")
    rest = t.minus(t.minus(a, b, guest), c, guest)
    return told(t, "no_answer", rest, guest, a=a, b=b, c=c)


def work_left(t: Tale) -> Story:
    one, many, _ = pool(t, _TASKS, "task", "tasks", "work")
    part = Part(t, percent=0.15, several=0.15)
    a = part.under * t.draw(2 if part.under > 3 else 4, 12)
    t.slots["frac"] = part.name
    rest = t.minus(a, part.of(t, a, (one, many)), (one, many))
    c = t.draw(1, rest - 1) if rest > 1 else 1
    return told(
        t,
        "work_left",
        t.minus(rest, c, (one, many)),
        (one, many),
        f"{a},{part.over}/{part.under},{c}",
        a=a,
        c=c,
    )


def half_of_half(t: Tale) -> Story:
    unit = rare(t)
    one, two = Part(t, most=5, percent=0.1, several=0.1), Part(t, most=4, percent=0.1, several=0.0)
    a = one.under * two.under * t.draw(1, 8)
    t.slots.update(frac=one.name, frac2=two.name)
    value = two.of(t, one.of(t, a, unit), unit)
    key = f"{a},{one.over}/{one.under},{two.over}/{two.under}"
    return told(t, "half_of_half", value, unit, key, a=a)


ALL = (
    not_part,
    not_part,
    not_these,
    on_board,
    rest_of_rest,
    coming,
    no_answer,
    work_left,
    work_left,
    half_of_half,
)
