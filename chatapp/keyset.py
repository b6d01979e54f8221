"""Long lists in pages that go on from a row: an old page costs what the first one costs, and no row is skipped or shown
twice because others came meanwhile. Rows are in the order of a moment, mostly their `created_at`, and of their ids
within it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in its list, whether or not the row is still there. As a string it stands in addresses."""

    at: datetime
    id: uuid.UUID

    @classmethod
    def read(cls, text: str) -> Place | None:
        """None for what is no place."""
        at, _, id_ = text.partition("_")
        try:
            return cls(EPOCH + int(at) * MICROSECOND, uuid.UUID(id_))
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}_{self.id.hex}"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`before` and `after` are the places from which the pages beside this one go on; "" where none is."""

    rows: list[Row]
    before: str = ""
    after: str = ""


def page(
    rows: QuerySet[Row],
    *,
    size: int,
    after: str = "",
    before: str = "",
    by: str = "created_at",
    newest_first: bool = True,
) -> Page[Row]:
    """The `size` rows after a place, or those before one; the first ones where neither is a place."""
    place = Place.read(after)
    backwards = place is None and (place := Place.read(before)) is not None
    falling = newest_first != backwards
    if place is not None:
        rows = rows.filter(_beyond(place, by, falling=falling))
    found = list(rows.order_by(*((f"-{by}", "-pk") if falling else (by, "pk")))[: size + 1])
    is_more = len(found) > size
    found = found[:size]
    if not found:
        return Page([])
    if backwards:
        found.reverse()
    has_before, has_after = (is_more, True) if backwards else (place is not None, is_more)
    return Page(
        found,
        before=_address(found[0], by) if has_before else "",
        after=_address(found[-1], by) if has_after else "",
    )


def _beyond(place: Place, by: str, *, falling: bool) -> Q:
    """Said so that an index is read from the place on."""
    way = "lt" if falling else "gt"
    return Q(**{f"{by}__{way}e": place.at}) & (
        Q(**{f"{by}__{way}": place.at}) | Q(**{f"pk__{way}": place.id})
    )


def _address(row: Any, by: str) -> str:
    return str(Place(getattr(row, by), row.pk))
