"""One person's money and what happens to it: four or five events in any order, each told in many ways."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from reasoning.seedling.tasks.words.shopping.draft import Draft, Money, Percent, Slot
from reasoning.seedling.tasks.words.shopping.draws import rounded
from reasoning.seedling.tasks.words.shopping.goods import fitting, named
from reasoning.seedling.tasks.words.shopping.phrases import TEMPLATES
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit

_OWN = re.compile(r"\{(n|p|r|a|item|items)(!?)\}")  # the slots of one event
Event = Callable[[random.Random, Till, int], tuple[int, dict[str, Slot]]]


def buy(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    slots, n, p = named(rng), rng.randint(2, 9), rng.randint(1, 9) * 100 + rng.choice((0, 0, 50))
    rest = till.minus(held, till.times(n, p, f"for the {slots['items']}"), note="left")
    return rest, slots | {"n": n, "p": Money(p)}


def pay(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    p = rounded(rng, 3, max(4, held // 250))
    return till.minus(held, p, note="left"), fitting(rng, p) | {"p": Money(p)}


def receive(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    p = rounded(rng, 5, 60)
    return till.plus(held, p, note="now"), {"p": Money(p)}


def work(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    n, p = rng.randint(2, 8), rng.randint(6, 20) * 100
    return till.plus(held, till.times(n, p, "for the work"), note="now"), {"n": n, "p": Money(p)}


def part(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    r = rng.choice((5, 10, 10, 20, 20, 25, 30, 40, 50))
    return till.minus(held, till.percent(held, r, "spent"), note="left"), {"r": Percent(r)}


def half(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    return till.over(held, 2, "left"), {}


def double(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    if held > 40000:
        raise Unfit("too much")
    return till.times(2, held, "now"), {}


def sell(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    slots, n, p = named(rng), rng.randint(2, 9), rng.randint(1, 9) * 100
    return till.plus(held, till.times(n, p, f"for the {slots['items']}"), note="now"), slots | {
        "n": n,
        "p": Money(p),
    }


def share(rng: random.Random, till: Till, held: int) -> tuple[int, dict[str, Slot]]:
    n = rng.randint(2, 6)
    return till.over(held, n, "each"), {"n": n}


EVENTS: tuple[Event, ...] = (buy, buy, pay, receive, work, part, part, half, double, sell)


def ledger(rng: random.Random, till: Till) -> Draft:
    """What someone has, what happens, and what is left; or what each gets, where it is shared at last."""
    held = rounded(rng, 40, 300)
    slots: dict[str, Slot] = {"start": Money(held)}
    told = [rng.choice(TEMPLATES["ledger_start"])]
    names: list[str] = []
    last = share if rng.random() < 0.2 else None
    for index in range(1, rng.choice((3, 3, 4, 4)) + 1):
        event = last if last and index >= 3 and len(till.steps) >= 4 else rng.choice(EVENTS)
        name = event.__name__
        if names and names[-1] == name:
            raise Unfit("the same again")
        held, drawn = event(rng, till, held)
        slots |= {f"{slot}_{index}": value for slot, value in drawn.items()}
        names.append(name)
        sentence = rng.choice(TEMPLATES[f"ledger_{name}"])
        sentence = _OWN.sub(rf"{{\g<1>_{index}\g<2>}}", sentence)
        told.append(rng.choice(TEMPLATES["ledger_then"]) + sentence)
        if event is share:
            break
    if len(till.steps) < 5:
        raise Unfit("too easy")
    told.append("<eachpart>" if names[-1] == "share" else rng.choice(TEMPLATES["ledger_end"]))
    template = "~ ".join(told)
    return Draft(
        "ledger", slots, tuple(till.steps), Money(held), template=template, key="-".join(names), hard=True
    )
