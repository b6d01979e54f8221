"""An invoice, or the preview of one, as people read it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Obj = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bill:
    """Lines and sums in cents. `rows` lie between the subtotal and what is due: discount, tax, credit."""

    lines: tuple[tuple[str, str, int], ...]
    subtotal: int
    rows: tuple[tuple[str, int], ...]
    due: int


def bill_of(invoice: Obj) -> Bill:
    tax = invoice["total_taxes"][0] if invoice["total_taxes"] else None
    taxed = tax["amount"] if tax else 0
    rows = []
    if discount := invoice["subtotal"] + taxed - invoice["total"]:
        rows.append(("Discount", -discount))
    if tax:
        rows.append((_tax_name(tax), taxed))
    if credit := invoice["amount_due"] - invoice["total"]:
        rows.append(("Credit for later invoices" if invoice["total"] < 0 else "Credit used", credit))
    lines = tuple(
        (
            each["description"],
            f"{day(each['period']['start'])} – {day(each['period']['end'])}",
            each["amount"],
        )
        for each in invoice["lines"]["data"]
    )
    return Bill(lines, invoice["subtotal"], tuple(rows), invoice["amount_due"])


def _tax_name(tax: Obj) -> str:
    if tax["taxability_reason"] == "reverse_charge":
        return "Tax (reverse charge)"
    country = tax["tax_rate_details"]["tax_rate"].rpartition("_")[2].upper()
    if tax["taxability_reason"] == "not_collecting":
        return f"Tax ({country}, none collected)"
    if not tax["taxable_amount"]:
        return f"Tax ({country})"
    percent = tax["amount"] * 100 / tax["taxable_amount"]
    return f"Tax ({country}, {percent:.3g} %)"


def due_word(invoice: Obj) -> str:
    """What the last row of an invoice says."""
    return {"open": "To be paid", "paid": "Paid", "void": "Was to be paid"}.get(invoice["status"], "Total")


def day(moment: int) -> str:
    """A moment's day (UTC), from seconds since the epoch."""
    at = datetime.fromtimestamp(moment, UTC)
    return f"{at.day} {at:%B %Y}"


def minute(moment: int) -> str:
    at = datetime.fromtimestamp(moment, UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def short_day(moment: int) -> str:
    """For tables."""
    at = datetime.fromtimestamp(moment, UTC)
    return f"{at.day} {at:%b %Y}"


def short_minute(moment: int) -> str:
    """For tables that say that their times are UTC."""
    at = datetime.fromtimestamp(moment, UTC)
    return f"{at.day} {at:%b %Y, %H:%M}"
