"""Which model answers, judges and scores now.

The operator's models win (the environment's one, or those of a file, by role), then the one that staff connected, then
the embedded seedling. Of several models for a mode the first answers, unless the person chose another (choosing.py).
All of it is read anew whenever an answer begins, so that no process needs a restart. What staff have switched off
(chatapp/controls) answers nothing: the next one of its role does.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chatapp.controls import state
from chatapp.engines import sealing, selectors
from chatapp.settings.models import WRITERS, Listed
from reasoning.engines.families import family_of, sees
from reasoning.engines.profiles import Kind, ModelProfile
from reasoning.errors import EngineError
from reasoning.routing.router import Mode
from reasoning.seedling import WEIGHTS
from reasoning.types import Prices

SEEDLING = "seedling"
SWITCHED_OFF = "switched_off"  # the code of the error where no model is on
LABEL = gettext_noop("Seedling (tiny demo model)")
HISTORY_TURNS = 4  # the seedling learnt to follow one or two exchanges, not more
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """A model's name, which anybody may have given it, its kind, which tells the embedded one, and whether it looks at
    pictures."""

    name: str
    kind: Kind
    vision: bool = False


def profile(mode: Mode = "think", chosen: str = "") -> ModelProfile:
    """The model that answers in `mode` now: the one named `chosen`, where the operator lists it for that.

    Reads the database; raises EngineError when a stored key cannot be read, and when all models of the mode are off.
    """
    if not has_model(mode):
        raise EngineError(
            "The model for answers of this kind is switched off for the moment. Choose another mode, or try "
            "again later.",
            retryable=False,
            code=SWITCHED_OFF,
        )
    if settings.ENGINE_BASE_URL:
        return _remote(
            settings.ENGINE_BASE_URL, settings.ENGINE_MODEL, settings.ENGINE_API_KEY, settings.ENGINE_CONTEXT
        )
    if settings.MODELS:
        return _from_file(_writer(mode, chosen))
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


def has_model(mode: Mode | str) -> bool:
    """Whether any model that answers in `mode` is on. Reads the database where staff have switched one off."""
    off = state.now().off
    return not off or named(mode).name not in off


def judging(thinking: str = "") -> ModelProfile | None:
    """The model that judges steps and drafts, where that is not `thinking`, the one that thinks (by name; where none is
    given, the mode's first)."""
    listed = _with_role("judge")
    return _from_file(listed) if listed and listed != _writer("think", thinking) else None


def rewarding() -> ModelProfile | None:
    """The model that scores steps, where there is one."""
    listed = _with_role("reward")
    return _from_file(listed) if listed else None


def can_title() -> bool:
    """Whether there is a model to name conversations. Reads the database at most once, and no key."""
    of = _titling_name()
    return of.kind != "embedded" and family_of(of.name).follows


def titling() -> ModelProfile | None:
    """The model that names conversations: the one with that role, else the fast one where it follows instructions.
    Raises EngineError like `profile`."""
    if not can_title():
        return None
    listed = _with_role("title")
    return _from_file(listed) if listed else profile("fast")


def _titling_name() -> Named:
    listed = _with_role("title")
    return Named(listed.served, "openai") if listed else named("fast")


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


def labels() -> dict[str, dict[str, str | bool]]:
    """How the page names the models of the two modes; of Fast also what people who choose it should know. `vision` says
    that they look at pictures."""
    fast, think = named("fast"), named("think")
    known = family_of(fast.name).label if fast.kind != "embedded" else ""
    label = f"{_label(fast)}. {known}" if known else _label(fast)
    return {
        "fast": {"name": fast.name, "label": label, "vision": fast.vision},
        "think": {"name": think.name, "label": _label(think), "vision": think.vision},
    }


def named(mode: Mode | str = "think") -> Named:
    """The model that answers in `mode` now, whether or not it can: pages are drawn though its key cannot be read."""
    if settings.ENGINE_BASE_URL:
        return Named(settings.ENGINE_MODEL, "openai", _sees(settings.ENGINE_MODEL))
    if settings.MODELS:
        first = _writer(mode)
        return Named(first.name, "openai", first.sees)
    row = selectors.active()
    return Named(row.model, "openai", _sees(row.model)) if row else Named(SEEDLING, "embedded")


def _label(of: Named) -> str:
    return _(LABEL) if of.kind == "embedded" else of.name


def _sees(model: str) -> bool:
    """Whether the one model of the installation looks at pictures."""
    return settings.ENGINE_VISION == "on" or (settings.ENGINE_VISION == "auto" and sees(model))


def _with_role(role: str) -> Listed | None:
    off = state.now().off
    return next((each for each in settings.MODELS if role in each.roles and each.name not in off), None)


def writers(mode: Mode | str, *, also_off: bool = False) -> list[Listed]:
    """The operator's models of `mode`, the first one first, or where it has none the other mode's; with `also_off`
    those that are switched off too."""
    by_role = {role: [listed for listed in settings.MODELS if role in listed.roles] for role in WRITERS}
    off = frozenset() if also_off else state.now().off
    return [each for each in by_role[mode] or by_role["think"] or by_role["fast"] if each.name not in off]


def _writer(mode: Mode | str, chosen: str = "") -> Listed:
    """The listed model of `mode`: there always is one, if only one that is off."""
    models = writers(mode) or writers(mode, also_off=True)
    return next((listed for listed in models if listed.name == chosen), models[0])


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
        vision=listed.sees,
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
        vision=_sees(model),
        guarded=guarded,
    )
