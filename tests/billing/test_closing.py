"""Before a person is erased, nothing more may be charged in their name."""

from __future__ import annotations

import pytest

from billing import gateway, teams
from billing.accounts import account_for
from billing.closing import stop_paying
from billing.models import BillingAccount, Invoice
from billing.sandbox import people
from billing.sandbox.errors import ApiError

from .conftest import CARD, press_upgrade

pytestmark = pytest.mark.django_db


def test_everything_that_the_person_pays_ends_at_once_and_what_was_paid_stays_on_record(
    free, owner, subscribe
) -> None:
    team = teams.create_team(owner_id=owner, name="Kitchen")
    subscribe(free)
    subscribe(team, "team_monthly", 2)
    for _ in range(2):
        stop_paying(user_id=owner)
    for account in BillingAccount.objects.all():
        assert [each["status"] for each in gateway.subscriptions(account.customer_id)] == ["canceled"]
        assert account.plan == "free"
    assert Invoice.objects.filter(status="paid").count() == 2


def test_an_open_page_takes_no_money_afterwards(free, owner, stripe_sandbox) -> None:
    page = press_upgrade(free, "plus_monthly")
    stop_paying(user_id=owner)
    with pytest.raises(ApiError, match="expired"):
        people.pay(stripe_sandbox, page, CARD)


def test_others_go_on_paying(free, owner, teammate, subscribe) -> None:
    other = subscribe(account_for(user_id=teammate, default_plan="free"))
    subscribe(free)
    stop_paying(user_id=owner)
    other.refresh_from_db()
    assert (other.plan, gateway.subscriptions(other.customer_id)[0]["status"]) == ("plus", "active")
