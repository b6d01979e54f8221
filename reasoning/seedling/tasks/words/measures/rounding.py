"""How many packs, buses, evenings or boxes it takes (always one more for what is left), how many are full."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.tasks.words.measures.composed import composed, rounded_down, rounded_up, told
from reasoning.seedling.tasks.words.measures.scene import Scene, some
from reasoning.seedling.tasks.words.measures.work import Work, amount
from reasoning.seedling.tasks.words.story import nouns

FORMS = composed(__file__)
_PACKED = (
    "buns:packs:4 6 8|eggs:boxes:6 10 12|rolls:bags:4 5 6 8|batteries:packs:4 6 8|tea lights:bags:10 12 20|"
    "screws:boxes:20 25 50|paper plates:packs:8 10 12 20|sausages:packs:6 8 10|invitations:packs:6 8 10 12|"
    "bottles of water:crates:6 12 20|tiles:boxes:8 9 10 12|nappies:packs:20 24 30|stamps:books:6 8 10|"
    "photos:pages:4 6 8 9|bulbs:boxes:3 4 6|hooks:packets:5 6 8|cupcakes:trays:6 9 12|pens:boxes:10 12|"
    "badges:sheets:9 12 15|stickers:sheets:12 15 20|chairs:stacks:6 8 9|bin bags:rolls:15 20 25|socks:drawers:12 20|"
    "burgers:packs:4 6|party hats:bags:6 8 10|jars of jam:boxes:6 12|tennis balls:tubes:3 4|envelopes:packs:15 20 25"
)
PACKED = [
    (things, packs, tuple(map(int, sizes.split())))
    for things, packs, sizes in (line.split(":") for line in _PACKED.split("|"))
]
LOADS = (
    ("people", "buses", "take", (20, 30, 40, 45, 50)),
    ("pupils", "minibuses", "take", (9, 12, 14, 15)),
    ("guests", "tables", "seat", (4, 6, 8, 10)),
    ("kids", "cars", "take", (3, 4)),
    ("scouts", "tents", "sleep", (3, 4, 5, 6)),
    ("tourists", "boats", "carry", (6, 8, 10, 12)),
    ("players", "taxis", "take", (4, 6)),
    ("visitors", "lift trips", "take", (6, 8, 10)),
    ("boxes", "van loads", "take", (12, 15, 18, 20, 25)),
    ("bricks", "barrow loads", "take", (12, 15, 20, 25)),
    ("dancers", "benches", "seat", (3, 4, 5)),
    ("employees", "meeting rooms", "hold", (8, 12, 15)),
    ("crates", "lorry trips", "take", (15, 20, 24)),
    ("skiers", "gondolas", "hold", (6, 8)),
)
TASKS = (
    ("read", "pages", "the book", (12, 15, 18, 20, 24, 25, 30)),
    ("knit", "rows", "the scarf", (8, 10, 12, 14, 16, 18, 20)),
    ("learn", "words", "the list", (5, 8, 10, 12, 15)),
    ("solve", "sums", "the workbook", (6, 8, 10, 12)),
    ("mark", "essays", "the pile", (4, 5, 6, 7, 8)),
    ("plant", "bulbs", "the bed", (8, 12, 15, 20)),
    ("paint", "slats", "the fence", (6, 8, 9, 12)),
    ("iron", "shirts", "the basket", (3, 4, 5, 6)),
    ("write", "cards", "the list", (6, 7, 8, 9)),
    ("stitch", "squares", "the quilt", (3, 4, 5, 6)),
    ("scan", "photos", "the album", (15, 20, 25, 30)),
    ("clean", "windows", "the house", (4, 5, 6)),
    ("lay", "slabs", "the path", (8, 9, 12, 15)),
    ("type", "letters", "the stack", (7, 8, 9, 12)),
)
TIMES = nouns("evening day night morning week afternoon day evening")


def _whole(rng: random.Random, size: int, most: int = 20) -> int:
    """Something that fits exactly in one of four cases."""
    count = rng.randint(2, most if size <= 20 else 8)
    return size * count + (0 if rng.random() < 0.25 else rng.randint(1, size - 1))


def packs_up(rng: random.Random) -> Scene:
    return _packed(rng, "packs_up", rounded_up)


def full_packs(rng: random.Random) -> Scene:
    return _packed(rng, "full_packs", rounded_down)


def _packed(rng: random.Random, name: str, rounded: Callable[[Work, int, int, str, str], int]) -> Scene:
    things, packs, sizes = rng.choice(PACKED)
    size, work = rng.choice(sizes), Work()
    whole = _whole(rng, size)
    count = rounded(work, whole, size, things, packs)
    slots = {"things": things, "packs": packs, "pack": {"boxes": "box"}.get(packs, packs[:-1])}
    return told(rng, name, work, amount(count, packs), n=whole, size=size, **slots)


def loads(rng: random.Random) -> Scene:
    things, buses, take, sizes = rng.choice(LOADS)
    size, work = rng.choice(sizes), Work()
    whole = _whole(rng, size, 12)
    count = rounded_up(work, whole, size, things, buses)
    bus = "bus" if buses == "buses" else "minibus" if buses == "minibuses" else buses[:-1]
    bus = "bench" if buses == "benches" else bus
    slots = {"things": things, "buses": buses, "bus": bus, "take": take}
    return told(rng, "loads", work, amount(count, buses), n=whole, size=size, **slots)


def evenings(rng: random.Random) -> Scene:
    """So many pages an evening; perhaps some are read already."""
    verb, things, book, sizes = rng.choice(TASKS)
    one, many = rng.choice(TIMES)
    size, work = rng.choice(sizes), Work()
    left = _whole(rng, size)
    done = rng.randint(1, 30) * 5 if rng.random() < 0.5 else 0
    if done:
        work.minus(left + done, done, unit=things)
    count = rounded_up(work, left, size, things, many)
    slots: dict[str, str] = {"things": things, "book": book, "do_": verb, "time": one, "times": many}
    form = "evenings_more" if done else "evenings_needed"
    return told(rng, form, work, amount(count, many), n=left + done, size=size, done=done, **slots)


def doses(rng: random.Random) -> Scene:
    each, times = rng.randint(1, 3), rng.randint(2, 4)
    days, box = (
        rng.choice((5, 6, 7, 7, 8, 9, 10, 10, 14, 20)),
        rng.choice((10, 12, 14, 16, 20, 24, 28)),
    )
    pills, work = rng.choice(("tablets", "pills", "capsules", "tablets", "sachets")), Work()
    daily = times if each == 1 else int(work.times(each, times, pills))
    days = 7 if days == 14 and daily > 9 else days
    whole = int(work.times(daily, days, pills))
    boxes = rng.choice(("boxes", "boxes", "packs", "strips"))
    count = rounded_up(work, whole, box, pills, boxes)
    often = {2: "twice", 3: rng.choice(("three times", "3 times", "3x"))}.get(times, f"{times} times")
    week = "a week" if days == 7 and rng.random() < 0.4 else some(rng, days, "days")
    slots = {"often": often, "t": week, "pills": pills, "boxes": boxes}
    slots |= {"one": f"{each} {pills if each > 1 else pills[:-1]}"}
    slots["kid"] = rng.choice(("my son", "my gran", "our cat", "grandad", "the dog", "my daughter"))
    return told(rng, "doses", work, amount(count, boxes), box=box, **slots)


def cartons(rng: random.Random) -> Scene:
    guests, each = rng.randint(5, 30), rng.choice((1, 2, 2, 3, 4))
    size = rng.choice((200, 200, 250, 300) if guests * each < 30 else (200, 200, 300))
    bottle, work = rng.choice((1, 1, 2)), Work()
    glasses = guests if each == 1 else int(work.times(guests, each, "glasses"))
    whole = int(work.times(glasses, size, "ml"))
    holders = rng.choice(("cartons", "bottles", "jugs", "packs"))
    ml = bottle * 1000
    if bottle == 2:
        work.times(2, 1000, "ml")
    count = rounded_up(work, whole, ml, "ml", holders)
    slots = {
        "cartons": holders,
        "ml": some(rng, size, "ml"),
        "big": f"{bottle} {rng.choice(('litre', 'l', 'L'))}",
    }
    slots["drink"] = rng.choice(("juice", "lemonade", "water", "milk", "iced tea", "squash", "cola"))
    slots["cups"] = f"{each} {'glass' if each == 1 else 'glasses'}"
    return told(rng, "cartons", work, amount(count, holders), n=guests, **slots)


def tins(rng: random.Random) -> Scene:
    """A wall of so many square metres, a tin for so many."""
    a, b, covers = rng.randint(3, 12), rng.randint(2, 9), rng.choice((5, 6, 8, 10, 12, 15))
    holders, what, wall = rng.choice(
        (
            ("tins", "paint", "wall"),
            ("pots", "paint", "ceiling"),
            ("cans", "varnish", "floor"),
            ("rolls", "carpet", "room"),
            ("packs", "laminate", "floor"),
            ("bags", "seed", "lawn"),
            ("bags", "gravel", "yard"),
        )
    )
    work = Work()
    area = int(work.times(a, b, "square metres"))
    count = rounded_up(work, area, covers, "square metres", holders)
    slots = {
        "a": some(rng, a, "metres"),
        "b": some(rng, b, "metres"),
        "covers": some(rng, covers, "square metres"),
    }
    slots |= {"tins": holders, "tin": holders[:-1], "what": what, "wall": wall}
    return told(rng, "tins", work, amount(count, holders), **slots)


def dozens(rng: random.Random) -> Scene:
    """Full dozens or boxes from what comes every day, for weeks."""
    weeks, box = rng.randint(1, 4), rng.choice((12, 12, 12, 6, 10))
    daily = rng.randint(3, 9 if weeks > 1 else 20)
    work = Work()
    days = int(work.times(weeks, 7, "days")) if weeks > 1 else 7
    whole = int(work.times(daily, days, "eggs"))
    unit = rng.choice(("dozens", "boxes")) if box == 12 else "boxes"
    count = rounded_down(work, whole, box, "eggs", unit)
    names = ("dozens", "full dozens", "complete dozens") if unit == "dozens" else (f"full boxes of {box}",)
    slots = {"what": rng.choice(names), "t": some(rng, weeks, "weeks")}
    return told(rng, "dozens", work, amount(count, unit), n=daily, **slots)


EVERYDAY = (packs_up, packs_up, full_packs, loads, evenings, evenings, doses, cartons, tins, dozens)
