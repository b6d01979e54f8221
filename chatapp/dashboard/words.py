"""How values are written: for people, and for files."""

from __future__ import annotations

from .panels.panel import Cell, Unit

NOTHING = "–"


def said(value: Cell, unit: Unit) -> str:
    """A value as a person reads it: `$1,234`, `12.5 %`, `3.2 s`; a dash where there is none."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    match unit:
        case "usd":
            return _dollars(value)
        case "cents":
            return f"{100 * value:,.3f} ¢"
        case "percent":
            return f"{value:.1f} %"
        case "seconds":
            return _seconds(value)
        case "rate":
            return f"{value:,.1f}"
        case _:
            return f"{value:,.0f}"


def _dollars(value: float) -> str:
    digits = 0 if abs(value) >= 1_000 or value == int(value) else 2 if abs(value) >= 0.1 else 4
    text = f"{abs(value):,.{digits}f}"
    return f"−${text}" if value < 0 and text.strip("0.,") else f"${text}"


def _seconds(value: float) -> str:
    if value >= 2 * 86_400:
        return f"{value / 86_400:.1f} d"
    if value >= 2 * 3_600:
        return f"{value / 3_600:.1f} h"
    if value >= 120:
        return f"{value / 60:.1f} min"
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def plain(value: Cell) -> str:
    """A value as a program reads it: no unit, no separators, nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        # A spreadsheet takes what begins so for a formula; models and codes are named by others.
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    return f"{value:.6f}".rstrip("0").rstrip(".")
