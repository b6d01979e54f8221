"""What a run asks of reasoning, fixed when it starts, so that every later attempt of the same model asks the same."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings

from billing.plans import Plan
from chatapp.conversations import selectors
from chatapp.conversations.models import Message
from reasoning.context import build
from reasoning.engines.profiles import ModelProfile
from reasoning.prompts import load
from reasoning.routing.effort import Effort, strategy_for
from reasoning.routing.question import kind_of
from reasoning.routing.router import Mode, question_before
from reasoning.types import Budget, QuestionKind, Task, Turn

from . import facts


def make_request(
    *,
    mode: Mode,
    plan: Plan,
    profile: ModelProfile,
    history: Sequence[Turn],
    question: str,
    effort: Effort = "standard",
    paths: int | None = None,
    strategy: str = "",
    route: str = "",
    instructions: str = "",
) -> dict[str, Any]:
    """The stored form of a Task. `paths` asks for fewer (never more) paths than the plan has, `strategy` for
    another way to think than that of the question's kind; `route` says why Auto has chosen the mode; `instructions`
    are the project's.
    """
    kind = kind_of(question, question_before(history))
    way = strategy_for(mode, effort, kind, paths=plan.paths)
    budget = make_budget(mode=mode, plan=plan, profile=profile, paths=min(paths or way.paths, way.paths))
    return {
        **_shown(
            mode=mode,
            kind=kind,
            profile=profile,
            history=history,
            question=question,
            tokens=budget.tokens,
            instructions=instructions,
        ),
        "strategy": strategy or way.strategy,
        "budget": asdict(budget),
        "seed": secrets.randbelow(2**31),
        "temperature": (profile.family.fast if mode == "fast" else profile.family.think).temperature,
        "question_kind": kind,
        "route": route,
    }


def remake(
    request: dict[str, Any],
    *,
    mode: Mode,
    profile: ModelProfile,
    history: Sequence[Turn],
    question: str,
    instructions: str = "",
) -> dict[str, Any]:
    """`request` for another model than it was made for: what it is shown is made anew, all else stays."""
    shown = _shown(
        mode=mode,
        kind=kind_in(request),
        profile=profile,
        history=history,
        question=question,
        tokens=request["budget"]["tokens"],
        instructions=instructions,
    )
    return request | shown


def is_made_for(request: dict[str, Any], profile: ModelProfile) -> bool:
    """Whether `profile` is the model whose turns, prompt and context the stored request was made with."""
    return all(request.get(field) == value for field, value in _identity(profile).items())


def kind_in(request: dict[str, Any]) -> QuestionKind:
    """The kind of question that a stored request is about; early ones do not have it."""
    kind: QuestionKind = request.get("question_kind", "closed")
    return kind


def history_before(question: Message) -> list[Turn]:
    """The turns that lead to a stored question."""
    return [
        Turn("user" if message.role == "user" else "assistant", message.text)
        for message in selectors.branch(question.conversation, question.parent)
        if message.text
    ]


def _shown(
    *,
    mode: Mode,
    kind: QuestionKind,
    profile: ModelProfile,
    history: Sequence[Turn],
    question: str,
    tokens: int,
    instructions: str,
) -> dict[str, Any]:
    kept = history
    if profile.history_turns is not None:
        kept = history[max(0, len(history) - profile.history_turns) :]
    reserve = min(tokens, profile.context // 2)
    # A draft of an open question is a whole text, not numbered steps.
    prompt = load("fast" if kind == "open" else mode) if profile.prompts else None
    if profile.kind == "embedded":
        prompt = facts.prompt_for(question, kept)
    system = _system(prompt.text if prompt else "", instructions if profile.kind != "embedded" else "")
    context = build(system, kept, question, context=profile.context, reserve=reserve)
    return {
        "turns": [asdict(turn) for turn in context.turns],
        "dropped": context.dropped + len(history) - len(kept),
        "prompt_version": prompt.version if prompt else "",
        **_identity(profile),
    }


def _system(product: str, instructions: str) -> str:
    """The product's prompt, then the person's own words. The embedded demo model was never taught to read any."""
    own = f"The person gives these instructions for all questions of this project:\n{instructions}"
    return "\n\n".join(part for part in (product, own if instructions else "") if part)


def _identity(profile: ModelProfile) -> dict[str, Any]:
    return {"model": profile.name, "kind": profile.kind, "context": profile.context}


def make_budget(*, mode: Mode, plan: Plan, profile: ModelProfile, paths: int | None = None) -> Budget:
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
        kind=kind_in(request),
        route=request.get("route", ""),
    )
