"""The product's facts for the embedded model: what billing's catalogue says today, when somebody asks about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings

from billing.plans import DAY, HOUR, PLANS, PRICES
from reasoning.prompts import Prompt
from reasoning.seedling.facts import PlanFacts, facts_text, needs_facts
from reasoning.types import Turn


def prompt_for(question: str, history: Sequence[Turn]) -> Prompt | None:
    """The facts as a system prompt where `question` needs them, alone or after the question before it."""
    names = [plan.name for plan in PLANS.values()]
    before = next((turn.text for turn in reversed(history) if turn.role == "user"), "")
    if not needs_facts(question, before, names):
        return None
    text = facts_text(plan_facts())
    return Prompt("facts", text, f"facts-{hashlib.sha256(text.encode()).hexdigest()[:8]}")


def plan_facts() -> tuple[PlanFacts, ...]:
    """Every plan with its prices; without them where this installation sells nothing."""
    return tuple(
        PlanFacts(
            name=plan.name,
            monthly=_cents(plan.code, "month"),
            yearly=_cents(plan.code, "year"),
            per_seat=plan.code == "team",
            fast=plan.fast.limit,
            fast_hours=plan.fast.window_seconds // HOUR,
            think=plan.think.limit,
            think_days=plan.think.window_seconds // DAY,
            paths=plan.paths,
            steps=plan.steps,
            seconds=plan.think_seconds,
        )
        for plan in PLANS.values()
    )


def _cents(code: str, interval: str) -> int | None:
    """A plan without a price costs nothing."""
    if not settings.BILLING:
        return None
    return next(
        (price.cents for price in PRICES.values() if (price.plan, price.interval) == (code, interval)), 0
    )
