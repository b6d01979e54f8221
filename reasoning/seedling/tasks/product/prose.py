"""Questions whose replies are sentences: how thinking works, what to do when messages are used up, what is unknown."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from reasoning.seedling.facts import PlanFacts, counted, sold
from reasoning.seedling.tasks.product.catalogue import NAMES
from reasoning.seedling.tasks.product.said import Said
from reasoning.seedling.tasks.product.several import listed
from reasoning.seedling.tasks.product.single import ASK

Plans = Sequence[PlanFacts]
THINKING = (
    "Thinking writes several paths at once: each step is checked, calculations are recomputed, and the paths vote on "
    "the answer."
)
VERSUS = (
    "Fast answers with one path. Think uses several paths at once, checks each step, recomputes calculations and lets "
    "the paths vote."
)
FRAGARIA = (
    "Fragaria is a chat that thinks: several paths at once, each step checked, and a vote of the paths."
)
CHECKED = "Each step is checked, calculations are recomputed, and the answer is what the paths vote for."
FAILED = "A failed answer costs nothing: it does not count as a message."
MINE = "I can't see your account; Settings, Billing shows your plan and what you have used."
MINE_UNSOLD = f"I can't see your account; {ASK}"
UNKNOWN = f"I don't know that; {ASK}"
CHANGE = {
    "upgrade": "You can upgrade in Settings, Billing.",
    "cancel": "You can cancel in Settings, Billing.",
}


def _fixed(kind: str, reply: str, *needs: str) -> Callable[[random.Random, Plans], Said]:
    return lambda rng, plans: Said(kind, reply, needs)


def windows(rng: random.Random, plans: Plans) -> Said:
    parts = []
    for noun, unit, sizes in (
        ("fast messages", "hour", {plan.fast_hours for plan in plans if plan.fast is not None}),
        ("thinking answers", "day", {plan.think_days for plan in plans if plan.think is not None}),
    ):
        parts += [f"{counted(size, unit)} for {noun}" for size in sorted(sizes)]
    needs = tuple(part.split()[0] for part in parts)
    told = f": {listed(parts)}" if parts else ""
    return Said("windows", f"The windows slide: each use comes back when its window has passed{told}.", needs)


def used_up(rng: random.Random, plans: Plans) -> Said:
    reply = "Wait a little: windows slide, so your messages come back one by one."
    if sold(plans):
        reply += " Or upgrade in Settings, Billing."
    return Said("used_up", reply, ("slide",))


def upgrade(rng: random.Random, plans: Plans) -> Said:
    return _change("upgrade", plans)


def cancel(rng: random.Random, plans: Plans) -> Said:
    return _change("cancel", plans)


def _change(kind: str, plans: Plans) -> Said:
    return (
        Said(kind, CHANGE[kind], ("Settings", "Billing")) if sold(plans) else Said(kind, UNKNOWN, ("know",))
    )


def mine(rng: random.Random, plans: Plans) -> Said:
    return Said("mine", MINE if sold(plans) else MINE_UNSOLD, ("see", "account"))


def missing(rng: random.Random, plans: Plans) -> Said:
    names = [plan.name for plan in plans]
    absent = rng.choice([name for name in NAMES if name not in names])
    reply = f"There is no plan called {absent}; the plans are {listed(names)}."
    return Said("missing", reply, ("no plan", *names), {"plan": absent})


PROSE: dict[str, Callable[[random.Random, Plans], Said]] = {
    "thinking": _fixed("thinking", THINKING, "paths", "vote"),
    "versus": _fixed("versus", VERSUS, "one path", "several", "vote"),
    "fragaria": _fixed("fragaria", FRAGARIA, "chat", "paths"),
    "checked": _fixed("checked", CHECKED, "checked", "recomputed"),
    "failed": _fixed("failed", FAILED, "nothing"),
    "unknown": _fixed("unknown", UNKNOWN, "know"),
    "windows": windows,
    "used_up": used_up,
    "upgrade": upgrade,
    "cancel": cancel,
    "mine": mine,
    "missing": missing,
}
