"""What nobody has sent goes after a day, and so does what lies on the disk without a row."""

from __future__ import annotations

from itertools import islice

from django.utils import timezone

from . import limits, removal, storage
from .models import Attachment

CHUNK = 500


def purge_unsent() -> int:
    """Delete what was uploaded UNSENT_LIFE ago and never sent; returns how many."""
    late = timezone.now() - limits.UNSENT_LIFE
    gone = 0
    ids = Attachment.objects.filter(message=None, created_at__lt=late).values_list("pk", flat=True)
    for id in list(ids[:CHUNK]):
        gone += removal.delete_unsent(id=id)
    return gone


def sweep() -> int:
    """Remove files without a row, left behind by a process that died: only old ones, for an upload is a file first and
    a row afterwards. Returns how many.
    """
    late = (timezone.now() - limits.UNSENT_LIFE).timestamp()
    gone = 0
    found = storage.older_than(late)
    while some := list(islice(found, CHUNK)):
        known = set(
            Attachment.objects.filter(file__in=[name for name, _ in some]).values_list("file", flat=True)
        )
        for name, _ in some:
            if name not in known:
                removal.remove(name)
                gone += 1
    return gone
