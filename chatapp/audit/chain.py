"""How an entry is hashed, and whether a row of entries is whole. No database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import AuditEntry

VERSION = 1


def hash_of(entry: AuditEntry) -> str:
    """SHA-256, in hex, over everything that the entry says and the hash before it."""
    said = [
        VERSION,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(entry.actor_id) if entry.actor_id else "",
        entry.action,
        entry.object_type,
        entry.object_id,
        entry.reason,
        entry.facts,
        entry.previous_hash,
    ]
    line = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(line.encode("ascii")).hexdigest()


def first_break(entries: Iterable[AuditEntry], *, seq: int = 0, previous: str = "") -> str:
    """What is wrong with the first entry, in order of their numbers, that does not follow; empty where all do.

    `seq` and `previous` are the number and the hash of the entry before them.
    """
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            missing = str(seq) if entry.seq == seq + 1 else f"{seq} to {entry.seq - 1}"
            return f"{missing} is missing."
        if entry.previous_hash != previous:
            return f"{seq} does not follow the entry before it: one of the two was put in or moved."
        if entry.hash != hash_of(entry):
            return f"{seq} was changed after it was written."
        previous = entry.hash
    return ""
