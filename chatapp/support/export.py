"""Everything of a person as one file, for staff to hand on: noted first, then written, then sent piece by piece."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

from asgiref.sync import sync_to_async

from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import record
from chatapp.leaving import person_file

PIECE = 256 * 1024  # bytes


def export(*, user: User, actor_id: uuid.UUID, reason: str) -> BinaryIO:
    """The ZIP, open for reading; its name on the disk is gone, so that nothing stays when it is closed.

    No file without its entry in the log. Raises ReasonNeeded, and OSError where there is no room for it.
    """
    reason = given(reason)
    record(action="person.export", actor_id=actor_id, object_type="user", object_id=user.pk, reason=reason)
    with tempfile.TemporaryDirectory(prefix="fragaria-person-") as folder:
        path = Path(folder) / "person.zip"
        person_file.write(user=user, path=path)
        return path.open("rb")


def size(file: BinaryIO) -> int:
    """In bytes."""
    return os.fstat(file.fileno()).st_size


async def pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    """The file, piece by piece; it is closed at the end, also where nobody waits for it any longer."""
    try:
        while piece := await sync_to_async(file.read, thread_sensitive=False)(PIECE):
            yield piece
    finally:
        file.close()
