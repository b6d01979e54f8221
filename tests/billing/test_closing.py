"""Before a person is erased, nothing more may be charged in their name."""

from __future__ import annotations

import pytest

from billing import gateway, teams
from billing.accounts import account_for
from billing.closing import forget_payer, stop_paying
from billing.models import BillingAccount, Invoice
from billing.sandbox import people
from billing.sandbox.errors import ApiError
from billing.sync import sync_account

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


def test_a_payer_is_forgotten_here_and_at_stripe_while_the_sums_stay(free, owner, subscribe) -> None:
    account = subscribe(free)
    stop_paying(user_id=owner)
    for _ in range(2):
        forget_payer(user_id=owner)
    account.refresh_from_db()
    assert (account.owner, account.name, account.card) == (None, "", "")
    there = gateway.customer(account.customer_id)
    assert not there["email"]
    assert not there["name"]
    invoice = Invoice.objects.get(account=account)
    assert (invoice.amount_paid, invoice.hosted_url, invoice.pdf_url) == (20_00, "", "")


def test_a_later_sync_brings_no_address_back(free, owner, subscribe) -> None:
    account = subscribe(free)
    stop_paying(user_id=owner)
    forget_payer(user_id=owner)
    sync_account(account_id=account.pk, reason="test")
    assert not gateway.customer(account.customer_id)["email"]
    assert Invoice.objects.get(account=account).hosted_url == ""


def test_an_account_that_never_paid_is_forgotten_without_stripe(free, owner, settings) -> None:
    settings.BILLING = False
    forget_payer(user_id=owner)
    assert not BillingAccount.objects.filter(owner_id=owner).exists()
