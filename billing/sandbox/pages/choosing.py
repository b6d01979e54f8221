"""The part of the pages' forms that asks for a card: a choice of test cards, or another number."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from billing.sandbox.cards import CARDS, Card


@dataclass(frozen=True, slots=True)
class Choice:
    """`number` is what counts: the typed one before the chosen one. `chosen` is marked in the list."""

    chosen: str = "4242424242424242"
    typed: str = ""
    cards: tuple[Card, ...] = tuple(CARDS.values())

    @property
    def number(self) -> str:
        return self.typed or self.chosen


def choice_of(data: QueryDict) -> Choice:
    """What a form says. A typed number is held no longer than the request."""
    return Choice(chosen=data.get("card", ""), typed=data.get("number", "").strip()[:40])


# Where the checkout page may say that its payer is; beyond those with a rate, one where no tax is collected.
COUNTRIES = (
    ("AU", "Australia"), ("AT", "Austria"), ("BE", "Belgium"), ("BR", "Brazil"), ("CA", "Canada"),
    ("DK", "Denmark"), ("FI", "Finland"), ("FR", "France"), ("DE", "Germany"), ("IN", "India"),
    ("IE", "Ireland"), ("IT", "Italy"), ("JP", "Japan"), ("NL", "Netherlands"), ("NZ", "New Zealand"),
    ("NO", "Norway"), ("PL", "Poland"), ("PT", "Portugal"), ("SG", "Singapore"), ("ES", "Spain"),
    ("SE", "Sweden"), ("CH", "Switzerland"), ("GB", "United Kingdom"), ("US", "United States"),
)  # fmt: skip
