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

if TYPE_CHECKING:
    from stripe.params import PriceCreateParams, ProductCreateParams

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


def verified_event(body: bytes, signature: str) -> Obj:
    """The event in a webhook's body. Raises BadSignature."""
    try:
        event = client().construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET, TOLERANCE_SECONDS)
    except (stripe.SignatureVerificationError, ValueError) as error:
        raise BadSignature("The signature does not fit.") from error
    sent = int(next(part[2:] for part in signature.split(",") if part.startswith("t=")))
    if sent > time.time() + TOLERANCE_SECONDS:  # the library refuses only what is too old
        raise BadSignature("The signature is of the future.")
    return event.to_dict(for_json=True)


def sign(body: str, *, at: int | None = None) -> str:
    """The header with which Stripe, or the sandbox, sends this body."""
    secret = settings.STRIPE_WEBHOOK_SECRET
    return str(stripe.WebhookSignature.generate_signature_header(body, secret, at))
