"""A file goes with its row, once the transaction that deletes the row is through, and never before.

Rows go by cascades (a message, a conversation, a person), of which nothing but the signal tells.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete

from . import storage
from .models import Attachment

logger = logging.getLogger(__name__)


def follow_deletions() -> None:
    """Listen, once a process."""
    post_delete.connect(_deleted, sender=Attachment, dispatch_uid="attachment-file")


def _deleted(instance: Attachment, **_: Any) -> None:
    transaction.on_commit(partial(remove, instance.file))


@transaction.atomic
def delete_unsent(*, id: UUID) -> bool:
    """Delete a file unless it belongs to a message; says whether it did.

    Who sends it meanwhile (sending.py) comes first, or finds it gone: a queryset's own `delete` would look, and then
    delete what it saw.
    """
    row = Attachment.objects.select_for_update().defer("text").filter(pk=id, message=None).first()
    if row is None:
        return False
    row.delete()
    return True


def remove(file: str) -> None:
    """Remove a file whose row is gone; where the disk refuses, a sweep tries again."""
    try:
        storage.remove(file)
    except OSError as error:
        logger.warning("the file %s stays until the next sweep: %s", file, error)
