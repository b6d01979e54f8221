"""Two units in one story: sacks in kilos eaten in grams, ropes in metres cut in centimetres, GB and MB."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.composed import composed, divided, rounded_up, told
from reasoning.seedling.tasks.words.measures.scene import Scene, number, some
from reasoning.seedling.tasks.words.measures.work import Number, Work, amount, tidy

FORMS = composed(__file__)
# Big unit, small unit, how many small ones make a big one.
MIXES = (("kg", "grams", 1000), ("litres", "ml", 1000), ("metres", "cm", 100))
USERS = (
    ("the dog", "eats", "food", "sack", "kg", (200, 250, 300, 350, 400, 450)),
    ("our cat", "eats", "dry food", "bag", "kg", (50, 60, 80, 90)),
    ("the rabbit", "gets", "pellets", "bag", "kg", (20, 25, 30, 40)),
    ("my parrot", "eats", "seed", "box", "kg", (20, 30, 50)),
    ("the horse", "gets", "oats", "sack", "kg", (800, 900, 1500)),
    ("the family", "uses", "rice", "sack", "kg", (150, 200, 250, 400)),
    ("the cafe", "uses", "coffee", "crate", "kg", (600, 700, 800)),
    ("grandma", "uses", "flour", "bag", "kg", (120, 200, 250)),
    ("the baby", "drinks", "milk", "canister", "litres", (600, 700, 750, 800)),
    ("a plant", "needs", "water", "tank", "litres", (40, 50, 120, 200)),
    ("the heater", "burns", "oil", "can", "litres", (400, 500, 600)),
    ("my gran", "drinks", "juice", "crate", "litres", (200, 250, 300)),
)
BIG_SMALL = {"kg": "grams", "litres": "ml", "metres": "cm"}


def _mega(rng: random.Random, value: Number, unit: str = "MB") -> str:
    return f"{value}{rng.choice((' ', ' ', ''))}{rng.choice((unit, unit, unit.lower(), unit.title()))}"


def sack(rng: random.Random) -> Scene:
    who, eats, food, bag, big, sizes = rng.choice(USERS)
    each, work = rng.choice(sizes), Work()
    days = rng.choice([day for day in range(4, 91) if each * day % 500 == 0] or [10, 20])
    total = tidy(each * days / 1000)
    small = int(work.times(total, 1000, BIG_SMALL[big]))
    result = work.over(small, each, "days")
    slots = {"a": who, "eats": eats, "food": food, "bag": bag}
    slots |= {"each": some(rng, each, BIG_SMALL[big]), "total": some(rng, total, big)}
    return told(rng, "sack", work, amount(result, "days"), **slots)


def used_up(rng: random.Random) -> Scene:
    """Small amounts, perhaps several times a day, over days: how many kilos or litres."""
    who, eats, food, _, big, sizes = rng.choice(USERS)
    each, times = rng.choice(sizes), rng.choice((1, 2, 3, 4, 6))
    days, work = rng.choice((3, 4, 5, 6, 7, 8, 9, 10, 20, 30)), Work()
    small = BIG_SMALL[big]
    daily = each if times == 1 else work.times(times, each, small)
    total = work.times(daily, days, small)
    asked = rng.choice((big, big, small))
    total = work.over(total, 1000, big) if asked == big else total
    often = (
        rng.choice(("a day", "per day", "each day")) if times == 1 else f"{number(rng, times)} times a day"
    )
    period = "a week" if days == 7 else some(rng, days, "days")
    slots = {
        "a": who,
        "eats": eats,
        "food": food,
        "each": some(rng, each, small),
        "often": often,
        "t": period,
    }
    return told(rng, "used_up", work, amount(total, asked), unit=asked, **slots)


def cut_left(rng: random.Random) -> Scene:
    """Something big less two small amounts, in the unit that is asked for."""
    big, small, factor = rng.choice(MIXES)
    whole, step = rng.choice((1, 1.5, 2, 2, 2.5, 3, 4, 5, 6)), 25 if factor == 1000 else 5
    most = int(whole * factor) // step // 2 - 1
    first, second, work = rng.randint(2, most) * step, rng.randint(2, most) * step, Work()
    start = work.times(whole, factor, small)
    left = work.minus(work.minus(start, first, unit=small), second, unit=small)
    asked = small if rng.random() < 0.7 else big
    left = work.over(left, factor, big) if asked == big else left
    what = {
        "kg": ("bag of flour", "sack of sugar", "bag of rice", "block of cheese", "tub of clay"),
        "litres": ("bottle of juice", "carton of milk", "can of oil", "jug of water", "tin of paint"),
        "metres": ("ribbon", "plank", "roll of wire", "piece of fabric", "cable", "strip of wood"),
    }[big]
    slots = {"what": rng.choice(what), "x": some(rng, whole, big), "a": some(rng, first, small)}
    return told(rng, "cut_left", work, amount(left, asked), b=some(rng, second, small), unit=asked, **slots)


def pieces(rng: random.Random) -> Scene:
    big, small, factor = rng.choice(MIXES)
    size = rng.choice((20, 25, 30, 40, 50, 60, 75, 80)) * (factor // 100)
    count = rng.choice([count for count in range(3, 41) if size * count % (factor // 2) == 0])
    whole, work = tidy(size * count / factor), Work()
    total = int(work.times(whole, factor, small))
    things = {
        "metres": (
            ("rope", "pieces"),
            ("board", "shelves"),
            ("wire", "bits"),
            ("ribbon", "strips"),
            ("pipe", "sections"),
        ),
        "kg": (
            ("dough", "loaves"),
            ("nuts", "bags"),
            ("mince", "portions"),
            ("sugar", "jars"),
            ("beads", "packets"),
        ),
        "litres": (
            ("soup", "bowls"),
            ("jam", "jars"),
            ("juice", "glasses"),
            ("paint", "pots"),
            ("shampoo", "bottles"),
        ),
    }[big]
    what, parts = rng.choice(things)
    result = work.over(total, size, parts)
    slots = {"what": what, "parts": parts, "x": some(rng, whole, big), "y": some(rng, size, small)}
    return told(rng, "pieces", work, amount(result, parts), **slots)


def slabs(rng: random.Random) -> Scene:
    size = rng.choice((20, 25, 40, 50, 50, 60, 100))
    sides = [
        metres for metres in (1, 1.5, 2, 2.4, 2.5, 3, 3.6, 4, 4.5, 5, 6, 8) if round(metres * 100) % size == 0
    ]
    a, b, work = rng.choice(sides[1:]), rng.choice(sides), Work()
    what, place = rng.choice(
        (("slabs", "patio"), ("tiles", "wall"), ("carpet squares", "room"), ("stones", "terrace"),
         ("panels", "ceiling"),
         ("mats", "playroom"), ("cork tiles", "floor"), ("mirrors", "wall"), ("paving slabs", "driveway"))
    )  # fmt: skip
    rows = work.over(work.times(a, 100, "cm"), size, what)
    columns = rows if a == b else work.over(work.times(b, 100, "cm"), size, what)
    count = int(work.times(rows, columns, what))
    slots = {
        "a": some(rng, a, "metres"),
        "b": some(rng, b, "metres"),
        "y": some(rng, size, "cm"),
        "place": place,
    }
    slots["what"] = what
    if len(work.steps) > 5 or count > 99 or rng.random() < 0.6:
        return told(rng, "slabs", work, amount(count, what), **slots)
    box = rng.choice((10, 12, 15, 20, 25) if len(work.steps) > 4 or count > 40 else (5, 6, 8, 10, 12))
    if len(work.steps) + (3 if count < 10 * box else 5) > 8:
        return told(rng, "slabs", work, amount(count, what), **slots)
    boxes = rounded_up(work, count, box, what, "boxes")
    return told(rng, "slab_boxes", work, amount(boxes, "boxes"), box=box, **slots)


def consumption(rng: random.Random) -> Scene:
    """Litres for each hundred kilometres, from a trip or for one."""
    hundreds, each, work = (
        rng.choice((2, 3, 4, 5, 6, 2.5, 3.5, 4.5, 4.8, 7, 8)),
        rng.choice((4, 5, 6, 7, 8, 9, 7.5, 6.5)),
        Work(),
    )
    each = int(each) if hundreds != int(hundreds) else each
    km, litres = tidy(hundreds * 100), tidy(hundreds * each)
    car = rng.choice(("my car", "the van", "our camper", "the taxi", "a motorbike", "the truck"))
    parts = work.over(km, 100, "hundreds")
    if rng.random() < 0.5:
        result = work.over(litres, parts, "litres")
        return told(
            rng,
            "consumption",
            work,
            amount(result, "litres"),
            car=car,
            l=some(rng, litres, "litres"),
            d=some(rng, km, "km"),
        )
    result = work.times(each, parts, "litres")
    return told(
        rng,
        "fuel_for_trip",
        work,
        amount(result, "litres"),
        car=car,
        l=some(rng, each, "litres"),
        d=some(rng, km, "km"),
    )


def seed(rng: random.Random) -> Scene:
    a, b, each, work = rng.randint(3, 15), rng.randint(2, 9), rng.choice((20, 25, 30, 40, 50)), Work()
    area = work.times(a, b, "square metres")
    total = work.over(work.times(area, each, "grams"), 1000, "kg")
    what = rng.choice(("seed", "fertiliser", "salt", "lime", "compost"))
    slots = {
        "a": some(rng, a, "metres"),
        "b": number(rng, b, 0),
        "what": what,
        "each": some(rng, each, "grams"),
    }
    return told(rng, "seed", work, amount(total, "kg"), **slots)


def files(rng: random.Random) -> Scene:
    """Files that fit, or what they take, in GB and MB."""
    size, gigas, work = (
        rng.choice((2, 4, 5, 8, 10, 20, 25, 40, 50)),
        rng.choice((1, 2, 3, 4, 6, 8, 16)),
        Work(),
    )
    what = rng.choice(("photos", "songs", "videos", "podcasts", "scans", "maps"))
    total = int(work.times(gigas, 1000, "MB"))
    result = divided(work, total, size, what)
    slots = {"what": what, "size": _mega(rng, size), "gb": _mega(rng, gigas, "GB")}
    return told(rng, "files", work, amount(result, what), **slots)


def download(rng: random.Random) -> Scene:
    speed, minutes, work = (
        rng.choice((2, 3, 4, 5, 6, 8, 10, 12, 20)),
        rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 2.5, 7.5, 12)),
        Work(),
    )
    size = int(speed * minutes * 60)
    seconds = work.over(size, speed, "seconds")
    what = rng.choice(("game", "film", "update", "backup", "zip file", "album", "map pack"))
    shown = _mega(rng, size)
    if size % 500 == 0 and rng.random() < 0.4:
        shown = _mega(rng, tidy(size / 1000), "GB")
        work = Work()
        seconds = work.over(work.times(tidy(size / 1000), 1000, "MB"), speed, "seconds")
    if rng.random() < 0.7:
        result, unit = work.over(seconds, 60, "minutes"), "minutes"
    else:
        result, unit = seconds, "seconds"
    return told(
        rng, "download", work, amount(result, unit), what=what, size=shown, speed=_mega(rng, speed), unit=unit
    )


def data(rng: random.Random) -> Scene:
    """What is left of the month's gigabytes."""
    each, weeks, other = rng.randint(5, 24), rng.randint(2, 4), rng.randint(3, 30)
    total, work = (each * weeks + other) // 10 + rng.randint(2, 8), Work()
    used = work.plus(work.times(weeks, tidy(each / 10), "GB"), tidy(other / 10), unit="GB")
    left = work.minus(total, used, unit="GB")
    slots = {
        "x": _mega(rng, total, "GB"),
        "y": _mega(rng, tidy(each / 10), "GB"),
        "z": _mega(rng, tidy(other / 10), "GB"),
    }
    return told(rng, "data", work, amount(left, "GB"), t=some(rng, weeks, "weeks"), **slots)


def weights(rng: random.Random) -> Scene:
    """Before and after, in the unit that is asked for."""
    before, less, work = rng.randint(12, 90) / 10, rng.randint(1, 9) / 10, Work()
    after = tidy(before + less if rng.random() < 0.5 else max(before - less, 0.2))
    high, low = max(before, after), min(before, after)
    change = work.minus(tidy(high), tidy(low), unit="kg")
    asked = rng.choice(("grams", "grams", "kg"))
    change = work.times(change, 1000, "grams") if asked == "grams" else change
    what = rng.choice(
        ("the puppy", "my suitcase", "the pumpkin", "the parcel", "our cat", "the baby", "the bag")
    )
    slots = {"what": what, "a": some(rng, tidy(before), "kg"), "b": some(rng, after, "kg"), "unit": asked}
    return told(
        rng, "weights", work, amount(change, asked), more="heavier" if after > before else "lighter", **slots
    )


def mixture(rng: random.Random) -> Scene:
    """One part of this and so many of that, of so many litres in all."""
    first, second, part, work = (
        rng.randint(1, 3),
        rng.randint(3, 9),
        rng.choice((50, 100, 125, 200, 250, 500)),
        Work(),
    )
    total = tidy((first + second) * part / 1000)
    parts = work.plus(first, second, unit="parts")
    small = int(work.times(total, 1000, "ml"))
    one = work.over(small, parts, "ml")
    what, other = rng.choice(
        (("syrup", "water"), ("vinegar", "oil"), ("cordial", "soda"), ("soap", "water"), ("cream", "milk"))
    )
    asked, count = rng.choice(((what, first), (other, second)))
    result = one if count == 1 else work.times(one, count, "ml")
    slots = {"what": what, "other": other, "asked": asked, "x": some(rng, total, "litres")}
    slots |= {"p1": f"{first} part{'s' * (first > 1)}", "p2": f"{second} parts"}
    return told(rng, "mixture", work, amount(result, "ml"), **slots)


EVERYDAY = (
    sack, sack, used_up, used_up, cut_left, cut_left, pieces, pieces, slabs, consumption, seed, files, download, data,
    weights, mixture,
)  # fmt: skip
