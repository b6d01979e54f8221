"""Questions about all plans: which there are, which is the cheapest, which has enough."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from reasoning.seedling.facts import PlanFacts, counted, dollars, fast_text, price_text, sold, think_text
from reasoning.seedling.tasks.product.said import Said
from reasoning.seedling.tasks.product.single import ASK, limit

Plans = Sequence[PlanFacts]
TEXTS: dict[str, Callable[[PlanFacts], str]] = {"fast": fast_text, "think": think_text}
NO_PRICES = f"I don't know the prices; {ASK}"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`"""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def cost(plan: PlanFacts) -> str:
    """`Free costs nothing`, `Plus costs $20 a month`"""
    return f"{plan.name} costs {price_text(plan, 'month') if plan.monthly else 'nothing'}"


def plans(rng: random.Random, plans: Plans) -> Said:
    names = [plan.name for plan in plans]
    return Said("plans", f"There are {len(names)} plans: {listed(names)}.", tuple(names))


def prices(rng: random.Random, plans: Plans) -> Said:
    if not sold(plans):
        return Said("prices", NO_PRICES, ("know",))
    needs = [need for plan in plans if plan.monthly for need in (plan.name, dollars(plan.monthly)[1:])]
    return Said("prices", f"{listed([cost(plan) for plan in plans])}.", tuple(needs))


def all_fast(rng: random.Random, plans: Plans) -> Said:
    return _all("fast", plans)


def all_think(rng: random.Random, plans: Plans) -> Said:
    return _all("think", plans)


def _all(meter: str, plans: Plans) -> Said:
    counts = [plan.fast if meter == "fast" else plan.think for plan in plans]
    told = [f"{plan.name} has {TEXTS[meter](plan)}" for plan in plans]
    return Said(f"all_{meter}", f"{listed(told)}.", tuple(map(limit, counts)))


def all_paths(rng: random.Random, plans: Plans) -> Said:
    told = [f"{plan.name} up to {counted(plan.paths, 'path')}" for plan in plans]
    return Said("all_paths", f"{listed(told)}.", tuple(str(plan.paths) for plan in plans))


def cheapest(rng: random.Random, plans: Plans) -> Said:
    return _extreme("cheapest", "cheapest plan", plans, min)


def cheapest_paid(rng: random.Random, plans: Plans) -> Said:
    return _extreme("cheapest_paid", "cheapest paid plan", [plan for plan in plans if plan.monthly != 0], min)


def dearest(rng: random.Random, plans: Plans) -> Said:
    return _extreme("dearest", "most expensive plan", plans, max)


def _extreme(kind: str, words: str, plans: Plans, pick: Callable[..., PlanFacts]) -> Said:
    if not sold(plans):
        return Said(kind, NO_PRICES, ("know",))
    best = pick(plans, key=lambda plan: plan.monthly)
    told = f"it costs {price_text(best, 'month')}" if best.monthly else "it costs nothing"
    return Said(kind, f"The {words} is {best.name}: {told}.", (best.name,))


def most_fast(rng: random.Random, plans: Plans) -> Said:
    return _most("fast", plans)


def most_think(rng: random.Random, plans: Plans) -> Said:
    return _most("think", plans)


def _most(meter: str, plans: Plans) -> Said:
    counts = {plan.name: plan.fast if meter == "fast" else plan.think for plan in plans}
    top = max(float("inf") if count is None else count for count in counts.values())
    best = next(plan for plan in plans if (counts[plan.name] or float("inf")) == top)
    reply = f"{best.name} has the most: {TEXTS[meter](best)}."
    return Said(f"most_{meter}", reply, (best.name, limit(counts[best.name])))


def most_paths(rng: random.Random, plans: Plans) -> Said:
    best = max(plans, key=lambda plan: plan.paths)
    reply = f"{best.name} has the most: up to {counted(best.paths, 'path')}."
    return Said("most_paths", reply, (best.name, str(best.paths)))


def at_least(rng: random.Random, plans: Plans) -> Said:
    """Every plan that has enough, with its limit; or the one that comes closest."""
    meter = rng.choice(("fast", "think"))
    counts = {plan.name: float("inf") if (n := getattr(plan, meter)) is None else n for plan in plans}
    known = [int(count) for count in counts.values() if count < float("inf")] or [10]
    wanted = rng.choice((rng.choice(known), rng.randint(1, max(known) + 20), rng.randint(1, 40) * 5))
    enough = [plan for plan in plans if counts[plan.name] >= wanted]
    thing = "(thinking answers|thinking answers|thoughts|think answers)"
    slots = {"n": str(wanted), "thing": "fast messages" if meter == "fast" else thing}
    if not enough:
        best = max(plans, key=lambda plan: counts[plan.name])
        reply = f"No plan has that many; {best.name} has {TEXTS[meter](best)}."
        return Said("at_least", reply, ("no plan", best.name), slots)
    told = [f"{plan.name} has {TEXTS[meter](plan)}" for plan in enough]
    return Said("at_least", f"{listed(told)}.", tuple(plan.name for plan in enough), slots)


def unlimited(rng: random.Random, plans: Plans) -> Said:
    free = [plan for plan in plans if plan.fast is None or plan.think is None]
    if not free:
        return Said("unlimited", "No plan is unlimited.", ("no plan",))
    told = []
    for plan in free:
        things = [text for text in (fast_text(plan), think_text(plan)) if text.startswith("unlimited")]
        told.append(f"{plan.name} has {listed(things)}")
    return Said("unlimited", f"{listed(told)}.", (*(plan.name for plan in free), "unlimited"))


def difference(rng: random.Random, plans: Plans) -> Said:
    one, two = rng.sample(list(plans), 2)

    def told(plan: PlanFacts) -> str:
        price = f"{cost(plan)}, with" if plan.monthly is not None else f"{plan.name} has"
        return f"{price} {fast_text(plan)} and {think_text(plan)}"

    needs = (one.name, two.name, *(limit(count) for p in (one, two) for count in (p.fast, p.think)))
    return Said("difference", f"{told(one)}; {told(two)}.", needs, {"plan": one.name, "other": two.name})


def dearer(rng: random.Random, plans: Plans) -> Said:
    one, two = rng.sample(list(plans), 2)
    slots = {"plan": one.name, "other": two.name}
    if not sold(plans):
        return Said("dearer", NO_PRICES, ("know",), slots)
    yes = (one.monthly or 0) > (two.monthly or 0)
    reply = f"{'Yes' if yes else 'No'}: {cost(one)} and {cost(two)}."
    return Said("dearer", reply, ("Yes" if yes else "No", one.name, two.name), slots)


def free(rng: random.Random, plans: Plans) -> Said:
    if not sold(plans):
        return Said("free", NO_PRICES, ("know",))
    found = next((plan for plan in plans if plan.monthly == 0), None)
    if found:
        reply = f"Yes: {found.name} costs nothing and has {fast_text(found)} and {think_text(found)}."
        return Said("free", reply, ("Yes", found.name))
    best = min(plans, key=lambda plan: plan.monthly or 0)
    return Said(
        "free", f"No, the cheapest plan is {best.name}: {price_text(best, 'month')}.", ("No", best.name)
    )


SEVERAL: dict[str, Callable[[random.Random, Plans], Said]] = {
    "plans": plans,
    "prices": prices,
    "all_fast": all_fast,
    "all_think": all_think,
    "all_paths": all_paths,
    "cheapest": cheapest,
    "cheapest_paid": cheapest_paid,
    "dearest": dearest,
    "most_fast": most_fast,
    "most_think": most_think,
    "most_paths": most_paths,
    "at_least": at_least,
    "unlimited": unlimited,
    "difference": difference,
    "dearer": dearer,
    "free": free,
}
