"""The engines that are open in this process: those of the models in use, while answers need them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

from channels.db import database_sync_to_async
from django.conf import settings

from reasoning.engines.profiles import ModelProfile, open_engine
from reasoning.errors import EngineError
from reasoning.routing.router import Mode
from reasoning.types import Engine, JudgeModel, RewardModel

from . import roster

logger = logging.getLogger(__name__)


@dataclass
class _Open:
    profile: ModelProfile
    engine: Engine
    users: int = 0


_opened: list[_Open] = []
_latest: dict[str, ModelProfile] = {}  # by what it was needed for


def engine(of: ModelProfile) -> Engine:
    """This process's engine for a profile; it opens connections or loads weights on first use."""
    return _entry(of).engine


@contextlib.asynccontextmanager
async def using(of: ModelProfile, role: str = "think") -> AsyncIterator[Engine]:
    """The engine for a profile while an answer needs it for `role`. Others that nobody needs any more are closed."""
    entry = _entry(of)
    entry.users += 1
    # Of several listed models that people choose among, none makes room for another.
    _latest[f"{role} {of.name}" if settings.MODELS else role] = of
    try:
        await _close_idle()
        await entry.engine.prepare()
        yield entry.engine
    finally:
        entry.users -= 1
        await _close_idle()


@contextlib.asynccontextmanager
async def judge(thinking: str = "") -> AsyncIterator[JudgeModel | None]:
    """The judge while an answer that the model `thinking` makes needs it; None where that judges itself."""
    of = roster.judging(thinking)
    if of is None:
        yield None
        return
    async with using(of, "judge") as engine:
        yield JudgeModel(of.name, engine, of.prices)


@contextlib.asynccontextmanager
async def reward() -> AsyncIterator[RewardModel | None]:
    """The reward model while a thinking answer needs it; None where there is none."""
    of = roster.rewarding()
    if of is None:
        yield None
        return
    from reasoning.engines.pooling import PoolingClient  # only processes that need it pay for its library

    client = PoolingClient(base_url=of.base_url, api_key=of.api_key)
    try:
        yield RewardModel(of.model, client, of.prices)
    finally:
        await client.aclose()


async def check() -> None:
    """Return when the engines of both modes can serve; raise EngineError with the reason when one cannot."""
    modes: tuple[Mode, ...] = ("fast", "think")
    checked: list[ModelProfile] = []
    for mode in modes:
        try:
            of = await database_sync_to_async(roster.profile, thread_sensitive=False)(mode)
        except EngineError as error:
            if error.code == roster.SWITCHED_OFF:  # nobody waits for it
                continue
            raise
        if of not in checked:
            checked.append(of)
            async with using(of, mode) as opened:
                await opened.check()


def _entry(of: ModelProfile) -> _Open:
    for entry in _opened:
        if entry.profile == of:
            return entry
    _opened.append(_Open(of, open_engine(of)))
    return _opened[-1]


async def _close_idle() -> None:
    # Looked for afresh after each wait: meanwhile another answer may need one, or close it too.
    while idle := next(
        (entry for entry in _opened if not entry.users and entry.profile not in _latest.values()), None
    ):
        _opened.remove(idle)  # before the wait: nobody may find it while it closes
        try:
            await idle.engine.aclose()
        except Exception:  # an engine that is done with must not fail an answer of another one
            logger.exception("The engine of %s did not close.", idle.profile.name)
