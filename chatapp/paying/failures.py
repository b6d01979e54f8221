"""What goes wrong on the way to Stripe, in words for the person who pays."""

from __future__ import annotations

import logging

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.checkout import CheckoutError
from billing.claims import Busy
from billing.gateway import Declined, GatewayError

logger = logging.getLogger(__name__)
FAILURES = (CheckoutError, GatewayError, Busy)
AWAY = gettext_lazy(
    "The payment service cannot be reached now. Nothing was charged: try again in a few minutes."
)
UNSURE = gettext_lazy(
    "The payment service did not answer in time. If the change went through, it shows here within a minute; "
    "trying again does not charge twice."
)
REFUSED = gettext_lazy(
    "The payment service refused this, and nothing was charged. Please tell the operator of this site."
)
BUSY = gettext_lazy(
    "This account is just being brought up to date. Nothing was changed: try again in a moment."
)


def explain(error: Exception, *, charging: bool = False) -> str:
    """The message for one of FAILURES. `charging`: money may have moved although the answer was lost."""
    if isinstance(error, CheckoutError):
        return str(error)
    if isinstance(error, Declined):
        return _(
            "The card was refused: {error} Nothing was changed. Use another card, or ask your bank."
        ).format(error=error)
    if isinstance(error, Busy):
        return BUSY
    if isinstance(error, GatewayError) and error.retryable:
        return UNSURE if charging else AWAY
    logger.warning("The payment service refused: %s", error)
    return REFUSED
