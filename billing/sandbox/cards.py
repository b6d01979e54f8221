"""Test cards, by number as a person types them: Stripe's own numbers, and what each does."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Declined
from .world import Obj, World


@dataclass(frozen=True, slots=True)
class Card:
    """`first` is what happens while its owner looks on, `later` what happens to renewals: ok, confirm, or the
    reason of a refusal. `disputed`: the bank takes the first payment back."""

    number: str
    brand: str
    first: str = "ok"
    later: str = "ok"
    disputed: bool = False

    @property
    def last4(self) -> str:
        return self.number[-4:]


CARDS = {
    card.number: card
    for card in (
        Card("4242424242424242", "visa"),
        Card("5555555555554444", "mastercard"),
        Card("4000000000000002", "visa", first="generic_decline", later="generic_decline"),
        Card("4000000000009995", "visa", first="insufficient_funds", later="insufficient_funds"),
        Card("4000002500003155", "visa", first="confirm"),
        Card("4000000000000341", "visa", later="generic_decline"),
        Card("4000000000000259", "visa", disputed=True),
    )
}
BY_LAST4 = {card.last4: card for card in CARDS.values()}


def attach(world: World, customer: str, number: str) -> Obj:
    """A payment method of the customer's, their default from now on. Raises Declined for an unknown number."""
    card = CARDS.get(number.replace(" ", ""))
    if card is None:
        raise Declined("Your card number is incorrect.", code="incorrect_number")
    owner = world.get("customer", customer)
    method = {
        "id": world.new_id("pm"), "object": "payment_method", "allow_redisplay": "always", "created": world.now,
        "customer": customer, "livemode": False, "metadata": {}, "type": "card",
        "billing_details": {
            "address": None, "email": owner["email"], "name": owner["name"], "phone": None, "tax_id": None,
        },
        "card": {
            "brand": card.brand, "country": "US", "exp_month": 12, "exp_year": 2040, "funding": "credit",
            "last4": card.last4, "wallet": None,
        },
    }  # fmt: skip
    world.save("payment_method.attached", method)
    owner["invoice_settings"]["default_payment_method"] = method["id"]
    world.save("customer.updated", owner)
    return method


def card_of(world: World, customer: str) -> Card | None:
    """The customer's default card."""
    method = world.get("customer", customer)["invoice_settings"]["default_payment_method"]
    return BY_LAST4[world.get("payment_method", method)["card"]["last4"]] if method else None
