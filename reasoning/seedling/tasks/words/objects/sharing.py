"""Sharing and packing equally, with or without a rest, and rounding up."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.ledger import amount, with_tail
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

TEAMS, GROUPS = ("team", "teams"), ("group", "groups")
# Who or what (singular, plural), what is done with them, where in, carrier and its plural, size.
LOADS = (
    ("person", "people", "seat", "seated", "at", "table", "tables", (2, 12)),
    ("guest", "guests", "seat", "seated", "at", "table", "tables", (4, 10)),
    ("pupil", "pupils", "drive", "driven", "in", "bus", "buses", (20, 60)),
    ("student", "students", "take", "taken on a trip", "in", "bus", "buses", (20, 60)),
    ("child", "children", "drive", "driven", "in", "car", "cars", (3, 5)),
    ("kid", "kids", "take", "taken to the zoo", "in", "van", "vans", (6, 9)),
    ("person", "people", "ferry", "brought across the river", "in", "boat", "boats", (3, 10)),
    ("passenger", "passengers", "drive", "driven home", "in", "taxi", "taxis", (3, 4)),
    ("camper", "campers", "put up", "put up for the night", "in", "tent", "tents", (2, 8)),
    ("box", "boxes", "ship", "shipped", "in", "truck", "trucks", (8, 50)),
    ("book", "books", "store", "stored", "on", "shelf", "shelves", (8, 30)),
    ("photo", "photos", "stick", "put into an album", "on", "page", "pages", (4, 9)),
    ("egg", "eggs", "pack", "packed", "in", "box", "boxes", (6, 12)),
    ("bottle", "bottles", "pack", "packed", "in", "crate", "crates", (6, 24)),
    ("cupcake", "cupcakes", "pack", "packed", "in", "box", "boxes", (4, 12)),
    ("visitor", "visitors", "take up", "taken up", "in", "lift", "lifts", (6, 12)),
    ("tourist", "tourists", "put up", "put up", "in", "room", "rooms", (2, 4)),
    ("chair", "chairs", "carry", "carried", "on", "trolley", "trolleys", (5, 12)),
    ("muffin", "muffins", "bake", "baked", "on", "tray", "trays", (6, 24)),
    ("car", "cars", "take across", "taken across", "on", "ferry", "ferries", (8, 40)),
    ("dog", "dogs", "keep", "kept", "in", "kennel", "kennels", (2, 5)),
    ("page", "pages", "file", "filed", "in", "folder", "folders", (10, 50)),
    ("brick", "bricks", "carry", "carried", "in", "load", "loads", (5, 12)),
)


def share(t: Tale) -> Story:
    b, each = t.draw(2, 12), t.draw(2, t.rng.choice((9, 12, 20)))
    return t.tell("share", amount(t.over(b * each, b, t.things), t.things), a=b * each, b=b)


def pack(t: Tale) -> Story:
    b, boxes = t.draw(2, 12), t.draw(2, 15)
    return t.tell("pack", amount(t.over(b * boxes, b, t.box), t.box), a=b * boxes, b=b)


def teams(t: Tale) -> Story:
    b, count = t.draw(2, 11), t.draw(2, 12)
    unit = t.rng.choice((TEAMS, GROUPS))
    t.slots.update(team=unit[0], teams=unit[1])
    return t.tell("teams", amount(t.over(b * count, b, unit), unit), a=b * count, b=b)


def _uneven(t: Tale) -> tuple[int, int]:
    """Total and size that leave a rest."""
    b = t.draw(3, 12)
    return b * t.draw(2, 12) + t.draw(1, b - 1), b


def left_over(t: Tale) -> Story:
    a, b = _uneven(t)
    _, rest = t.fits(a, b, t.things, t.things)
    return t.tell("left_over", amount(rest, t.things), a=a, b=b)


def share_rest(t: Tale) -> Story:
    a, b = _uneven(t)
    each, _ = t.fits(a, b, t.things, with_tail(t.things, "left over"))
    return t.tell("share_rest", amount(each, t.things), a=a, b=b)


def round_up(t: Tale) -> Story:
    rider, riders, move, moved, where, carrier, carriers, (low, high) = t.rng.choice(LOADS)
    b = t.draw(low, high)
    if b > 12:
        b = round(b, -1) if t.rng.random() < 0.6 else b
    count = t.draw(1, 11 if b <= 12 else 6)
    rest = t.draw(0, b - 1)
    a = b * count + rest
    t.slots.update(riders=riders, move=move, moved=moved, where=where, carrier=carrier, carriers=carriers)
    unit = (carrier, carriers)
    if rest:
        t.fits(a, b, (rider, riders), with_tail((rider, riders), "left over"))
        count = t.plus(count, 1, unit=unit)
    else:
        t.over(a, b, unit)
    return t.tell("round_up", amount(count, unit), a=a, b=b)


def full_boxes(t: Tale) -> Story:
    a, b = _uneven(t)
    count, _ = t.fits(a, b, t.things, with_tail(t.things, "left over"))
    return t.tell("full_boxes", amount(count, t.box), a=a, b=b)


def broken_boxes(t: Tale) -> Story:
    rest, b = _uneven(t)
    c = t.draw(2, 20)
    a = rest + c
    t.minus(a, c, t.things)
    count, _ = t.fits(rest, b, t.things, with_tail(t.things, "left over"))
    return t.tell("broken_boxes", amount(count, t.box), a=a, c=c, b=b)


def plus_share(t: Tale) -> Story:
    b, each = t.draw(2, 10), t.draw(3, 12)
    a = t.draw(2, b * each - 2)
    c = b * each - a
    t.over(t.plus(a, c, unit=t.things), b, t.things)
    return t.tell("plus_share", amount(each, t.things), a=a, c=c, b=b)


def minus_share(t: Tale) -> Story:
    b, each, c = t.draw(2, 10), t.draw(2, 12), t.draw(2, 30)
    t.over(t.minus(b * each + c, c, t.things), b, t.things)
    return t.tell("minus_share", amount(each, t.things), a=b * each + c, c=c, b=b)


def groups_share(t: Tale) -> Story:
    c, factor, a = t.draw(2, 10), t.draw(1, 6), t.draw(2, 10)
    b = c * factor if c * factor <= 24 and t.rng.random() < 0.5 else 0
    if not b:
        a, b = c * t.draw(1, 3), t.draw(2, 12)
        a += c if a < 2 else 0
    each = t.over(t.times(a, b, t.things), c, t.things)
    return t.tell("groups_share", amount(each, t.things), a=a, b=b, c=c)


def share_lose(t: Tale) -> Story:
    b, each = t.draw(2, 10), t.draw(4, 15)
    c = t.draw(2, each - 1)
    left = t.minus(t.over(b * each, b, t.things), c, t.things)
    return t.tell("share_lose", amount(left, t.things), a=b * each, b=b, c=c)


EASY = (share, pack, teams)
MIDDLE = (
    left_over,
    share_rest,
    round_up,
    round_up,
    full_boxes,
    broken_boxes,
    plus_share,
    minus_share,
    groups_share,
    share_lose,
)
