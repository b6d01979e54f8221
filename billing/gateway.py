"""The only door to Stripe, or to the sandbox that stands in for it. Answers are plain dicts.

GatewayError
├── Declined      the card was refused, or its owner must confirm
└── BadSignature  a webhook that Stripe did not send, or not just now
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ParamSpec, cast

import stripe
from django.conf import settings

from .sandbox import api as sandbox
from .sandbox import clock

if TYPE_CHECKING:
    from stripe import RequestOptions
    from stripe.params import (
        CustomerCreateParams,
        CustomerRetrieveParams,
        CustomerUpdateParams,
        EventListParams,
        InvoiceCreatePreviewParams,
        PriceCreateParams,
        ProductCreateParams,
        RefundCreateParams,
        SubscriptionListParams,
        SubscriptionScheduleUpdateParams,
        SubscriptionUpdateParams,
    )
    from stripe.params.billing_portal import SessionCreateParams as PortalParams
    from stripe.params.checkout import SessionCreateParams as CheckoutParams
    from stripe.params.checkout import SessionListParams as CheckoutListParams

Obj = dict[str, Any]
P = ParamSpec("P")
TOLERANCE_SECONDS = 300


class GatewayError(Exception):
    """Stripe did not do it. `retryable` when the same request may work later; `code` is Stripe's."""

    def __init__(self, message: str, *, retryable: bool = False, code: str = "") -> None:
        super().__init__(message)
        self.retryable = retryable
        self.code = code


class Declined(GatewayError):
    """The bank refused; the message is fit for the card's owner."""


class BadSignature(GatewayError):
    """Not from Stripe, or older or newer than TOLERANCE_SECONDS."""


class _Sandbox(stripe.HTTPClient):
    """stripe-python's transport, into this process instead of the network."""

    name = "sandbox"

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        file = settings.STRIPE_SANDBOX_FILE
        status, answered, body = sandbox.handle(file, method.upper(), url, headers or {}, post_data or "")
        return body, status, answered

    def close(self) -> None:
        """There is no connection."""


@cache
def _client(key: str, sandboxed: bool) -> stripe.StripeClient:
    transport = _Sandbox() if sandboxed else stripe.RequestsClient(timeout=(5, 15))
    return stripe.StripeClient(key, http_client=transport, max_network_retries=0 if sandboxed else 2)


def client() -> stripe.StripeClient:
    """The installation's Stripe. Raises GatewayError when billing is off."""
    if not settings.BILLING:
        raise GatewayError("Billing is off.")
    if settings.STRIPE_SANDBOX and not settings.DEMO:
        raise GatewayError("The Stripe sandbox is for demo mode only.")
    return _client(settings.STRIPE_SECRET_KEY, settings.STRIPE_SANDBOX)


def live() -> bool:
    """Whether the key moves real money."""
    return "_live_" in settings.STRIPE_SECRET_KEY


def _ask(call: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> Obj:
    try:
        return cast(Obj, call(*args, **kwargs).to_dict(for_json=True))
    except stripe.StripeError as error:
        raise _translated(error) from error


def _ask_all(call: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> list[Obj]:
    try:
        return [each.to_dict(for_json=True) for each in call(*args, **kwargs).auto_paging_iter()]
    except stripe.StripeError as error:
        raise _translated(error) from error


def _translated(error: stripe.StripeError) -> GatewayError:
    message, code = error.user_message or "Stripe did not answer.", error.code or ""
    if isinstance(error, stripe.CardError):
        return Declined(message, code=code)
    passing = isinstance(error, stripe.APIConnectionError | stripe.RateLimitError)
    return GatewayError(message, retryable=passing or (error.http_status or 0) >= 500, code=code)


def now() -> int:
    """Stripe's clock, in seconds since the epoch; the sandbox's can be moved."""
    return clock.now(settings.STRIPE_SANDBOX_FILE) if settings.STRIPE_SANDBOX else int(time.time())


def products() -> list[Obj]:
    return _ask_all(client().v1.products.list, {"limit": 100})


def create_product(params: ProductCreateParams) -> Obj:
    return _ask(client().v1.products.create, params)


def rename_product(id_: str, name: str) -> Obj:
    return _ask(client().v1.products.update, id_, {"name": name, "active": True})


def prices() -> list[Obj]:
    """All active prices."""
    return _ask_all(client().v1.prices.list, {"active": True, "limit": 100})


def create_price(params: PriceCreateParams) -> Obj:
    return _ask(client().v1.prices.create, params)


def retire_price(id_: str) -> Obj:
    """No longer for sale; those who pay it go on."""
    return _ask(client().v1.prices.update, id_, {"active": False})


def create_customer(params: CustomerCreateParams, key: str) -> Obj:
    return _ask(client().v1.customers.create, params, {"idempotency_key": key})


def update_customer(id_: str, params: CustomerUpdateParams) -> Obj:
    return _ask(client().v1.customers.update, id_, params)


def customer(id_: str) -> Obj:
    """A customer, with the payment method that is theirs by default."""
    wanted: CustomerRetrieveParams = {"expand": ["invoice_settings.default_payment_method"]}
    return _ask(client().v1.customers.retrieve, id_, wanted)


def create_checkout(params: CheckoutParams, key: str) -> Obj:
    return _ask(client().v1.checkout.sessions.create, params, {"idempotency_key": key})


def checkout_session(id_: str) -> Obj:
    return _ask(client().v1.checkout.sessions.retrieve, id_)


def open_checkouts(customer: str) -> list[Obj]:
    wanted: CheckoutListParams = {"customer": customer, "status": "open", "limit": 100}
    return _ask_all(client().v1.checkout.sessions.list, wanted)


def expire_checkout(id_: str) -> Obj:
    return _ask(client().v1.checkout.sessions.expire, id_)


def create_portal(customer: str, return_url: str) -> Obj:
    wanted: PortalParams = {"customer": customer, "return_url": return_url}
    return _ask(client().v1.billing_portal.sessions.create, wanted)


def subscriptions(customer: str) -> list[Obj]:
    """All of a customer's, ended ones too, newest first; each with its own payment method, if it has one."""
    wanted: SubscriptionListParams = {
        "customer": customer,
        "status": "all",
        "limit": 100,
        "expand": ["data.default_payment_method"],
    }
    return _ask_all(client().v1.subscriptions.list, wanted)


def update_subscription(id_: str, params: SubscriptionUpdateParams, key: str = "") -> Obj:
    options: RequestOptions = {"idempotency_key": key} if key else {}
    return _ask(client().v1.subscriptions.update, id_, params, options)


def cancel_subscription(id_: str) -> Obj:
    """At once."""
    return _ask(client().v1.subscriptions.cancel, id_)


def preview_invoice(params: InvoiceCreatePreviewParams) -> Obj:
    return _ask(client().v1.invoices.create_preview, params)


def invoices(customer: str) -> list[Obj]:
    """All of a customer's, newest first."""
    return _ask_all(client().v1.invoices.list, {"customer": customer, "limit": 100})


def void_invoice(id_: str) -> None:
    """Nobody owes it any longer; a change of the subscription that waited for it is forgotten."""
    _ask(client().v1.invoices.void_invoice, id_)


def schedule_from(subscription: str) -> Obj:
    return _ask(client().v1.subscription_schedules.create, {"from_subscription": subscription})


def schedule(id_: str) -> Obj:
    return _ask(client().v1.subscription_schedules.retrieve, id_)


def update_schedule(id_: str, params: SubscriptionScheduleUpdateParams) -> Obj:
    return _ask(client().v1.subscription_schedules.update, id_, params)


def release_schedule(id_: str) -> Obj:
    """The subscription goes on as it is."""
    return _ask(client().v1.subscription_schedules.release, id_)


def charge(id_: str) -> Obj:
    return _ask(client().v1.charges.retrieve, id_)


def charges(customer: str) -> list[Obj]:
    return _ask_all(client().v1.charges.list, {"customer": customer, "limit": 100})


def disputes(charge_id: str) -> list[Obj]:
    return _ask_all(client().v1.disputes.list, {"charge": charge_id, "limit": 100})


def payment_of(invoice: str) -> str | None:
    """The payment intent that paid an invoice, if money was moved."""
    for each in _ask_all(client().v1.invoice_payments.list, {"invoice": invoice, "limit": 100}):
        intent = each["payment"].get("payment_intent")
        if each["status"] == "paid" and intent:
            return str(intent)
    return None


def payment_underway(invoice: str) -> bool:
    """Whether a bank is moving the money for an open invoice, which takes days."""
    for each in _ask_all(client().v1.invoice_payments.list, {"invoice": invoice, "limit": 100}):
        intent = each["payment"].get("payment_intent")
        if each["status"] == "open" and intent:
            return bool(_ask(client().v1.payment_intents.retrieve, str(intent))["status"] == "processing")
    return False


def refund(payment_intent: str, *, cents: int, key: str) -> Obj:
    wanted: RefundCreateParams = {
        "payment_intent": payment_intent,
        "amount": cents,
        "reason": "requested_by_customer",
    }
    return _ask(client().v1.refunds.create, wanted, {"idempotency_key": key})


def undelivered_events(since: int) -> list[Obj]:
    """Events since a moment (seconds since the epoch, at most 30 days back) that we did not take."""
    wanted: EventListParams = {"created": {"gte": since}, "delivery_success": False, "limit": 100}
    return _ask_all(client().v1.events.list, wanted)


def verified_event(body: bytes, signature: str) -> Obj:
    """The event in a webhook's body. Raises BadSignature."""
    secret = settings.STRIPE_WEBHOOK_SECRET
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret, TOLERANCE_SECONDS)
        event = client().construct_event_without_verification(body).to_dict(for_json=True)
        known = event["object"] == "event" and event["data"]["object"]["object"]
    except (stripe.SignatureVerificationError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise BadSignature("This is no event that Stripe signed.") from error
    # The library refuses only what is too old.
    sent = int(next(part[2:] for part in signature.split(",") if part.startswith("t=")))
    if not known or sent > time.time() + TOLERANCE_SECONDS:
        raise BadSignature("The signature is of the future.")
    return event


def sign(body: str, *, at: int | None = None) -> str:
    """The header with which Stripe, or the sandbox, sends this body."""
    secret = settings.STRIPE_WEBHOOK_SECRET
    return str(stripe.WebhookSignature.generate_signature_header(body, secret, at))
