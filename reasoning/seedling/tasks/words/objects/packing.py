"""Packs, pages, cartons, trips: how many are needed, what is left over, what is missing."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.everyday import fitting, pool, rare, rounded_up, told
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

_PACKS = (  # one, many, the pack, packs, sizes
    "bun|buns|pack|packs|4 6 8 12", "roll|rolls|bag|bags|4 6 10", "egg|eggs|carton|cartons|6 10 12",
    "egg|eggs|box|boxes|6 10 12", "sausage|sausages|pack|packs|4 6 8", "burger|burgers|pack|packs|4 6 8",
    "can of cola|cans of cola|six-pack|six-packs|6", "bottle|bottles|crate|crates|6 12 20",
    "napkin|napkins|pack|packs|20 25 50", "paper plate|paper plates|pack|packs|8 10 20",
    "balloon|balloons|bag|bags|10 25 50", "candle|candles|pack|packs|6 10 24", "nappy|nappies|pack|packs|24 30 50",
    "battery|batteries|pack|packs|4 8", "tile|tiles|box|boxes|8 10 12 25",
    "light bulb|light bulbs|pack|packs|2 3 4", "tea bag|tea bags|box|boxes|20 25 40",
    "screw|screws|packet|packets|20 25 50", "envelope|envelopes|pack|packs|10 25 50",
    "stamp|stamps|sheet|sheets|5 10 20", "doughnut|doughnuts|box|boxes|6 12", "cupcake|cupcakes|tray|trays|6 9 12",
    "yoghurt|yoghurts|pack|packs|4 6", "tennis ball|tennis balls|tube|tubes|3 4",
    "name badge|name badges|sheet|sheets|8 10", "tulip bulb|tulip bulbs|bag|bags|10 15 25",
    "party bag|party bags|pack|packs|6 8", "tissue|tissues|box|boxes|50 80",
)  # fmt: skip
_PLACES = (  # what has to go, where it goes, sizes: "photos in an album, 6 per page"
    "photo|photos|page|pages|in an album|4 6 8 9", "pokemon card|pokemon cards|page|pages|in a binder|9 12 18",
    "football card|football cards|page|pages|in a folder|6 9", "sticker|stickers|page|pages|in an album|8 10 15",
    "person|people|table|tables|at a wedding|6 8 10", "kid|kids|minibus|minibuses|on a trip|9 12 15",
    "student|students|coach|coaches|on a trip|45 50 52", "pupil|pupils|tent|tents|at camp|4 5 6",
    "guest|guests|table|tables|at the party|6 8 12", "box|boxes|trip|trips|by van|8 12 15 20",
    "chair|chairs|trip|trips|with a trolley|6 8", "moving box|moving boxes|trip|trips|by car|7 9 12",
    "crate|crates|lorry load|lorry loads|to the market|20 30", "book|books|shelf|shelves|in the new room|18 20 25",
    "record|records|crate|crates|in the cellar|30 40", "friend|friends|car|cars|to the lake|4 5",
    "hiker|hikers|gondola|gondolas|up the hill|8 10", "passenger|passengers|boat|boats|across the lake|6 12",
    "person|people|lift ride|lift rides|to the top|6 8 10", "bike|bikes|trailer|trailers|to the race|4 6",
    "plant|plants|tray|trays|in the greenhouse|6 12", "pancake|pancakes|pan load|pan loads|for brunch|2 3 4",
    "email|emails|screen|screens|in my inbox|20 25 50", "child|children|boat|boats|at the fair|3 4",
)  # fmt: skip


def packs_needed(t: Tale) -> Story:
    one, many, box, boxes, sizes = pool(t, _PACKS, "thing", "things", "box", "boxes", "sizes")
    b = int(t.rng.choice(sizes.split()))
    a = b * t.draw(2, t.draw(5, 12)) + t.draw(1, b - 1) * (t.rng.random() < 0.85)
    packs = rounded_up(t, a, b, (one, many), (box, boxes))
    return told(t, "packs_needed", packs, (box, boxes), a=a, b=b)


def trips_needed(t: Tale) -> Story:
    one, many, box, boxes, _, sizes = pool(t, _PLACES, "thing", "things", "box", "boxes", "where", "sizes")
    b = int(t.rng.choice(sizes.split()))
    a = b * t.draw(2, t.draw(5, 45)) + t.draw(1, b - 1) * (t.rng.random() < 0.8)
    return told(t, "trips_needed", rounded_up(t, a, b, (one, many), (box, boxes)), (box, boxes), a=a, b=b)


def packs_for_all(t: Tale) -> Story:
    """a people with c each, b in a pack."""
    one, many, box, boxes, sizes = pool(t, _PACKS[:10], "thing", "things", "box", "boxes", "sizes")
    a, c = t.draw(6, 30), t.draw(2, 4)
    b = t.rng.choice([int(size) for size in sizes.split() if int(size) < a * c] or [6])
    need = t.times(a, c, (one, many))
    return told(
        t, "packs_for_all", rounded_up(t, need, b, (one, many), (box, boxes)), (box, boxes), a=a, b=b, c=c
    )


def over_from_packs(t: Tale) -> Story:
    """Buys whole packs: how many are too many."""
    one, many, _, _, sizes = pool(t, _PACKS, "thing", "things", "box", "boxes", "sizes")
    b, c = int(t.rng.choice(sizes.split())), t.draw(2, 9)
    a = t.draw(max(2, b * c - b), b * c - 1)
    left = t.minus(t.times(c, b, (one, many)), a, (one, many))
    return told(t, "over_from_packs", left, (one, many), a=a, b=b, c=c)


def not_packed(t: Tale) -> Story:
    one, many, _, boxes, sizes = pool(t, _PACKS, "thing", "things", "box", "boxes", "sizes")
    b = int(t.rng.choice(sizes.split()))
    a = b * t.draw(2, 12) + t.draw(1, b - 1)
    _, rest = fitting(t, a, b, (one, many), (boxes, boxes))
    return told(t, "not_packed", rest, (one, many), a=a, b=b)


def recipe_left(t: Tale) -> Story:
    """a boxes of b; c for each of d cakes."""
    pool(t, (
        "cake|cakes", "omelette|omelettes", "batch of muffins|batches of muffins", "quiche|quiches",
        "pancake dough|pancake doughs",
    ), "cake", "cakes")  # fmt: skip
    b, c, d = t.rng.choice((6, 10, 12)), t.draw(2, 6), t.draw(2, 6)
    a = c * d // b + t.draw(1, 3)
    eggs = ("egg", "eggs")
    left = t.minus(t.times(a, b, eggs), t.times(d, c, eggs), eggs)
    return told(t, "recipe_left", left, eggs, a=a, b=b, c=c, d=d)


def album_missing(t: Tale) -> Story:
    """An album for a, b stuck in, c packs of d, w of them twice."""
    one, many = pool(t, (
        "sticker|stickers", "football card|football cards", "pokemon card|pokemon cards", "card|cards",
        "panini sticker|panini stickers", "stamp|stamps", "animal card|animal cards",
    ), "thing", "things")  # fmt: skip
    unit, c, d = (one, many), t.draw(2, 9), t.rng.choice((4, 5, 5, 6, 8, 10))
    b, w = t.draw(10, 120), t.draw(1, c * d // 2)
    a = b + c * d - w + t.draw(5, 120)
    new = t.minus(t.times(c, d, unit), w, (f"new {one}", f"new {many}"))
    have = t.plus(b, new, unit=unit)
    return told(t, "album_missing", t.minus(a, have, unit), unit, a=a, b=b, c=c, d=d, w=w)


def album_space(t: Tale) -> Story:
    unit = rare(t)
    a, b = t.draw(4, 30), t.rng.choice((4, 6, 8, 9, 10, 12))
    c = t.draw(3, a * b - 2)
    return told(t, "album_space", t.minus(t.times(a, b, unit), c, unit), unit, a=a, b=b, c=c)


def built(t: Tale) -> Story:
    """LEGO: a bricks, one house of b, c towers of d."""
    one, many = pool(t, (
        "brick|bricks", "lego brick|lego bricks", "block|blocks", "wooden block|wooden blocks",
        "piece|pieces", "card|cards", "stick|sticks", "magnet|magnets",
        "duplo brick|duplo bricks",
    ), "thing", "things")  # fmt: skip
    unit, b, c, d = (one, many), t.draw(10, 90), t.draw(2, 9), t.draw(5, 20)
    a = b + c * d + t.draw(3, 150)
    rest = t.minus(a, b, unit)
    return told(t, "built", t.minus(rest, t.times(c, d, unit), unit), unit, a=a, b=b, c=c, d=d)


ALL = (packs_needed, packs_needed, trips_needed, trips_needed, packs_for_all, over_from_packs, not_packed, recipe_left,
       album_missing, album_space, built)  # fmt: skip
