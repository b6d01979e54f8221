"""What there is and what becomes of it: photos, followers, mails, songs, plants, hens, loans, chairs."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.everyday import fitting, pool, rounded_up, told
from reasoning.seedling.tasks.words.objects.groups import PLANTS
from reasoning.seedling.tasks.words.objects.parts import Part
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

_DIGITAL = (
    "photo|photos|phone", "email|emails|inbox", "contact|contacts|phone", "song|songs|playlist",
    "video|videos|tablet", "screenshot|screenshots|laptop", "file|files|usb stick", "app|apps|phone",
    "podcast|podcasts|mp3 player", "message|messages|chat", "bookmark|bookmarks|browser", "tab|tabs|browser",
    "game|games|console", "note|notes|phone",
)  # fmt: skip
_ONLINE = (
    "follower|followers", "subscriber|subscribers", "friend|friends", "like|likes", "member|members", "fan|fans",
)  # fmt: skip
_MOVED = (
    "chair|chairs|room|rooms", "book|books|shelf|shelves", "desk|desks|classroom|classrooms", "hen|hens|coop|coops",
    "bike|bikes|station|stations", "kid|kids|team|teams", "pupil|pupils|class|classes", "bed|beds|ward|wards",
    "fish|fish|tank|tanks", "scooter|scooters|street|streets", "coat|coats|rack|racks", "box|boxes|garage|garages",
)  # fmt: skip


def deleted(t: Tale) -> Story:
    one, many, _ = pool(t, _DIGITAL, "thing", "things", "phone")
    unit, a, c, d = (one, many), t.draw(40, 900), t.draw(2, 12), t.draw(2, 9)
    b = t.draw(5, a - 5)
    rest = t.minus(a, b, unit)
    return told(t, "deleted", t.plus(rest, t.times(c, d, unit), unit=unit), unit, a=a, b=b, c=c, d=d)


def followers(t: Tale) -> Story:
    one, many = pool(t, _ONLINE, "thing", "things")
    unit, a, b, c, d = (one, many), t.draw(50, 2000), t.draw(2, 40), t.draw(5, 60), t.draw(2, 9)
    gained = t.times(c, d, unit)
    return told(t, "followers", t.minus(t.plus(a, gained, unit=unit), b, unit), unit, a=a, b=b, c=c, d=d)


def unread(t: Tale) -> Story:
    one, many = pool(
        t,
        ("email|emails", "message|messages", "mail|mails", "letter|letters", "ticket|tickets"),
        "thing",
        "things",
    )
    unit, a, b = (one, many), t.draw(10, 90), t.draw(5, 60)
    c = t.draw(3, a + b - 4)
    d = t.draw(1, a + b - c - 1)
    left = t.minus(t.minus(t.plus(a, b, unit=unit), c, unit), d, unit)
    return told(t, "unread", left, unit, a=a, b=b, c=c, d=d)


def playlists(t: Tale) -> Story:
    unit, a, b = ("song", "songs"), t.draw(2, 9), t.draw(8, 40)
    c = t.draw(2, min(20, a * b // 2))
    return told(t, "playlists", t.minus(t.times(a, b, unit), c, unit), unit, a=a, b=b, c=c)


def dying(t: Tale) -> Story:
    one, many = t.rng.choice(PLANTS)
    t.slots["things"] = many
    unit, a = (one, many), t.draw(2, 10)
    part = Part(t, percent=0.5)
    b = part.under * t.draw(1, 5 if part.under <= 10 else 1)
    t.slots["frac"] = part.name
    whole = t.times(a, b, unit)
    left = t.minus(whole, part.of(t, whole, unit), unit)
    return told(t, "dying", left, unit, f"{a},{b},{part.over}/{part.under}", a=a, b=b)


def hens(t: Tale) -> Story:
    """a hens lay b eggs a day in all; c weeks; full dozens or what is left after use."""
    pool(t, ("hen|hens", "chicken|chickens", "duck|ducks", "quail|quails"), "hen", "hens")
    eggs, a, c = ("egg", "eggs"), t.draw(3, 15), t.draw(3, 14)
    b = t.draw(1, a - 1)
    daily = t.minus(a, b, eggs)
    return told(t, "hens", t.times(daily, c, eggs), eggs, a=a, b=b, c=c)


def full_dozens(t: Tale) -> Story:
    pool(t, ("hen|hens", "chicken|chickens", "duck|ducks", "goose|geese"), "hen", "hens")
    eggs, a, c = ("egg", "eggs"), t.draw(3, 15), t.draw(4, 21)
    total = t.times(a, c, eggs)
    count, _ = fitting(t, total, 12, eggs, ("dozen", "dozen"))
    return told(t, "full_dozens", count, ("dozen", "dozen"), a=a, c=c)


def library(t: Tale) -> Story:
    one, many = pool(
        t, ("book|books", "dvd|dvds", "comic|comics", "game|games", "audiobook|audiobooks"), "thing", "things"
    )
    unit, b, c = (one, many), t.draw(3, 15), t.draw(1, 9)
    d = t.draw(1, b - 1)
    a = b - d + c + t.draw(1, 12)
    out = t.plus(t.minus(b, d, unit), c, unit=unit)
    return told(t, "library", t.minus(a, out, unit), unit, a=a, b=b, c=c, d=d)


def moved(t: Tale) -> Story:
    one, many, _, _ = pool(t, _MOVED, "thing", "things", "box", "boxes")
    unit, a, b = (one, many), t.draw(10, 60), t.draw(4, 60)
    c = t.draw(2, min(a - 1, 15))
    if t.rng.random() < 0.5:
        return told(t, "moved_to", t.plus(b, c, unit=unit), unit, a=a, b=b, c=c)
    c = min(c, (a - b) // 2) if a - b > 3 else c
    first, second = t.minus(a, c, unit), t.plus(b, c, unit=unit)
    t.minus(max(first, second), min(first, second), unit)
    return told(t, "moved_gap", abs(first - second), unit, a=a, b=b, c=c)


def coaches(t: Tale) -> Story:
    """a classes of b and c teachers, coaches of d seats."""
    bus = pool(t, ("coach|coaches", "bus|buses", "minibus|minibuses", "carriage|carriages"), "bus", "buses")
    people, a, b, c = ("person", "people"), t.draw(2, 8), t.draw(16, 32), t.draw(2, 12)
    d = t.rng.choice((9, 12, 16)) if bus[0] == "minibus" else t.rng.choice((40, 45, 48, 50, 52, 56, 60))
    everyone = t.plus(t.times(a, b, people), c, unit=people)
    return told(
        t,
        "coaches",
        rounded_up(t, everyone, d, people, (bus[0], bus[1])),
        (bus[0], bus[1]),
        a=a,
        b=b,
        c=c,
        d=d,
    )


def cinema(t: Tale) -> Story:
    pool(t, (
        "cinema|person|people", "theatre|guest|guests", "hall|student|students", "plane|passenger|passengers",
        "church|person|people", "circus|visitor|visitors", "stand|fan|fans",
    ), "place", "one", "folk")  # fmt: skip
    unit, a, b = (t.slots["one"], t.slots["folk"]), t.draw(4, 25), t.draw(4, 20)
    c = t.draw(2, a * b // 2)
    return told(t, "cinema", t.minus(t.times(a, b, ("seat", "seats")), c, unit), unit, a=a, b=b, c=c)


ALL = (deleted, followers, unread, playlists, dying, hens, full_dozens, library, moved, coaches, cinema)
