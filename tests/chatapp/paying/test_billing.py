"""Settings, Billing: how an account stands, for its owner and for others."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from billing import accounts, gateway, plans
from billing.credits import grant_credit
from billing.models import BillingAccount, Invoice, Subscription, UsageHold
from billing.sandbox import catalogue, clock, people
from billing.sandbox.world import world
from billing.sync import sync_account
from tests.billing.sandbox.conftest import CONFIRM, GOOD, LATER

from .conftest import BILLING, browser, pay, session_in, text

pytestmark = pytest.mark.django_db
DEBIT, RETURNED = "000123456789", "000222222227"
# An address of each action on an account's page, and whether looking at it is allowed.
ACTIONS = {
    "portal": False,
    "refresh": True,
    "cancel": True,
    "resume": False,
    "give-up": False,
    "change": True,
}


def use(account: BillingAccount, user_id: uuid.UUID, times: int, meter: str = "fast", **fields: Any) -> None:
    """So many answers that counted, a minute ago."""
    at = timezone.now() - timedelta(minutes=1)
    for _ in range(times):
        hold = {"state": "committed", "created_at": at, "expires_at": at, "settled_at": at} | fields
        UsageHold.objects.create(
            account=account,
            user_id=user_id,
            meter=meter,
            plan="plus",
            idempotency_key=uuid.uuid4().hex,
            **hold,
        )


def later(account: BillingAccount, file: Any, days: float) -> None:
    clock.advance(file, days=days)
    sync_account(account_id=account.pk, reason="test")


class TestTheOwnerReads:
    def test_of_a_free_account_that_nothing_is_charged(self, page, mine) -> None:
        shown = text(page.get(BILLING))
        for words in ("Free", "Nothing is charged", "See the plans", "There are none yet"):
            assert words in shown
        assert "Cancel" not in shown

    def test_what_is_paid_when_and_with_which_card(self, page, plus) -> None:
        shown = text(page.get(BILLING))
        held = plus.subscriptions.get()
        for words in (
            "Plus Active", "Renews by itself", "$20.00 a month", f"$20.00 on {held.period_end:%-d %B %Y}",
            "Visa •••• 4242", "Cancel Plus", "Pro, by the month $200 a month · at once",
        ):  # fmt: skip
            assert words in shown, words

    def test_what_the_next_charge_really_is(self, page, order, mine, stripe_sandbox) -> None:
        with world(stripe_sandbox) as here:
            half = catalogue.create_coupon(here, {"duration": "forever", "percent_off": "50"})
            catalogue.create_promotion_code(
                here, {"promotion": {"type": "coupon", "coupon": half["id"]}, "code": "HALF"}
            )
        people.pay(stripe_sandbox, session_in(order()), GOOD, promotion_code="HALF")
        later(mine, stripe_sandbox, 0)
        assert "Next charge $10.00 on" in text(page.get(BILLING))

    def test_each_invoice_with_its_page_and_pdf(self, page, plus) -> None:
        invoice = Invoice.objects.get()
        shown = page.get(BILLING)
        assert f"{invoice.number} {invoice.created_at:%-d %B %Y} $20.00 Paid Page PDF" in text(shown)
        assert f'href="{invoice.hosted_url}"' in shown.content.decode()
        assert f'href="{invoice.pdf_url}"' in shown.content.decode()

    def test_the_meters_with_a_warning_from_80_percent_on(self, page, plus, owner) -> None:
        use(plus, owner.pk, 63)
        assert "63 of 80 used" in text(page.get(BILLING))
        assert "17 left. Counted over any 3 hours" in text(page.get(BILLING))
        assert 'class="meter low"' not in page.get(BILLING).content.decode()
        use(plus, owner.pk, 1)
        assert 'class="meter low"' in page.get(BILLING).content.decode()
        use(plus, owner.pk, 16)
        assert "Used up. The next one is free on" in text(page.get(BILLING))
        ends = timezone.now() + timedelta(days=3)
        grant_credit(
            account=plus, meter="fast", units=5, expires_at=ends, actor_id=owner.pk, reason="An outage."
        )
        assert "5 more as credit" in text(page.get(BILLING))

    def test_a_trial_with_its_end_and_what_it_costs_then(self, page, order, stripe_sandbox, mine) -> None:
        pay(stripe_sandbox, order(start="trial"))
        later(mine, stripe_sandbox, 0)
        shown = text(page.get(BILLING))
        assert "Free trial" in shown
        assert "Then $20.00 are charged, unless you cancel before" in shown

    def test_a_failed_renewal_with_the_days_left_and_a_way_to_pay(
        self, page, mine, subscribe, stripe_sandbox
    ) -> None:
        account = subscribe(mine, card=LATER)
        later(account, stripe_sandbox, 32)
        BillingAccount.objects.filter(pk=account.pk).update(plan_ends_at=timezone.now() + timedelta(days=9))
        shown = page.get(BILLING)
        for words in ("Payment failed", "Plus stays until", "Pay $20.00", "Change"):
            assert words in text(shown), words
        assert Invoice.objects.get(status="open").hosted_url in shown.content.decode()
        BillingAccount.objects.filter(pk=account.pk).update(plan_ends_at=timezone.now() - timedelta(days=1))
        assert "Plus has ended until it is paid" in text(page.get(BILLING))

    def test_a_first_payment_that_waits_and_may_be_given_up(self, page, mine, order, stripe_sandbox) -> None:
        pay(stripe_sandbox, order(), CONFIRM)
        later(mine, stripe_sandbox, 0)
        shown = text(page.get(BILLING))
        assert "Waiting for payment" in shown
        assert "Finish the payment" in shown
        response = page.post(f"{BILLING}{mine.pk}/give-up/", follow=True)
        assert "Given up. Nothing was charged" in text(response)
        assert session_in(order(lookup_key="pro_monthly"))

    def test_that_a_debit_is_on_its_way_and_needs_nobody(self, page, mine, order, stripe_sandbox) -> None:
        session = pay(stripe_sandbox, order(), DEBIT)
        assert "being confirmed" in text(page.get("/billing/return/", {"session_id": session}))
        shown = text(page.get(BILLING))
        assert "The bank’s debit for Plus is on its way" in shown
        assert "Bank account •••• 6789" in shown
        assert "$20.00 On its way" in shown
        for word in ("Give it up", "Finish", "look again", "Pay "):
            assert word not in shown, word
        refused = text(page.post(f"{BILLING}{mine.pk}/give-up/", follow=True))
        assert "wait for it, then cancel" in refused
        later(mine, stripe_sandbox, 5)
        assert "Plus Active" in text(page.get(BILLING))

    def test_that_a_debit_was_returned_for_a_while(self, page, mine, order, stripe_sandbox) -> None:
        pay(stripe_sandbox, order(), RETURNED)
        later(mine, stripe_sandbox, 5)
        assert "The order of Plus was not paid, so it has not begun" in text(page.get(BILLING))
        Subscription.objects.update(created_at=timezone.now() - timedelta(days=40))
        assert "not paid" not in text(page.get(BILLING))

    def test_a_suspension_and_what_to_do(self, page, plus) -> None:
        BillingAccount.objects.filter(pk=plus.pk).update(suspended_at=timezone.now())
        assert "disputed with the bank" in text(page.get(BILLING))

    def test_that_a_plan_was_given(self, page, mine) -> None:
        accounts.grant_plan(account=mine, plan=plans.plan("pro"))
        assert "The operator of this site gave you this plan" in text(page.get(BILLING))

    def test_with_stripe_away_all_the_same(self, page, plus, monkeypatch) -> None:
        monkeypatch.setattr(gateway.sandbox, "handle", lambda *_: 1 / 0)
        assert "Plus Active" in text(page.get(BILLING))


def test_a_disputed_account_is_not_offered_more_but_may_end(page, plus) -> None:
    BillingAccount.objects.filter(pk=plus.pk).update(suspended_at=timezone.now())
    shown = text(page.get(BILLING))
    assert "Suspended" in shown
    assert "Cancel Plus" in shown
    assert "Upgrade" not in shown
    assert "Upgrade" not in text(page.get("/pricing/"))


class TestOthers:
    def test_a_member_sees_plan_and_meters_and_whom_to_ask_but_no_money(
        self, teammate, team, subscribe
    ) -> None:
        subscribe(team, "team_monthly", 2)
        shown = browser(teammate).get(f"{BILLING}{team.pk}/")
        for words in ("Team", "0 of 100 used", "owner@example.org", "ask there"):
            assert words in text(shown), words
        for secret in ("$", "4242", "Invoices", "Cancel", Invoice.objects.get().number, "invoice"):
            assert secret not in shown.content.decode(), secret

    def test_a_member_without_a_seat_is_told(self, teammate, team) -> None:
        assert "You have no seat" in text(browser(teammate).get(f"{BILLING}{team.pk}/"))

    def test_a_member_and_an_outsider_change_nothing(self, teammate, outsider, team, subscribe) -> None:
        subscribe(team, "team_monthly", 2)
        for person in (teammate, outsider):
            for action, looks in ACTIONS.items():
                path = f"{BILLING}{team.pk}/{action}/"
                assert browser(person).post(path).status_code == 404, action
                if looks:
                    assert browser(person).get(path).status_code == 404, action
        assert team.subscriptions.get().ends_at is None

    def test_anothers_account_does_not_exist(self, outsider, team, mine) -> None:
        for account in (team.pk, mine.pk, uuid.uuid4()):
            assert browser(outsider).get(f"{BILLING}{account}/").status_code == 404
            assert browser(outsider).get(f"{BILLING}?account={account}").status_code == 404
        assert browser(outsider).get(f"{BILLING}?account=x").status_code == 404

    def test_strangers_sign_in_and_another_site_cannot_press_a_button(self, client, owner, plus) -> None:
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        strict.force_login(owner)
        for action in ACTIONS:
            path = f"{BILLING}{plus.pk}/{action}/"
            assert client.post(path).headers["Location"].startswith("/accounts/login/"), action
            assert strict.post(path).status_code == 403, action
        assert plus.subscriptions.get().ends_at is None


def test_the_accounts_of_a_person_can_be_switched_between(page, outsider, team, mine) -> None:
    shown = page.get(f"{BILLING}{team.pk}/").content.decode()
    assert f'href="{BILLING}{mine.pk}/">Your own' in shown
    assert f'href="{BILLING}{team.pk}/" aria-current="true">Swallows' in shown
    assert "No seats yet" in shown
    assert f"/billing/checkout/?plan=team&amp;account={team.pk}" in shown
    assert "Your own" not in browser(outsider).get(BILLING).content.decode()


def test_a_teams_name_that_is_markup_stays_text(page, team) -> None:
    BillingAccount.objects.filter(pk=team.pk).update(name="<img src=x onerror=alert(1)>")
    for path in (BILLING, f"{BILLING}{team.pk}/", f"/settings/usage/?account={team.pk}"):
        assert "<img src=x" not in page.get(path).content.decode()


def test_the_portal_opens_for_who_bought_something(page, mine, plus) -> None:
    response = page.post(f"{BILLING}{plus.pk}/portal/")
    assert "/portal/" in response.content.decode()
    assert "http-equiv" in response.content.decode()


def test_who_comes_back_from_the_portal_sees_what_was_done_there(page, plus, stripe_sandbox) -> None:
    people.change_card(stripe_sandbox, plus.customer_id, LATER)
    people.cancel_in_portal(stripe_sandbox, plus.subscriptions.get().pk)
    assert "Ends" not in text(page.get(BILLING))
    shown = text(page.get(f"{BILLING}{plus.pk}/refresh/", follow=True))
    assert "0341" in shown
    assert "Plus ends on" in shown


def test_who_looks_again_while_stripe_is_away_sees_what_is_known(page, plus, monkeypatch) -> None:
    monkeypatch.setattr(gateway.sandbox, "handle", lambda *_: (503, {}, '{"error": {"message": "Away."}}'))
    shown = text(page.post(f"{BILLING}{plus.pk}/refresh/", follow=True))
    assert "This is what was last known" in shown
    assert "Plus Active" in shown


def test_without_a_purchase_the_portal_says_so(page, mine, stripe_sandbox) -> None:
    response = page.post(f"{BILLING}{mine.pk}/portal/", follow=True)
    assert "Nothing was bought with this account yet" in text(response)


def test_many_invoices_come_in_pages(page, plus) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(30):
        Invoice.objects.create(
            id=f"in_{number}", account=plus, number=f"N-{number}", status="paid", currency="usd", total=100,
            amount_due=0, amount_paid=100, created_at=at,
        )  # fmt: skip
    assert "Page 1 of 3" in text(page.get(BILLING))
    assert "Page 3 of 3" in text(page.get(f"{BILLING}?page=3"))
    assert "Page 3 of 3" in text(page.get(f"{BILLING}?page=99"))
    assert "Page 1 of 3" in text(page.get(f"{BILLING}?page=x"))
