"""The block list as staff read it."""

from __future__ import annotations

from chatapp import keyset

from .models import Block

ROWS = 50


def page(value: str = "", *, after: str = "", before: str = "") -> keyset.Page[Block]:
    """The newest first; with `value` those of just this address, domain or network."""
    rows = Block.objects.select_related("added_by")
    if value:
        rows = rows.filter(value=value.lower().removeprefix("@"))
    return keyset.page(rows, size=ROWS, after=after, before=before)
