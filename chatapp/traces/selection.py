"""The nightly selection: verified, deduplicated, allowed. Each change of it is a new version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from reasoning.traces import same

from .models import Manifest, Selected
from .selectors import selected, turns_of, usable

CHUNK = 200


def select() -> Manifest | None:
    """Make the next version, if it differs from the newest one; None where nothing has changed.

    Of runs with the same question and answer the oldest is in it. Raises IntegrityError when another process made
    the version at the same moment.
    """
    wanted = _wanted()
    newest = Manifest.objects.last()
    number = newest.number if newest else 0
    before = selected(number)
    if wanted == before:
        return None
    with transaction.atomic():
        made = Manifest.objects.create(number=number + 1, runs=len(wanted), sha256=fingerprint(wanted))
        for gone in _chunks(before - wanted):
            Selected.objects.filter(run_id__in=gone, until=None).update(until=made.number)
        for new in _chunks(wanted - before):
            Selected.objects.bulk_create(Selected(run_id=run_id, since=made.number) for run_id in new)
    return made


def fingerprint(run_ids: Iterable[UUID]) -> str:
    """The sha256 of a version's ids, sorted, a line each."""
    return hashlib.sha256("".join(f"{run_id}\n" for run_id in sorted(run_ids)).encode()).hexdigest()


def _wanted() -> set[UUID]:
    # Read outside of any transaction: on SQLite one would keep everybody else from writing meanwhile.
    keys: set[str] = set()
    wanted: set[UUID] = set()
    verified = usable().filter(verdict="verified", status="succeeded").select_related("answer")
    for run in verified.iterator(chunk_size=CHUNK):
        turns = turns_of(run)
        if not turns or run.answer is None:
            continue
        key = same(turns[-1].text, run.answer.text)
        if key not in keys:
            keys.add(key)
            wanted.add(run.pk)
    return wanted


def _chunks(ids: set[UUID]) -> Iterable[list[UUID]]:
    ordered = sorted(ids)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
