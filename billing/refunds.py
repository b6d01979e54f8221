"""Money back, by staff: an invoice, or a part of it. The plan stays; `changes.cancel` ends it."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from . import gateway
from .accounts import note
from .models import Invoice


class RefundError(Exception):
    """This invoice cannot be paid back so. The message is fit to be shown."""


def refund_invoice(*, invoice: Invoice, cents: int, actor_id: uuid.UUID, attempt: uuid.UUID) -> None:
    """Pay `cents` of an invoice back. `attempt` is made once for a form, so that sending it twice pays once.

    Raises RefundError and GatewayError (more than is left, Stripe away).
    """
    if not 0 < cents <= invoice.amount_paid:
        raise RefundError(f"Of this invoice {invoice.amount_paid} cents were paid.")
    payment = gateway.payment_of(invoice.pk)
    if payment is None:
        raise RefundError(_("No money was moved for this invoice."))
    gateway.refund(payment, cents=cents, key=f"refund-{attempt}")
    details = {"invoice": invoice.pk, "cents": cents}
    note(invoice.account, "refunded", actor_id=actor_id, details=details)
