"""Each export leaves a row, and an entry of the audit log like other sensitive actions."""

from __future__ import annotations

import os
import pwd

from django.db import transaction

from chatapp.audit.log import record

from .exporting import Wanted, Written
from .models import Export


@transaction.atomic
def exported(wanted: Wanted, done: Written) -> Export:
    """Note an export: what it was, and which user of this machine ran it. Never whose runs they were."""
    row = Export.objects.create(
        made_by=_operator(),
        format=wanted.format,
        since=wanted.since,
        manifest=wanted.manifest,
        runs=done.runs,
        examples=done.examples,
        sha256=done.sha256,
    )
    facts = {"format": row.format, "runs": row.runs, "examples": row.examples, "sha256": row.sha256}
    record(action="traces.export", actor_id=None, object_type="export", object_id=row.pk, facts=facts)
    return row


def _operator() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name[:100]
    except KeyError:  # a container's user need not have a name
        return f"uid {os.getuid()}"
