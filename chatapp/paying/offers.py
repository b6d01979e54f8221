"""A price that was shown, signed: what is charged is what was agreed to, within 15 minutes, and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

from billing.changes import PREVIEW_SECONDS, StalePreview
from billing.models import BillingAccount, Subscription

SALT = "chatapp.paying.offer"


@dataclass(frozen=True, slots=True)
class Offer:
    """An upgrade of `account` from what it had (`held`) to `lookup_key` × `quantity`, for `due` cents now."""

    account: str
    held: tuple[str, str, int]
    lookup_key: str
    quantity: int
    proration_date: int
    due: int


def what_is_held(subscription: Subscription | None) -> tuple[str, str, int]:
    """A subscription as far as an upgrade's price depends on it."""
    if subscription is None:
        return ("", "", 0)
    return (subscription.pk, subscription.lookup_key or subscription.plan, subscription.quantity)


def seal(offer: Offer) -> str:
    return signing.dumps(asdict(offer), salt=SALT)


def unseal(sealed: str, *, account: BillingAccount, subscription: Subscription | None) -> Offer:
    """The offer, if it is for this account as it stands. Raises StalePreview for any other, old or forged."""
    try:
        fields: dict[str, Any] = signing.loads(sealed, salt=SALT, max_age=PREVIEW_SECONDS)
        offer = Offer(**{**fields, "held": tuple(fields["held"])})
    except (signing.BadSignature, TypeError, KeyError):
        raise StalePreview from None
    if offer.account != str(account.pk) or offer.held != what_is_held(subscription):
        raise StalePreview
    return offer
