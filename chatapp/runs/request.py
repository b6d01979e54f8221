"""What a run asks of reasoning, fixed when it starts, so that every later attempt of the same model asks the same."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings

from billing.plans import Plan
from chatapp.attachments import prompts
from chatapp.attachments import selectors as files_at
from chatapp.conversations import selectors
from chatapp.conversations.models import Message
from reasoning.context import build
from reasoning.engines.profiles import ModelProfile
from reasoning.prompts import load
from reasoning.routing.effort import Effort, strategy_for
from reasoning.routing.question import kind_of
from reasoning.routing.router import Mode, question_before
from reasoning.types import Budget, File, Image, QuestionKind, Task, Turn

from . import facts


def make_request(
    *,
    mode: Mode,
    plan: Plan,
    profile: ModelProfile,
    history: Sequence[Turn],
    question: str,
    files: tuple[File, ...] = (),
    effort: Effort = "standard",
    paths: int | None = None,
    strategy: str = "",
    route: str = "",
    instructions: str = "",
    personal: str = "",
    chosen: str = "",
) -> dict[str, Any]:
    """The stored form of a Task. `paths` asks for fewer (never more) paths than the plan has, `strategy` for
    another way to think than that of the question's kind; `files` are attached to the question; `route` says why Auto
    has chosen the mode; `instructions` are the project's, `personal` the person's own; `chosen` names the model that
    the person chose, where that is not the mode's first.
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
            files=files,
            tokens=budget.tokens,
            instructions=instructions,
            personal=personal,
        ),
        "personal": personal,
        "personal_version": hashlib.sha256(personal.encode()).hexdigest()[:8] if personal else "",
        "strategy": strategy or way.strategy,
        "budget": asdict(budget),
        "seed": secrets.randbelow(2**31),
        "temperature": (profile.family.fast if mode == "fast" else profile.family.think).temperature,
        "question_kind": kind,
        "route": route,
        "chosen": chosen,
    }


def remake(
    request: dict[str, Any],
    *,
    mode: Mode,
    profile: ModelProfile,
    history: Sequence[Turn],
    question: str,
    files: tuple[File, ...] = (),
    instructions: str = "",
) -> dict[str, Any]:
    """`request` for another model than it was made for: what it is shown is made anew, all else stays."""
    shown = _shown(
        mode=mode,
        kind=kind_in(request),
        profile=profile,
        history=history,
        question=question,
        files=files,
        tokens=request["budget"]["tokens"],
        instructions=instructions,
        # As they were when the question was asked; early requests have none.
        personal=request.get("personal", ""),
    )
    return request | shown


def is_made_for(request: dict[str, Any], profile: ModelProfile) -> bool:
    """Whether `profile` is the model whose turns, prompt and context the stored request was made with."""
    seen = profile.vision or not any(turn.get("images") for turn in request.get("turns", ()))
    return seen and all(request.get(field) == value for field, value in _identity(profile).items())


def kind_in(request: dict[str, Any]) -> QuestionKind:
    """The kind of question that a stored request is about; early ones do not have it."""
    kind: QuestionKind = request.get("question_kind", "closed")
    return kind


def history_before(question: Message) -> list[Turn]:
    """The turns that lead to a stored question, with the files that were attached to them."""
    messages = selectors.branch(question.conversation, question.parent)
    attached = files_at.of_messages(messages)
    return [
        Turn(
            "user" if message.role == "user" else "assistant",
            message.text,
            files=prompts.files(attached.get(message.pk, ())),
        )
        for message in messages
        if message.text or message.attached
    ]


def files_of(question: Message) -> tuple[File, ...]:
    """The files of a stored question."""
    return prompts.files(files_at.of_messages([question]).get(question.pk, ()))


def words_in(request: dict[str, Any]) -> str:
    """The question of a stored request in the person's own words, without what was attached."""
    words: str | None = request.get("question")
    return request["turns"][-1]["text"] if words is None else words


def _shown(
    *,
    mode: Mode,
    kind: QuestionKind,
    profile: ModelProfile,
    history: Sequence[Turn],
    question: str,
    files: tuple[File, ...],
    tokens: int,
    instructions: str,
    personal: str,
) -> dict[str, Any]:
    kept = history
    if profile.history_turns is not None:
        kept = history[max(0, len(history) - profile.history_turns) :]
    reserve = min(tokens, profile.context // 2)
    # A draft of an open question is a whole text, not numbered steps.
    prompt = load("fast" if kind == "open" else mode) if profile.prompts else None
    if profile.kind == "embedded":
        prompt = facts.prompt_for(question, kept)
    # The embedded demo model was never taught to read instructions.
    own = "" if profile.kind == "embedded" else _instructions(personal, instructions)
    system = "\n\n".join(part for part in (prompt.text if prompt else "", own) if part)
    context = build(
        system,
        kept,
        question,
        files=files,
        sees=profile.vision,
        context=profile.context,
        reserve=reserve,
    )
    return {
        "turns": [_stored(turn) for turn in context.turns],
        # Its own words, where the last turn has more than those.
        "question": question if files else None,
        "attached": bool(files) or any(turn.files for turn in kept),
        "dropped": context.dropped + len(history) - len(kept),
        "prompt_version": prompt.version if prompt else "",
        **_identity(profile),
    }


def _instructions(personal: str, project: str) -> str:
    """The person's own words, said below the product's prompt: for all their questions, then for the project's."""
    parts = (
        ("The person gives these instructions for all of their questions", personal),
        ("The person gives these instructions for all questions of this project", project),
    )
    return "\n\n".join(f"{head}:\n{text}" for head, text in parts if text)


def _identity(profile: ModelProfile) -> dict[str, Any]:
    return {"model": profile.name, "kind": profile.kind, "context": profile.context}


def _stored(turn: Turn) -> dict[str, Any]:
    """A turn as it is kept; its pictures by the ids of their files."""
    images = {"images": [asdict(image) for image in turn.images]} if turn.images else {}
    return {"role": turn.role, "text": turn.text, **images}


def _loaded(turn: dict[str, Any]) -> Turn:
    images = (Image(prompts.picture(told["source"]), told["tokens"]) for told in turn.get("images", ()))
    return Turn(turn["role"], turn["text"], tuple(images))


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
    """The Task that `make_request` stored. Its pictures are read: raises EngineError where one is not there."""
    return Task(
        turns=tuple(_loaded(turn) for turn in request["turns"]),
        question=request.get("question"),
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
