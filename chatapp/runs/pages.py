"""A person's open pages: telling all of them something, and whether there are any."""

from __future__ import annotations

import json
import logging
from typing import Any
from uuid import UUID

import redis

from . import connections

logger = logging.getLogger(__name__)
CLOSE = "close"  # no frame: sockets that hear it show it to nobody


def user_channel(user_id: UUID) -> str:
    """Where a person's open pages hear what is not about a run that they watch."""
    return f"user:{user_id}"


def tell(user_id: UUID, frame: dict[str, Any]) -> None:
    """Show a frame on every open page. One that is away reads everything again when it comes back."""
    try:
        connections.sync().publish(user_channel(user_id), json.dumps(frame, ensure_ascii=False))
    except redis.RedisError as error:
        logger.warning("open pages were not told: %s", error)


def close_all(user_id: UUID) -> None:
    """Close every open page's socket. One that does not hear it is closed when it next asks for something."""
    try:
        connections.sync().publish(user_channel(user_id), CLOSE)
    except redis.RedisError as error:
        logger.warning("open pages were not closed: %s", error)


def are_open(user_id: UUID) -> bool:
    """Whether any page is connected now, to any web process; False where that cannot be known."""
    channel = user_channel(user_id)
    try:
        return bool(dict(connections.sync().pubsub_numsub(channel)).get(channel, 0))
    except redis.RedisError:
        return False


def people_connected() -> int | None:
    """How many people have a page open now; None where that cannot be known."""
    try:
        return len(connections.sync().pubsub_channels("user:*"))
    except redis.RedisError:
        return None
