"""Rows and columns as text that a model reads: a line for each row, cells apart by ` | `. Pure."""

from __future__ import annotations

import csv
import io

from .found import MOST_TEXT, Found

MOST_ROWS = 5000
MOST_CELLS = 200  # of a row that are kept
SAMPLE = 16_384  # characters by which the separator is found
SEPARATORS = ",;\t|"
FIELD = 1_000_000  # characters of a cell that csv reads; a quotation mark without an end makes one of the whole file


def read(text: str) -> Found | None:
    """The table in `text`; None where it is none that can be read, so that it stays a plain text."""
    csv.field_size_limit(FIELD)
    rows, kept, size = 0, [], 0
    partial = False
    try:
        for row in csv.reader(io.StringIO(text), delimiter=_separator(text)):
            if not any(cell.strip() for cell in row):
                continue
            rows += 1
            line = " | ".join(" ".join(cell.split()) for cell in row[:MOST_CELLS])
            size += len(line) + 1
            if rows <= MOST_ROWS and size <= MOST_TEXT:
                kept.append(line)
            partial |= len(row) > MOST_CELLS
    except csv.Error:
        return None
    if not kept:
        return None
    return Found("table", "text/csv", text="\n".join(kept), rows=rows, partial=partial or rows > len(kept))


def _separator(text: str) -> str:
    """The sign that parts the first lines into most columns, as often in each of them."""
    lines = [line for line in text[:SAMPLE].splitlines()[:20] if line.strip()]
    counts = {sign: [line.count(sign) for line in lines] for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: (min(counts[sign], default=0), sum(counts[sign])))
