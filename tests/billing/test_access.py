"""Which plan subscriptions give: every status, grace, the better of two, a price that nobody knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from billing.access import GRACE_DAYS, end_scheduled, moment, standing

NOW = 1_800_000_000


def subscription(status: str = "active", price: str = "plus_monthly", **fields: Any) -> dict[str, Any]:
    item = {
        "price": {"lookup_key": price, "metadata": {}}, "quantity": fields.pop("quantity", 1),
        "current_period_start": NOW, "current_period_end": NOW + 30 * 86_400,
    }  # fmt: skip
    return {
        "id": f"sub_{price}", "status": status, "items": {"data": [item]}, "cancel_at": None,
        "cancel_at_period_end": False, **fields,
    }  # fmt: skip


def unpaid(created: int, status: str = "open") -> dict[str, Any]:
    return {
        "status": status,
        "created": created,
        "parent": {"subscription_details": {"subscription": "sub_plus_monthly"}},
    }


@pytest.mark.parametrize("status", ["active", "trialing"])
def test_a_subscription_in_order_gives_its_plan_without_end(status: str) -> None:
    found = standing([subscription(status)], [])
    assert (found.plan, found.quantity, found.ends_at) == ("plus", 1, None)


@pytest.mark.parametrize("status", ["incomplete", "incomplete_expired", "unpaid", "canceled", "paused"])
def test_any_other_gives_none(status: str) -> None:
    assert standing([subscription(status)], []).plan is None


def test_arrears_keep_the_plan_until_grace_after_the_oldest_unpaid_invoice() -> None:
    invoices = [unpaid(NOW + 5), unpaid(NOW + 2), unpaid(NOW, status="paid")]
    found = standing([subscription("past_due")], invoices)
    assert found.plan == "plus"
    assert found.ends_at == moment(NOW + 2) + timedelta(days=GRACE_DAYS)


def test_without_an_open_invoice_grace_counts_from_the_period() -> None:
    assert standing([subscription("past_due")], []).ends_at == moment(NOW) + timedelta(days=GRACE_DAYS)


def test_the_larger_plan_holds_and_both_are_named() -> None:
    found = standing([subscription(), subscription("past_due", "pro_monthly")], [])
    assert found.plan == "pro"
    assert len(found.paying) == 2


def test_of_two_alike_the_one_without_end_holds() -> None:
    assert standing([subscription("past_due"), subscription()], []).ends_at is None


def test_an_unknown_price_is_named_and_gives_nothing() -> None:
    found = standing([subscription(price="gold")], [])
    assert (found.plan, found.unknown) == (None, ("sub_gold",))


@pytest.mark.parametrize(
    "fields", [{"cancel_at": NOW + 30 * 86_400}, {"cancel_at_period_end": True}], ids=["portal", "api"]
)
def test_either_field_means_that_it_ends(fields: dict[str, Any]) -> None:
    assert end_scheduled(subscription(**fields)) == moment(NOW + 30 * 86_400)
    assert end_scheduled(subscription()) is None
