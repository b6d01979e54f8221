"""An invoice on paper: what stands where on its PDF. Pure."""

from __future__ import annotations

from typing import Any

from billing.amounts import money

from .bills import bill_of, day, due_word
from .pdf import WIDTH, Mark, Rule, Text, write

LEFT, RIGHT = 56, WIDTH - 56
LINES_A_PAGE = 14
BAND = "Stripe sandbox: no money moves. This is no real invoice."
WORDS = {"open": "Open", "paid": "Paid", "void": "Void", "draft": "Draft", "uncollectible": "Written off"}


def paper_of(invoice: dict[str, Any]) -> bytes:
    """The invoice as a PDF file."""
    bill = bill_of(invoice)
    parts = [bill.lines[at : at + LINES_A_PAGE] for at in range(0, len(bill.lines), LINES_A_PAGE)] or [()]
    pages: list[list[Mark]] = []
    for number, lines in enumerate(parts):
        marks: list[Mark] = [Text(LEFT, 40, BAND, size=9, bold=True)]
        y = 80.0
        if number == 0:
            y = _head(marks, invoice, y)
        for text, period, cents in lines:
            marks += [Text(LEFT, y, text[:80]), Text(RIGHT, y, money(cents), right=True)]
            marks.append(Text(LEFT, y + 13, period, size=8))
            y += 34
        pages.append(marks)
    marks.append(Rule(y - 8))
    sums = [
        ("Subtotal", bill.subtotal),
        *bill.rows,
        ("Total", invoice["total"]),
        (due_word(invoice), bill.due),
    ]
    for place, (text, cents) in enumerate(sums):
        bold = place == len(sums) - 1
        at = y + 12 + 18 * place
        marks += [
            Text(RIGHT - 220, at, text, bold=bold),
            Text(RIGHT, at, money(cents), bold=bold, right=True),
        ]
    return write(pages, title=f"Invoice {invoice['number']}")


def _head(marks: list[Mark], invoice: dict[str, Any], y: float) -> float:
    """The title and whom it is for; returns where the lines begin."""
    marks.append(Text(LEFT, y, "Invoice", size=20, bold=True))
    email = invoice["customer_email"] or ""
    name = invoice["customer_name"] or email
    facts = (
        ("Number", str(invoice["number"])), ("Date", day(invoice["created"])), ("Status", WORDS[invoice["status"]]),
        ("Billed to", name), ("", email if name != email else ""),
        ("", (invoice["customer_address"] or {}).get("country") or ""),
    )  # fmt: skip
    y += 34
    for name, value in facts:
        if value:
            marks += [Text(LEFT, y, name, bold=True), Text(LEFT + 80, y, value[:80])]
            y += 16
    marks.append(Rule(y + 6))
    return y + 30
