"""Telling a person's other open pages that their conversations are not what they were."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from uuid import UUID

import redis
from django.db import transaction

from chatapp.accounts.models import User
from chatapp.live.requests import user_channel
from chatapp.runs import connections

logger = logging.getLogger(__name__)


def tell(user: User, *, deleted: Iterable[UUID] = (), removed: Iterable[UUID] = ()) -> None:
    """Once the transaction is through: every open page reads its lists again, leaves the conversations that were
    `deleted`, and shows the messages that were `removed` no more.
    """
    changed = {"deleted": [str(id) for id in deleted], "removed": [str(id) for id in removed]}
    frame = json.dumps({"type": "changed", **changed})
    transaction.on_commit(lambda: _publish(user.pk, frame))


def _publish(user_id: UUID, frame: str) -> None:
    try:
        connections.sync().publish(user_channel(user_id), frame)
    except redis.RedisError as error:  # they read everything again when they come back
        logger.warning("other tabs were not told: %s", error)
