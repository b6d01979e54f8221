"""Each export leaves a row, and a line of the log like those of other sensitive actions."""

from __future__ import annotations

import json
import logging
import os
import pwd

from .exporting import Wanted, Written
from .models import Export

logger = logging.getLogger("fragaria.audit")


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
    said = {
        "by": row.made_by,
        "format": row.format,
        "runs": row.runs,
        "examples": row.examples,
        "sha256": row.sha256,
    }
    logger.info("traces.export %s", json.dumps(said, ensure_ascii=True))  # no line of its own making
    return row


def _operator() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name[:100]
    except KeyError:  # a container's user need not have a name
        return f"uid {os.getuid()}"
