"""The block list as staff read it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from .models import Block

ROWS = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """`after` is where the next page begins, as an address has it; "" at the end."""

    blocks: list[Block]
    after: str = ""


def page(value: str = "", after: str = "") -> Page:
    """The newest first; with `value` those of just this address, domain or network."""
    rows = Block.objects.select_related("added_by")
    if value:
        rows = rows.filter(value=value.lower().removeprefix("@"))
    at, _, id_ = after.partition("_")
    try:
        moment, last = EPOCH + timedelta(microseconds=int(at)), uuid.UUID(id_)
        rows = rows.filter(Q(created_at__lte=moment) & (Q(created_at__lt=moment) | Q(pk__lt=last)))
    except (ValueError, OverflowError):
        pass  # the first page
    found = list(rows.order_by("-created_at", "-pk")[: ROWS + 1])
    if len(found) <= ROWS:
        return Page(found)
    end = found[ROWS - 1]
    return Page(found[:ROWS], f"{(end.created_at - EPOCH) // timedelta(microseconds=1)}_{end.pk.hex}")
