"""What a run asks of reasoning, fixed when it starts, so that every later attempt asks the same."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings

from billing.plans import Plan
from reasoning.context import build
from reasoning.engines.profiles import ModelProfile
from reasoning.prompts import load
from reasoning.types import Budget, Task, Turn

from . import facts

STRATEGIES = {"fast": "single", "think": "adaptive"}
TEMPERATURES = {"fast": 0.0, "think": 0.8}


def make_request(
    *,
    mode: str,
    plan: Plan,
    profile: ModelProfile,
    history: Sequence[Turn],
    question: str,
    paths: int | None = None,
    strategy: str = "",
) -> dict[str, Any]:
    """The stored form of a Task. `paths` asks for fewer (never more) paths than the plan has, `strategy` for
    another way to think than the mode's own.
    """
    budget = make_budget(mode=mode, plan=plan, profile=profile, paths=paths)
    kept = history
    if profile.history_turns is not None:
        kept = history[max(0, len(history) - profile.history_turns) :]
    reserve = min(budget.tokens, profile.context // 2)
    prompt = load(mode) if profile.prompts else None
    if profile.kind == "embedded":
        prompt = facts.prompt_for(question, kept)
    context = build(prompt.text if prompt else "", kept, question, context=profile.context, reserve=reserve)
    return {
        "turns": [asdict(turn) for turn in context.turns],
        "dropped": context.dropped + len(history) - len(kept),
        "prompt_version": prompt.version if prompt else "",
        "strategy": strategy or STRATEGIES[mode],
        "budget": asdict(budget),
        "model": profile.name,
        "seed": secrets.randbelow(2**31),
        "temperature": TEMPERATURES[mode],
    }


def make_budget(*, mode: str, plan: Plan, profile: ModelProfile, paths: int | None = None) -> Budget:
    """The plan's limits for one answer; a slow model gets its factor more time."""
    if mode == "fast":
        return Budget(tokens=plan.tokens, paths=1, steps=plan.steps, seconds=settings.FAST_DEADLINE_SECONDS)
    return Budget(
        tokens=plan.tokens,
        paths=max(1, min(paths or plan.paths, plan.paths)),
        steps=plan.steps,
        seconds=plan.think_seconds * profile.deadline_factor,
    )


def to_task(request: dict[str, Any], profile: ModelProfile) -> Task:
    """The Task that `make_request` stored."""
    return Task(
        turns=tuple(Turn(**turn) for turn in request["turns"]),
        strategy=request["strategy"],
        budget=Budget(**request["budget"]),
        model=request["model"],
        prompt_version=request["prompt_version"],
        seed=request["seed"],
        prices=profile.prices,
        temperature=request["temperature"],
        stall_seconds=settings.ENGINE_STALL_SECONDS,
    )
