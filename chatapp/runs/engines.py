"""Which model answers, and the engines that are open for it in this process.

The environment's model wins, then the one that staff connected, then the embedded seedling. The choice is read
anew whenever an answer begins, so that no process needs a restart.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

from channels.db import database_sync_to_async
from django.conf import settings

from chatapp.engines import sealing, selectors
from reasoning.engines.families import family_of
from reasoning.engines.profiles import Kind, ModelProfile, open_engine
from reasoning.errors import EngineError
from reasoning.seedling import WEIGHTS
from reasoning.types import Engine, Prices

SEEDLING = "seedling"
LABEL = "Seedling (tiny demo model)"
HISTORY_TURNS = 4  # the seedling learnt to follow one or two exchanges, not more
logger = logging.getLogger(__name__)


def profile() -> ModelProfile:
    """The model that answers now. Reads the database; raises EngineError when its stored key cannot be read."""
    if settings.ENGINE_BASE_URL:
        return _remote(
            settings.ENGINE_BASE_URL, settings.ENGINE_MODEL, settings.ENGINE_API_KEY, settings.ENGINE_CONTEXT
        )
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


@dataclass(frozen=True, slots=True)
class Named:
    """A model's name, which anybody may have given it, and its kind, which tells the embedded one."""

    name: str
    kind: Kind


@dataclass
class _Open:
    profile: ModelProfile
    engine: Engine
    users: int = 0


_opened: list[_Open] = []
_latest: ModelProfile | None = None


def engine(of: ModelProfile) -> Engine:
    """This process's engine for a profile; it opens connections or loads weights on first use."""
    return _entry(of).engine


@contextlib.asynccontextmanager
async def using(of: ModelProfile) -> AsyncIterator[Engine]:
    """The engine for a profile while an answer needs it. Others that nobody needs any more are closed."""
    global _latest
    entry = _entry(of)
    entry.users += 1
    _latest = of
    try:
        await _close_idle()
        await entry.engine.prepare()
        yield entry.engine
    finally:
        entry.users -= 1
        await _close_idle()


async def check() -> None:
    """Return when the engine can serve; raise EngineError with the reason when it cannot."""
    now = await database_sync_to_async(profile, thread_sensitive=False)()
    async with using(now) as engine_now:
        await engine_now.check()


def labels(of: Named) -> dict[str, dict[str, str]]:
    """How the page names the models of the two modes; of Fast also what people who choose it should know."""
    label = LABEL if of.kind == "embedded" else of.name
    known = family_of(of.name).label if of.kind != "embedded" else ""
    shown = {"fast": f"{label}. {known}" if known else label, "think": label}
    return {mode: {"name": of.name, "label": text} for mode, text in shown.items()}


def named() -> Named:
    """The model that answers now, whether or not it can: pages are drawn though its key cannot be read."""
    if settings.ENGINE_BASE_URL:
        return Named(settings.ENGINE_MODEL, "openai")
    row = selectors.active()
    return Named(row.model, "openai") if row else Named(SEEDLING, "embedded")


def _entry(of: ModelProfile) -> _Open:
    for entry in _opened:
        if entry.profile == of:
            return entry
    _opened.append(_Open(of, open_engine(of)))
    return _opened[-1]


async def _close_idle() -> None:
    # Looked for afresh after each wait: meanwhile another answer may need one, or close it too.
    while idle := next((entry for entry in _opened if not entry.users and entry.profile != _latest), None):
        _opened.remove(idle)  # before the wait: nobody may find it while it closes
        try:
            await idle.engine.aclose()
        except Exception:  # an engine that is done with must not fail an answer of another one
            logger.exception("The engine of %s did not close.", idle.profile.name)


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
