"""Which model answers, judges and scores now.

The operator's models win (the environment's one, or those of a file, by role), then the one that staff connected, then
the embedded seedling. The choice is read anew whenever an answer begins, so that no process needs a restart.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings

from chatapp.engines import sealing, selectors
from chatapp.settings.models import Listed
from reasoning.engines.families import family_of
from reasoning.engines.profiles import Kind, ModelProfile
from reasoning.errors import EngineError
from reasoning.routing.router import Mode
from reasoning.seedling import WEIGHTS
from reasoning.types import Prices

SEEDLING = "seedling"
LABEL = "Seedling (tiny demo model)"
HISTORY_TURNS = 4  # the seedling learnt to follow one or two exchanges, not more
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """A model's name, which anybody may have given it, and its kind, which tells the embedded one."""

    name: str
    kind: Kind


def profile(mode: Mode = "think") -> ModelProfile:
    """The model that answers in `mode` now. Reads the database; raises EngineError when its stored key cannot be
    read."""
    if settings.ENGINE_BASE_URL:
        return _remote(
            settings.ENGINE_BASE_URL, settings.ENGINE_MODEL, settings.ENGINE_API_KEY, settings.ENGINE_CONTEXT
        )
    if settings.MODELS:
        return _from_file(_writer(mode))
    row = selectors.active()
    if row is None:
        return seedling()
    try:
        key = sealing.unseal(row.sealed_key)
    except sealing.Unsealable:
        logger.error(
            "The key of the connected model %s cannot be read: SECRET_KEY has changed. Put the earlier one "
            "into SECRET_KEY_FALLBACKS, or connect the model again on its page.",
            row.model,
        )
        raise EngineError(
            "The connected model cannot be used: its key must be entered again. Please tell your administrator.",
            retryable=False,
            code="key",
        ) from None
    return _remote(row.base_url, row.model, key, row.context, guarded=True)


def judging() -> ModelProfile | None:
    """The model that judges steps and drafts, where that is not the one that thinks."""
    listed = _with_role("judge")
    return _from_file(listed) if listed and listed != _writer("think") else None


def rewarding() -> ModelProfile | None:
    """The model that scores steps, where there is one."""
    listed = _with_role("reward")
    return _from_file(listed) if listed else None


def seedling() -> ModelProfile:
    """The embedded demo model."""
    return ModelProfile(
        name=SEEDLING,
        kind="embedded",
        weights=WEIGHTS,
        context=1024,
        prompts=False,
        history_turns=HISTORY_TURNS,
        deadline_factor=settings.ENGINE_DEADLINE_FACTOR,
    )


def labels() -> dict[str, dict[str, str]]:
    """How the page names the models of the two modes; of Fast also what people who choose it should know."""
    fast, think = named("fast"), named("think")
    known = family_of(fast.name).label if fast.kind != "embedded" else ""
    label = f"{_label(fast)}. {known}" if known else _label(fast)
    return {
        "fast": {"name": fast.name, "label": label},
        "think": {"name": think.name, "label": _label(think)},
    }


def named(mode: Mode = "think") -> Named:
    """The model that answers in `mode` now, whether or not it can: pages are drawn though its key cannot be read."""
    if settings.ENGINE_BASE_URL:
        return Named(settings.ENGINE_MODEL, "openai")
    if settings.MODELS:
        return Named(_writer(mode).name, "openai")
    row = selectors.active()
    return Named(row.model, "openai") if row else Named(SEEDLING, "embedded")


def _label(of: Named) -> str:
    return LABEL if of.kind == "embedded" else of.name


def _with_role(role: str) -> Listed | None:
    return next((listed for listed in settings.MODELS if role in listed.roles), None)


def _writer(mode: Mode) -> Listed:
    """The listed model of `mode`, or of the other one: one of them always is there."""
    listed = _with_role(mode) or _with_role("think") or _with_role("fast")
    assert listed
    return listed


def _from_file(listed: Listed) -> ModelProfile:
    return ModelProfile(
        name=listed.name,
        kind="openai",
        model=listed.served,
        base_url=listed.base_url,
        api_key=settings.MODEL_KEYS.get(listed.name, ""),
        context=listed.context,
        prices=Prices(listed.price_input, listed.price_cached, listed.output),
        deadline_factor=listed.deadline_factor,
    )


def _remote(base_url: str, model: str, api_key: str, context: int, *, guarded: bool = False) -> ModelProfile:
    return ModelProfile(
        name=model,
        kind="openai",
        model=model,
        base_url=base_url,
        api_key=api_key,
        context=context,
        prices=Prices(
            settings.ENGINE_PRICE_INPUT, settings.ENGINE_PRICE_CACHED, settings.ENGINE_PRICE_OUTPUT
        ),
        deadline_factor=settings.ENGINE_DEADLINE_FACTOR,
        guarded=guarded,
    )
