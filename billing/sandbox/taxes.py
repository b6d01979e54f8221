"""Tax, where automatic_tax is on: one rate for each country, on top of the price. Pure, but for the customer's ids.

The rates are for trying pages and sums out, not for anybody's accounts. A business elsewhere in the European Union
that has given its VAT number pays none (reverse charge).
"""

from __future__ import annotations

from dataclasses import dataclass

from .world import Obj, World

# Per cent, by country of the customer's address.
RATES = {
    "AT": 20, "AU": 10, "BE": 21, "CA": 5, "CH": 8.1, "DE": 19, "DK": 25, "ES": 21, "FI": 25.5, "FR": 20,
    "GB": 20, "IE": 23, "IN": 18, "IT": 22, "JP": 10, "NL": 21, "NO": 25, "NZ": 15, "PL": 23, "PT": 23,
    "SE": 25, "SG": 9, "US": 0,
}  # fmt: skip
EU = {"AT", "BE", "DE", "DK", "ES", "FI", "FR", "IE", "IT", "NL", "PL", "PT", "SE"}


@dataclass(frozen=True, slots=True)
class Tax:
    """`percent` of what a customer pays, and Stripe's word for why."""

    country: str
    percent: float
    reason: str


def tax_of(world: World, customer: Obj) -> Tax | None:
    """What is due where the customer is; None while nobody knows where that is."""
    country = (customer["address"] or {}).get("country")
    if not country:
        return None
    if country in EU and world.all("tax_id", customer=customer["id"], type="eu_vat"):
        return Tax(country, 0, "reverse_charge")
    percent = RATES.get(country)
    if percent is None:
        return Tax(country, 0, "not_collecting")
    return Tax(country, percent, "standard_rated" if percent else "not_collecting")


def put_on(lines: list[Obj], tax: Tax | None, discount: int) -> int:
    """Give the lines their tax; `discount` (cents) comes off the first. Returns the sum in cents."""
    if tax is None:
        return 0
    total = 0
    for place, line in enumerate(lines):
        taxable = line["amount"] - (0 if place else discount)
        amount = round(taxable * tax.percent / 100)
        total += amount
        line["taxes"] = [_entry(tax, amount, taxable)]
    return total


def summed(lines: list[Obj], tax: Tax | None) -> list[Obj]:
    """The invoice's own entry for the taxes of its lines."""
    entries = [each for line in lines for each in line["taxes"]]
    if tax is None or not entries:
        return []
    amount = sum(each["amount"] for each in entries)
    return [_entry(tax, amount, sum(each["taxable_amount"] for each in entries))]


def _entry(tax: Tax, amount: int, taxable: int) -> Obj:
    return {
        "amount": amount, "tax_behavior": "exclusive", "taxability_reason": tax.reason,
        "tax_rate_details": {"tax_rate": f"txr_sandbox_{tax.country.lower()}"}, "taxable_amount": taxable,
        "type": "tax_rate_details",
    }  # fmt: skip
