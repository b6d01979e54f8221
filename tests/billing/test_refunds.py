"""Money back, by staff."""

from __future__ import annotations

import uuid

import pytest

from billing import gateway
from billing.models import AuditEntry, Invoice
from billing.refunds import RefundError, refund_invoice

pytestmark = pytest.mark.django_db


def give_back(cents: int, attempt: uuid.UUID | None = None) -> None:
    refund_invoice(
        invoice=Invoice.objects.get(), cents=cents, actor_id=uuid.uuid4(), attempt=attempt or uuid.uuid4()
    )


def refunded(account) -> int:
    return gateway.charges(account.customer_id)[0]["amount_refunded"]


def test_a_part_is_paid_back_and_noted(free, subscribe) -> None:
    account = subscribe(free)
    give_back(5_00)
    assert refunded(account) == 5_00
    assert AuditEntry.objects.filter(action="refunded").count() == 1


def test_a_form_sent_twice_pays_once(free, subscribe) -> None:
    account = subscribe(free)
    attempt = uuid.uuid4()
    give_back(5_00, attempt)
    give_back(5_00, attempt)
    assert refunded(account) == 5_00


@pytest.mark.parametrize("cents", [0, -1, 20_01])
def test_no_more_than_was_paid(free, subscribe, cents: int) -> None:
    subscribe(free)
    with pytest.raises(RefundError):
        give_back(cents)


def test_two_parts_are_no_more_than_the_whole(free, subscribe) -> None:
    subscribe(free)
    give_back(15_00)
    with pytest.raises(gateway.GatewayError, match="already been refunded"):
        give_back(15_00)
