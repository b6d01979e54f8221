"""Naming a conversation by a model: one short call, after its first answer."""

from __future__ import annotations

import asyncio
import logging
import secrets
from uuid import UUID

from celery import shared_task

from chatapp.conversations import titles
from chatapp.runs import engines, roster
from reasoning.asking import title as asking
from reasoning.errors import EngineError
from reasoning.types import Delta, EngineRequest, Finish, Usage

from .loop import in_database, run

DEADLINE_SECONDS = 15.0  # by then it is worth nobody's while
logger = logging.getLogger(__name__)


@shared_task(name=titles.TASK)
def title(conversation_id: str) -> None:
    """Give the conversation a better title, if it still has the rule's. A failure leaves that."""
    try:
        run(asyncio.wait_for(_title(UUID(conversation_id)), DEADLINE_SECONDS))
    except (EngineError, TimeoutError) as error:
        logger.info("conversation %s keeps its first title: %r", conversation_id, error)


async def _title(conversation_id: UUID) -> None:
    asked = await in_database(titles.question, conversation_id)
    profile = await in_database(roster.titling) if asked else None
    if profile is None:
        return
    request = EngineRequest(
        turns=asking.prompt(asked, secrets.token_hex(8)), max_tokens=asking.REPLY_TOKENS, thinks=False
    )
    said, usage = "", Usage()
    async with engines.using(profile, "title") as engine:
        if not engine.capabilities.follows or engine.capabilities.always_thinks:
            return
        async for news in engine.stream(request):
            if isinstance(news, Finish):
                usage = news.usage
            elif isinstance(news, Delta) and news.channel == "answer":
                said += news.text
    cost = profile.prices.cost(usage)
    await in_database(titles.account, model=profile.name, usage=usage, cost_micros=cost)
    if made := asking.read(said):
        await in_database(titles.retitle, conversation_id=conversation_id, asked=asked, title=made)
