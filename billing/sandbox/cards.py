"""Test cards and bank accounts, by number as a person types them: Stripe's own numbers, and what each does."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Declined, missing
from .world import Obj, World

BANK = "bank"


@dataclass(frozen=True, slots=True)
class Card:
    """`first` is what happens while its owner looks on, `later` what happens to renewals: ok, confirm, processing
    (a bank's debit, which takes days), or the reason of a refusal. `disputed`: the bank takes the first payment
    back. `settles`: whether a debit arrives. `does` says it to people, after the number."""

    number: str
    brand: str
    does: str
    first: str = "ok"
    later: str = "ok"
    disputed: bool = False
    settles: bool = True

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def spaced(self) -> str:
        """As it is printed on a card."""
        if self.brand == BANK:
            return self.number
        return " ".join(self.number[at : at + 4] for at in range(0, len(self.number), 4))


CARDS = {
    card.number: card
    for card in (
        Card("4242424242424242", "visa", "pays"),
        Card("5555555555554444", "mastercard", "pays"),
        Card("4000000000000002", "visa", "is declined", first="generic_decline", later="generic_decline"),
        Card("4000000000009995", "visa", "has insufficient funds",
             first="insufficient_funds", later="insufficient_funds"),
        Card("4000002500003155", "visa", "asks its owner to confirm (3-D Secure), later pays by itself",
             first="confirm"),
        Card("4000002760003184", "visa", "asks its owner to confirm every payment, renewals too",
             first="confirm", later="confirm"),
        Card("4000000000000341", "visa", "pays now, fails at renewals", later="generic_decline"),
        Card("4000000000000259", "visa", "pays, then the payment is disputed", disputed=True),
        Card("000123456789", BANK, "is a bank account: the debit arrives after 4 days",
             first="processing", later="processing"),
        Card("000222222227", BANK, "is a bank account: the debit is returned after 4 days",
             first="processing", later="processing", settles=False),
    )
}  # fmt: skip
BY_LAST4 = {card.last4: card for card in CARDS.values()}
# What the API calls the cards that it attaches without a page. Each is refused when it is attached, or later when
# it is charged, or never.
TOKENS = {
    "pm_card_visa": "4242424242424242",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_chargeDeclined": "4000000000000002",
    "pm_card_chargeCustomerFail": "4000000000000002",
    "pm_card_authenticationRequired": "4000002760003184",
}
REFUSED_TOKENS = {"pm_card_chargeDeclined"}
WORDS = {
    "insufficient_funds": "Your card has insufficient funds.",
    "authentication_required": "Your bank did not confirm the payment.",
}


def known(number: str) -> Card:
    """The test card with this number. Raises Declined: any other number is refused, and kept nowhere."""
    card = CARDS.get("".join(number.split()))
    if card is None:
        raise Declined("Your card number is incorrect.", code="incorrect_number")
    return card


def refusal(reason: str) -> Declined:
    return Declined(WORDS.get(reason, "Your card was declined."), code="card_declined", decline_code=reason)


def attach(world: World, customer: str, number: str) -> Obj:
    """A payment method of the customer's, their default from now on. Raises Declined for an unknown number."""
    card = known(number)
    owner = world.get("customer", customer)
    method = world.save("payment_method.attached", _method(world, owner, card))
    owner["invoice_settings"]["default_payment_method"] = method["id"]
    world.save("customer.updated", owner)
    return method


def attach_token(world: World, params: Obj, token: str) -> Obj:
    """POST /v1/payment_methods/ID/attach, for Stripe's test tokens. Raises Declined."""
    if token not in TOKENS:
        raise missing("payment_method", token)
    card = known(TOKENS[token])
    if token in REFUSED_TOKENS:
        raise refusal(card.first)
    method = _method(world, world.get("customer", params["customer"]), card)
    return world.save("payment_method.attached", method)


def _method(world: World, owner: Obj, card: Card) -> Obj:
    method = {
        "id": world.new_id("pm"), "object": "payment_method", "allow_redisplay": "always", "created": world.now,
        "customer": owner["id"], "livemode": False, "metadata": {},
        "billing_details": {
            "address": owner["address"], "email": owner["email"], "name": owner["name"], "phone": None,
            "tax_id": None,
        },
    }  # fmt: skip
    if card.brand == BANK:
        account = {
            "account_holder_type": "individual", "account_type": "checking", "bank_name": "SANDBOX BANK",
            "last4": card.last4, "routing_number": "110000000",
        }  # fmt: skip
        return method | {"type": "us_bank_account", "us_bank_account": account}
    details = {
        "brand": card.brand, "country": "US", "exp_month": 12, "exp_year": 2040, "funding": "credit",
        "last4": card.last4, "wallet": None,
    }  # fmt: skip
    return method | {"type": "card", "card": details}


def card_of(world: World, customer: str) -> Card | None:
    """The customer's default means of payment."""
    method = world.get("customer", customer)["invoice_settings"]["default_payment_method"]
    return of_method(world.get("payment_method", method)) if method else None


def of_method(method: Obj) -> Card:
    return BY_LAST4[method[method["type"]]["last4"]]
