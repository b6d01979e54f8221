"""Questions about one plan: its prices, its limits, how far it thinks."""

from __future__ import annotations

from collections.abc import Callable

from reasoning.seedling.facts import PlanFacts, counted, dollars, fast_text, price_text, think_text
from reasoning.seedling.tasks.product.said import Said


def price(plan: PlanFacts, kind: str = "price") -> Said:
    """Kinds: price (both prices), monthly, yearly."""
    name, slots = plan.name, {"plan": plan.name}
    if plan.monthly is None:
        return Said(kind, f"I don't know the price of {name}; {ASK}", (name, "know"), slots)
    if plan.monthly == 0:
        return Said(kind, f"{name} costs nothing.", (name, "nothing"), slots)
    month, year = price_text(plan, "month"), price_text(plan, "year")
    amounts = {"monthly": dollars(plan.monthly)[1:], "yearly": dollars(plan.yearly or 0)[1:]}
    told = {"monthly": month, "yearly": year}.get(kind, f"{month} or {year}")
    needs = (amounts[kind],) if kind in amounts else (amounts["monthly"],)
    return Said(kind, f"{name} costs {told}.", (name, *needs), slots)


def monthly(plan: PlanFacts) -> Said:
    return price(plan, "monthly")


def yearly(plan: PlanFacts) -> Said:
    return price(plan, "yearly")


def fast(plan: PlanFacts) -> Said:
    return Said(
        "fast", f"{plan.name} has {fast_text(plan)}.", (plan.name, limit(plan.fast)), {"plan": plan.name}
    )


def think(plan: PlanFacts) -> Said:
    return Said(
        "think", f"{plan.name} has {think_text(plan)}.", (plan.name, limit(plan.think)), {"plan": plan.name}
    )


def limits(plan: PlanFacts) -> Said:
    reply = f"{plan.name} has {fast_text(plan)} and {think_text(plan)}."
    return Said("limits", reply, (plan.name, limit(plan.fast), limit(plan.think)), {"plan": plan.name})


def paths(plan: PlanFacts) -> Said:
    reply = f"{plan.name} thinks with up to {counted(plan.paths, 'path')} at once."
    return Said("paths", reply, (plan.name, str(plan.paths)), {"plan": plan.name})


def steps(plan: PlanFacts) -> Said:
    reply = f"With {plan.name}, a path has up to {counted(plan.steps, 'step')}."
    return Said("steps", reply, (plan.name, str(plan.steps)), {"plan": plan.name})


def seconds(plan: PlanFacts) -> Said:
    reply = f"{plan.name} thinks for up to {counted(plan.seconds, 'second')}."
    return Said("seconds", reply, (plan.name, str(plan.seconds)), {"plan": plan.name})


def about(plan: PlanFacts) -> Said:
    cost = "costs nothing and" if plan.monthly == 0 else ""
    cost = f"costs {price_text(plan, 'month')} and" if plan.monthly else cost
    reply = f"{plan.name} {cost} has {fast_text(plan)} and {think_text(plan)}.".replace("  ", " ")
    return Said("about", reply, (plan.name, limit(plan.fast), limit(plan.think)), {"plan": plan.name})


def limit(count: int | None) -> str:
    """The word by which a reply shows that it knows the limit."""
    return "unlimited" if count is None else str(count)


ASK = "please ask the people who run this Fragaria."
SINGLE: dict[str, Callable[[PlanFacts], Said]] = {
    "price": price,
    "monthly": monthly,
    "yearly": yearly,
    "fast": fast,
    "think": think,
    "limits": limits,
    "paths": paths,
    "steps": steps,
    "seconds": seconds,
    "about": about,
}
