"""What the dashboard's template needs: values in words, and the tables that stand for charts."""

from __future__ import annotations

from django import template
from django.contrib.auth.context_processors import PermWrapper
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ..panels.panel import Cell, Listing, Number
from ..showing import Shown
from ..words import said

register = template.Library()
SHORT = 8
ID = 36  # characters of a whole id


@register.filter
def number(shown: Number) -> str:
    return said(shown.value, shown.unit)


@register.filter
def day_rows(shown: Shown) -> SafeString:
    """The table's rows of a chart, newest first. By hand: a template takes ten times as long for thousands of cells."""
    if shown.content is None:
        return SafeString("")
    series = shown.content.series
    lines = []
    for place in range(len(shown.days) - 1, -1, -1):
        cells = "".join(f'<td class="number">{_cell(each.values[place], each.unit)}</td>' for each in series)
        lines.append(f'<tr><th scope="row">{shown.days[place]}</th>{cells}</tr>')
    return mark_safe("".join(lines))  # noqa: S308  (each cell is escaped)


@register.filter
def listing_rows(listing: Listing, perms: PermWrapper) -> SafeString:
    """The rows of a table that is not day by day, for a reader with these permissions."""
    links = listing.links if not listing.needs or listing.needs in perms else []
    lines = []
    for place, row in enumerate(listing.rows):
        first = _cell(row[0], "text")
        if links:
            # Of an id the beginning tells it from others, its whole is behind the link and in the file.
            begin = f"{first[:SHORT]}…" if len(first) == ID else first
            first = f'<a href="{conditional_escape(links[place])}" title="{first}">{begin}</a>'
        cells = "".join(
            f"<td{_class(unit)}>{_cell(value, unit)}</td>"
            for value, (_label, unit) in zip(row[1:], listing.columns[1:], strict=True)
        )
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return mark_safe("".join(lines))  # noqa: S308  (each cell is escaped)


def _cell(value: Cell, unit: str) -> str:
    text = said(value, unit)  # type: ignore[arg-type]
    return str(conditional_escape(text)) if isinstance(value, str) else text


def _class(unit: str) -> str:
    return "" if unit == "text" else ' class="number"'
