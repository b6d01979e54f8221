"""Writing to the audit log, and checking it."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .chain import first_break, hash_of
from .models import AuditEntry, AuditHead

Fact = str | int | bool | None
CHUNK = 500
logger = logging.getLogger("fragaria.audit")


@transaction.atomic
def record(
    *,
    action: str,
    actor_id: uuid.UUID | None,
    object_type: str = "",
    object_id: object = "",
    reason: str = "",
    facts: Mapping[str, Fact] | None = None,
    now: datetime | None = None,
) -> AuditEntry:
    """Add an entry, in the caller's transaction: it stays if, and only if, what it tells of stays.

    `actor_id` None is the machine's command line. Other writers wait until the caller's transaction ends, so lock what
    else you need first, and call no other machine after this. Raises TypeError for facts that are not plain.
    """
    told = dict(facts or {})
    for name, fact in told.items():
        # A float, or something nested, may come back from a database otherwise than it went in.
        if not isinstance(fact, Fact):
            raise TypeError(f"The fact {name!r} must be a text, a whole number, a yes or no, or None.")
    head = _locked()
    entry = AuditEntry(
        seq=head.seq + 1,
        at=now or timezone.now(),
        actor_id=actor_id,
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        reason=_plain(reason),
        facts={name: _plain(fact) for name, fact in told.items()},
        previous_hash=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save()
    AuditHead.objects.filter(pk=1).update(seq=entry.seq, hash=entry.hash)
    transaction.on_commit(lambda: _say(entry))
    return entry


def check() -> str:
    """What is wrong with the log, in words; empty where it is whole.

    Each entry has the hash of the one before, numbers have no gap, and the last is the one at which the log ends.
    """
    # The end first: entries that are written meanwhile come after it.
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    entries = AuditEntry.objects.order_by("seq")
    if wrong := first_break(entries.filter(seq__lte=head.seq).iterator(CHUNK)):
        return wrong
    last = entries.filter(seq=head.seq).first() if head.seq else None
    if head.seq and last is None:
        there = entries.values_list("seq", flat=True).last() or 0
        return f"The end was cut off: entries up to {head.seq} were written, and there are {there}."
    if last is not None and last.hash != head.hash:
        return f"{head.seq} is not the entry that was written last."
    # An honest entry moves the end in its own transaction, so look at the end again after that.
    if entries.filter(seq__gt=head.seq).exists() and not AuditHead.objects.filter(seq__gt=head.seq).exists():
        return f"There are entries after {head.seq}, at which the log ends."
    return ""


def _locked() -> AuditHead:
    heads = AuditHead.objects.select_for_update()
    head = heads.filter(pk=1).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = heads.get(pk=1)
    return head


def _plain(fact: Fact) -> Fact:
    # PostgreSQL stores no NUL.
    return fact.replace("\0", "") if isinstance(fact, str) else fact


def _say(entry: AuditEntry) -> None:
    """One line of the process's log as well: a copy of the chain that whoever owns the database does not own."""
    said = {
        "seq": entry.seq,
        "user": str(entry.actor_id or ""),
        "object": f"{entry.object_type} {entry.object_id}".strip(),
        "reason": entry.reason,
        **entry.facts,
        "hash": entry.hash,
    }
    logger.info("%s %s", entry.action, json.dumps(said, ensure_ascii=True))  # no line of its own making
