"""What a panel is: a name, a reading of figures, and how its chart is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise

from ..figures import Figures, Values

# count: whole numbers; usd: dollars; seconds; percent: 0 to 100; rate: tokens a second; text: as it stands.
Unit = Literal["count", "usd", "cents", "seconds", "percent", "rate", "text"]
Cell = float | str | None
# stack: bars upon one another, those below 0 downwards.
Kind = Literal["lines", "stack"]


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one colour of a chart: a value for each day."""

    label: str
    values: Values
    unit: Unit = "count"


@dataclass(frozen=True, slots=True)
class Number:
    """One number at the head of a panel."""

    label: str
    value: Cell
    unit: Unit = "count"


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that is not day by day: what each column is called and measured in, and its rows. `links` leads from a
    row's first cell to a page about it, for who has the permission `needs`, where there is one.
    """

    caption: str
    columns: tuple[tuple[str, Unit], ...]
    rows: list[tuple[Cell, ...]]
    links: list[str] = field(default_factory=list)
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a panel shows now. Without `series` it has no chart."""

    numbers: list[Number] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    listing: Listing | None = None
    kind: Kind = "lines"


@dataclass(frozen=True, slots=True)
class Panel:
    """`about` says what is counted, and how. `sold`: it is there only where something is sold."""

    slug: str
    title: str | Promise
    about: str | Promise
    read: Callable[[Figures], Content]
    sold: bool = False
