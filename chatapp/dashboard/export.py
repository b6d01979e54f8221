"""A panel as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from .panels.panel import Content
from .words import plain

UNITS = {"usd": "USD", "cents": "USD", "seconds": "s", "percent": "%"}


def as_csv(content: Content, days: Sequence[date]) -> str:
    """The days with a column for each series, then, below an empty line, the panel's other table."""
    text = io.StringIO()
    lines = csv.writer(text)
    if content.series:
        lines.writerow(["day", *(_head(each.label, each.unit) for each in content.series)])
        for day, *values in zip(days, *(each.values for each in content.series), strict=True):
            lines.writerow([day, *(plain(value) for value in values)])
    if content.listing:
        if content.series:
            lines.writerow([])
        lines.writerow([_head(label, unit) for label, unit in content.listing.columns])
        lines.writerows([plain(cell) for cell in row] for row in content.listing.rows)
    return text.getvalue()


def _head(label: str, unit: str) -> str:
    return plain(f"{label} ({UNITS[unit]})" if unit in UNITS else label)
