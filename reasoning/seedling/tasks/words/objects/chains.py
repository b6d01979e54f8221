"""Longer stories of events drawn at random: one owner, two owners, several kinds of things, a bus on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reasoning.seedling.tasks.words.objects import cast, compose
from reasoning.seedling.tasks.words.objects.ledger import amount, with_tail
from reasoning.seedling.tasks.words.objects.parts import Part
from reasoning.seedling.tasks.words.objects.scenes import SCENES
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

MOST = 300  # things that somebody has at any time
_COLOURS = ("red", "blue", "green", "yellow", "white", "black", "old", "new", "big", "small")
_LINKS = ("then", "after that", "later", "next", "the next day", "afterwards", "in the evening", "finally")


class Chain:
    """The clauses and the names of the events so far."""

    def __init__(self, t: Tale) -> None:
        self.t = t
        self.facts: list[str] = []
        self.names: list[str] = []
        self.kind = "food" if t.food else ""
        t.dozens = True
        # Long stories are told by people who also spell numbers out.
        if t.hard and not t.spelling and t.rng.random() < 0.25:
            t.spelling = 0.5

    def add(self, scene: str, **numbers: int) -> None:
        for fact in SCENES[scene].facts[self.kind]:
            clause = self.t.say(fact, **numbers)
            if self.names and self.t.rng.random() < 0.16:
                clause = f"{self.t.rng.choice(_LINKS)} {clause}"
            self.facts.append(clause)
        self.names.append(scene)

    def ask(self, scene: str, answer: str, **numbers: int) -> Story:
        """Ends the story with this question."""
        t = self.t
        if SCENES[scene].facts:
            self.add(scene, **numbers)
        else:
            self.names.append(scene)
        if t.level >= 2 and t.rng.random() < (0.4 if t.hard else 0.1):
            t.distract(self.facts)
        asks = SCENES[scene].asks[self.kind]
        text = compose.told(t.rng, self.facts, t.say(t.rng.choice(asks)), t.plain)
        return t.finish(text, answer, "chain:" + ",".join(self.names))


# One owner. An event takes what there is and returns what there is then, or None where it does not fit.
Event = Callable[[Tale, Chain, int], int | None]


def _lose(t: Tale, c: Chain, have: int) -> int | None:
    if have < 4:
        return None
    n = t.draw(2, min(have - 2, t.rng.choice((9, 60))))
    c.add("lose_some", n=n)
    return t.minus(have, n, t.things)


def _gain(t: Tale, c: Chain, have: int) -> int | None:
    n = t.draw(2, t.rng.choice((9, 60)))
    c.add("gain_some", n=n)
    return t.plus(have, n, unit=t.things)


def _back(t: Tale, c: Chain, have: int) -> int | None:
    if c.names[-1] != "lose_some":
        return None
    lost = int(t.steps[-1].partition("-")[2].partition("=")[0])
    if lost < 3:
        return None
    n = t.draw(2, lost - 1)
    c.add("back_some", n=n)
    return t.plus(have, n, unit=t.things)


def _packs(t: Tale, c: Chain, have: int) -> int | None:
    m, n = t.draw(2, 8), t.draw(2, 12)
    c.add("packs", m=m, n=n)
    return t.plus(have, t.times(m, n, t.things), unit=t.things)


def _friends(t: Tale, c: Chain, have: int) -> int | None:
    return _several(t, c, have, "friends", 6)


def _days(t: Tale, c: Chain, have: int) -> int | None:
    return _several(t, c, have, "some_days", 7)


def _several(t: Tale, c: Chain, have: int, event: str, most: int) -> int | None:
    """The same number goes several times, at most `most`."""
    m, n = t.draw(2, most), t.draw(2, 6)
    if m * n > have - 2:
        return None
    c.add(event, m=m, n=n)
    return t.minus(have, t.times(m, n, t.things), t.things)


def _half(t: Tale, c: Chain, have: int) -> int | None:
    if have % 2 or have < 6:
        return None
    c.add("half_gone")
    return t.over(have, 2, t.things)


def _part(t: Tale, c: Chain, have: int) -> int | None:
    part = Part(t, most=5, percent=0.0, several=0.0)
    if have % part.under or part.under == 2 or have < 2 * part.under:
        return None
    t.slots["frac"] = part.name
    c.add("part_gone")
    return t.minus(have, part.of(t, have, t.things), t.things)


def _double(t: Tale, c: Chain, have: int) -> int | None:
    if have > MOST // 2:
        return None
    c.add("doubled")
    return t.times(have, 2, t.things)


_EVENTS: tuple[tuple[int, Event], ...] = (  # steps, event
    (1, _lose),
    (1, _lose),
    (1, _gain),
    (1, _back),
    (2, _packs),
    (2, _friends),
    (2, _days),
    (1, _half),
    (2, _part),
    (1, _double),
)


def _start(t: Tale, c: Chain) -> int:
    style = t.rng.random()
    if style < 0.35:
        have = t.draw(5, t.rng.choice((20, 60, 120)))
        c.add("start_plain", a=have)
        return have
    if style < 0.8:
        a, b = t.draw(2, 9), t.draw(3, 12)
        c.add("start_groups", a=a, b=b)
        return t.times(a, b, t.things)
    a, b = t.draw(3, 40), t.draw(3, 40)
    t.slots["x"], t.slots["y"] = t.rng.sample(_COLOURS, 2)
    c.add("start_colours", a=a, b=b)
    return t.plus(a, b, unit=t.things)


def _owner(t: Tale, steps: int, ends: bool) -> Story:
    c = Chain(t)
    have = _start(t, c)
    for _ in range(12):
        if len(t.steps) >= steps - ends:
            break
        cost, event = t.rng.choice(_EVENTS)
        if len(t.steps) + cost <= steps and have < MOST:
            after = event(t, c, have)
            have = have if after is None else after
    return _end(t, c, have) if ends else c.ask("end_left", amount(have, t.things))


def _end(t: Tale, c: Chain, have: int) -> Story:
    style = t.rng.random()
    fitting = [m for m in (2, 3, 4, 5, 6, 7, 8, 9, 10) if have % m == 0 and have > m]
    if style < 0.35 and fitting:
        m = t.rng.choice(fitting)
        return c.ask("end_share", amount(t.over(have, m, t.things), t.things), m=m)
    if style < 0.6 and have > 6:
        m = t.draw(max(3, -(-have // 12)), max(4, min(12, have // 2)))
        if have // m <= 12 and m <= 12 and have % m:
            count, _ = t.fits(have, m, t.things, with_tail(t.things, "left over"))
            return c.ask("end_pack", amount(count, t.box), m=m)
    if style < 0.8:
        m = have + t.draw(2, 60)
        return c.ask("end_goal", amount(t.minus(m, have, t.things), t.things), m=m)
    if have > 4:
        m = t.draw(2, have - 1)
        return c.ask("end_other", amount(t.minus(have, m, t.things), t.things), m=m)
    return c.ask("end_left", amount(have, t.things))


def owner_short(t: Tale) -> Story:
    return _owner(t, t.draw(2, 3), t.rng.random() < 0.25)


def owner_long(t: Tale) -> Story:
    return _owner(t, t.draw(5, 6), t.rng.random() < 0.5)


@dataclass
class _Pair:
    """What two owners have, with the words for each behind a unit."""

    mine: int
    theirs: int
    me: str
    them: str


def _pair(t: Tale, steps: int) -> Story:
    c = Chain(t)
    name = t.slots["o"]
    if cast.THEIR in name:
        name = t.slots["o"] = cast.other_name(t.rng, t.who)
    pair = _begin(t, c, t.who.them if t.who.agreement < 2 else t.who.later, name)
    for _ in range(12):
        if len(t.steps) >= steps - 1:
            break
        _move(t, c, pair, t.rng.choice(("give", "take", "s_gain", "s_lose", "o_gain", "o_lose")))
    style = t.rng.choice(("s", "o", "both", "gap"))
    if style in "so":
        return c.ask(f"ask_{style}", amount(pair.mine if style == "s" else pair.theirs, t.things))
    # "does I have" would be needed for the speaker's lead.
    if style == "both" or pair.mine == pair.theirs or t.who.agreement < 2:
        return c.ask("ask_both", amount(t.plus(pair.mine, pair.theirs, unit=t.things), t.things))
    t.slots["richer"], t.slots["poorer"] = pair.me, pair.them
    if pair.mine < pair.theirs:
        t.slots["richer"], t.slots["poorer"] = pair.them, pair.me
    gap = t.minus(max(pair.mine, pair.theirs), min(pair.mine, pair.theirs), t.things)
    return c.ask("ask_gap", amount(gap, t.things))


def _begin(t: Tale, c: Chain, me: str, them: str) -> _Pair:
    a = t.draw(5, t.rng.choice((12, 40)))
    owned = with_tail(t.things, f"for {them}")
    style = t.rng.choice(("given", "given", "times", "more", "fewer"))
    if style == "times":
        k = t.draw(2, 5)
        t.slots["times"] = "twice" if k == 2 else f"{t.figure(k)} times"
        c.add("pair_times", a=a)
        return _Pair(a, t.times(a, k, owned), me, them)
    b = t.draw(2, a - 2) if style == "fewer" else t.draw(2, 40)
    c.add(f"pair_{style}", a=a, b=b)
    if style == "given":
        return _Pair(a, b, me, them)
    theirs = t.plus(a, b, unit=owned) if style == "more" else t.minus(a, b, owned)
    return _Pair(a, theirs, me, them)


def _move(t: Tale, c: Chain, pair: _Pair, event: str) -> None:
    mine, theirs = with_tail(t.things, f"for {pair.me}"), with_tail(t.things, f"for {pair.them}")
    spare = {"give": pair.mine, "s_lose": pair.mine, "take": pair.theirs, "o_lose": pair.theirs}.get(
        event, 99
    )
    if spare < 4:
        return
    n = t.draw(2, min(spare - 1, 20))
    c.add(event, n=n)
    if event in ("give", "s_lose"):
        pair.mine = t.minus(pair.mine, n, mine)
    if event in ("take", "o_lose"):
        pair.theirs = t.minus(pair.theirs, n, theirs)
    if event in ("take", "s_gain"):
        pair.mine = t.plus(pair.mine, n, unit=mine)
    if event in ("give", "o_gain"):
        pair.theirs = t.plus(pair.theirs, n, unit=theirs)


def pair_short(t: Tale) -> Story:
    return _pair(t, 3)


def pair_long(t: Tale) -> Story:
    return _pair(t, 6)


MIDDLE = (owner_short, owner_short, owner_short, pair_short, pair_short)
HARD = (owner_long, owner_long, owner_long, owner_long, pair_long, pair_long)
