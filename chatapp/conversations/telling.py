"""Telling a person's other open pages that their conversations are not what they were."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from chatapp.accounts.models import User
from chatapp.runs import pages


def tell(user: User, *, deleted: Iterable[UUID] = (), removed: Iterable[UUID] = ()) -> None:
    """Once the transaction is through: every open page reads its lists again, leaves the conversations that were
    `deleted`, and shows the messages that were `removed` no more.
    """
    frame = {
        "type": "changed",
        "deleted": [str(id) for id in deleted],
        "removed": [str(id) for id in removed],
    }
    transaction.on_commit(lambda: pages.tell(user.pk, frame))
