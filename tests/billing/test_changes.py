"""Upgrades, downgrades, cancellation and second thoughts."""

from __future__ import annotations

import pytest

from billing import changes, gateway, quota, teams
from billing.checkout import CheckoutError, NotAllowed
from billing.models import AuditEntry, Invoice, Subscription
from billing.plans import price
from billing.sandbox import catalogue, clock, people
from billing.sandbox.world import world
from billing.sync import sync_account

from .conftest import press_upgrade
from .sandbox.conftest import CONFIRM, GOOD, LATER

pytestmark = pytest.mark.django_db


def preview(account, lookup_key: str, quantity: int = 1):
    return changes.preview_upgrade(
        account=account, actor_id=account.owner_id, lookup_key=lookup_key, quantity=quantity
    )


def upgrade(account, lookup_key: str, quantity: int = 1, **fields) -> bool:
    date = preview(account, lookup_key, quantity).proration_date
    wanted = {"actor_id": account.owner_id, "proration_date": date} | fields
    done = changes.upgrade(account=account, lookup_key=lookup_key, quantity=quantity, **wanted)
    account.refresh_from_db()
    return done


def later(account, stripe_sandbox, days: float):
    clock.advance(stripe_sandbox, days=days)
    sync_account(account_id=account.pk, reason="test")
    account.refresh_from_db()
    return account


@pytest.mark.parametrize(
    ("current", "seats", "wanted", "more", "up"),
    [
        ("plus_monthly", 1, "pro_monthly", 1, True),
        ("plus_annual", 1, "pro_monthly", 1, True),
        ("pro_annual", 1, "plus_annual", 1, False),
        ("plus_monthly", 1, "plus_annual", 1, True),
        ("plus_annual", 1, "plus_monthly", 1, False),
        ("team_monthly", 2, "team_monthly", 3, True),
        ("team_monthly", 3, "team_monthly", 2, False),
        ("team_annual", 2, "team_monthly", 9, False),
        ("team_monthly", 3, "team_annual", 2, False),
        ("plus_monthly", 1, "plus_monthly", 1, False),
    ],
)
def test_more_is_an_upgrade_and_less_is_not(
    current: str, seats: int, wanted: str, more: int, up: bool
) -> None:
    assert changes.is_upgrade(price(current), seats, price(wanted), more) is up


class TestUpgrades:
    def test_it_costs_what_was_shown_and_takes_effect_at_once(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free)
        later(account, stripe_sandbox, 10)
        shown = preview(account, "pro_monthly")
        assert sum(cents for _, cents in shown.lines) == shown.due
        assert 0 < shown.due < 180_00
        clock.advance(stripe_sandbox, days=10 / 24 / 60)  # ten minutes of thought
        assert upgrade(account, "pro_monthly", proration_date=shown.proration_date)
        assert account.plan == "pro"
        assert Invoice.objects.first().amount_paid == shown.due

    def test_a_price_that_was_shown_long_ago_is_not_charged(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free)
        old = preview(account, "pro_monthly").proration_date
        later(account, stripe_sandbox, 1)
        for date in (old, old + 10 * 86_400):
            with pytest.raises(changes.StalePreview):
                upgrade(account, "pro_monthly", proration_date=date)

    def test_a_price_that_was_shown_before_a_renewal_is_not_charged(
        self, free, subscribe, stripe_sandbox
    ) -> None:
        account = subscribe(free)
        end = int(Subscription.objects.get().period_end.timestamp())
        clock.advance(stripe_sandbox, to=end - 60)
        date = preview(account, "pro_monthly").proration_date
        clock.advance(stripe_sandbox, to=end + 60)
        with pytest.raises(changes.StalePreview):
            upgrade(account, "pro_monthly", proration_date=date)

    def test_an_order_sent_twice_is_charged_once(self, free, subscribe) -> None:
        account = subscribe(free)
        date = preview(account, "pro_monthly").proration_date
        assert upgrade(account, "pro_monthly", proration_date=date)
        with pytest.raises(CheckoutError, match="not more"):
            changes.upgrade(
                account=account, actor_id=account.owner_id, lookup_key="pro_monthly", proration_date=date
            )
        assert Invoice.objects.count() == 2

    def test_unpaid_it_waits_and_the_plan_stays(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free)
        people.change_card(stripe_sandbox, account.customer_id, CONFIRM)
        assert not upgrade(account, "pro_monthly")
        assert (account.plan, Subscription.objects.get().pending_until is None) == ("plus", False)
        people.confirm_invoice(stripe_sandbox, Invoice.objects.get(reason="subscription_update").pk)
        assert later(account, stripe_sandbox, 0).plan == "pro"

    def test_cancelling_takes_a_waiting_one_back_so_that_nobody_pays_it(
        self, free, subscribe, stripe_sandbox
    ) -> None:
        account = subscribe(free)
        people.change_card(stripe_sandbox, account.customer_id, CONFIRM)
        upgrade(account, "pro_monthly")
        changes.cancel(account=account, actor_id=account.owner_id)
        assert Invoice.objects.get(reason="subscription_update").status == "void"
        held = Subscription.objects.get()
        assert (held.plan, held.pending_until, held.ends_at is None) == ("plus", None, False)

    def test_never_confirmed_it_ends_and_the_plan_stays(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free)
        people.change_card(stripe_sandbox, account.customer_id, CONFIRM)
        upgrade(account, "pro_monthly")
        assert later(account, stripe_sandbox, 1).plan == "plus"
        assert Subscription.objects.get().pending_until is None

    def test_during_an_answer_the_answer_settles_and_the_next_has_the_new_plan(
        self, free, subscribe, owner
    ) -> None:
        account = subscribe(free)
        wanted = {"account": account, "user_id": owner, "meter": "fast", "ttl_seconds": 600}
        hold = quota.reserve(key="a", **wanted)
        upgrade(account, "pro_monthly")
        assert quota.commit(hold=hold, tokens=1, cost_micros=1)
        assert quota.reserve(key="b", **wanted).plan == "pro"

    def test_in_arrears_there_is_none(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free, card=LATER)
        later(account, stripe_sandbox, 32)
        with pytest.raises(CheckoutError, match="settle it first"):
            preview(account, "pro_monthly")

    def test_a_seat_is_added_for_the_rest_of_the_period(self, owner, subscribe, stripe_sandbox) -> None:
        team = subscribe(teams.create_team(owner_id=owner, name="Kitchen"), "team_monthly", 2)
        later(team, stripe_sandbox, 15)
        assert 10_00 < preview(team, "team_monthly", 3).due < 20_00
        assert upgrade(team, "team_monthly", 3)
        assert team.seats == 3


class TestDowngrades:
    def test_what_is_paid_for_stays_until_the_periods_end(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free, "pro_monthly")
        changes.downgrade(account=account, actor_id=account.owner_id, lookup_key="plus_monthly")
        assert Subscription.objects.get().schedule_id
        assert later(account, stripe_sandbox, 20).plan == "pro"
        assert later(account, stripe_sandbox, 12).plan == "plus"
        assert Invoice.objects.first().amount_paid == 20_00

    def test_a_discount_stays(self, free, stripe_sandbox) -> None:
        with world(stripe_sandbox) as here:
            half = catalogue.create_coupon(here, {"duration": "forever", "percent_off": "50"})
            promotion = {"promotion": {"type": "coupon", "coupon": half["id"]}, "code": "HALF"}
            catalogue.create_promotion_code(here, promotion)
        people.pay(stripe_sandbox, press_upgrade(free, "pro_monthly"), GOOD, promotion_code="HALF")
        later(free, stripe_sandbox, 0)
        changes.downgrade(account=free, actor_id=free.owner_id, lookup_key="plus_monthly")
        assert Subscription.objects.get().next_cents == 10_00
        later(free, stripe_sandbox, 32)
        assert Invoice.objects.first().total == 10_00

    def test_a_trial_goes_on(self, free, subscribe, monkeypatch) -> None:
        account = subscribe(free, "pro_monthly", trial=True)
        asked = []
        update = gateway.update_schedule
        monkeypatch.setattr(gateway, "update_schedule", lambda *each: asked.append(each) or update(*each))
        changes.downgrade(account=account, actor_id=account.owner_id, lookup_key="plus_monthly")
        held = Subscription.objects.get()
        assert asked[0][1]["phases"][0]["trial_end"] == int(held.trial_ends_at.timestamp())
        assert (held.status, held.plan, held.next_lookup_key) == ("trialing", "pro", "plus_monthly")

    def test_it_can_be_taken_back(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free, "pro_monthly")
        changes.downgrade(account=account, actor_id=account.owner_id, lookup_key="plus_monthly")
        changes.resume(account=account, actor_id=account.owner_id)
        assert later(account, stripe_sandbox, 32).plan == "pro"

    def test_a_second_choice_replaces_the_first(self, free, subscribe, stripe_sandbox) -> None:
        account = subscribe(free, "pro_annual")
        for choice in ("plus_annual", "pro_monthly"):
            changes.downgrade(account=account, actor_id=account.owner_id, lookup_key=choice)
        later(account, stripe_sandbox, 366)
        assert Subscription.objects.get().lookup_key == "pro_monthly"

    def test_seats_do_not_fall_below_the_people_in_them(self, owner, teammate, subscribe) -> None:
        team = subscribe(teams.create_team(owner_id=owner, name="Kitchen"), "team_monthly", 4)
        for number in range(2):
            email = f"person{number}@example.org"
            person = type(team.owner).objects.create(email=email)
            _, token = teams.invite(account=team, actor_id=owner, email=email)
            teams.accept_invitation(token=token, user_id=person.pk)
        with pytest.raises(CheckoutError, match="3 to"):
            changes.downgrade(account=team, actor_id=owner, lookup_key="team_monthly", quantity=2)
        changes.downgrade(account=team, actor_id=owner, lookup_key="team_monthly", quantity=3)

    def test_neither_more_nor_the_same_is_one(self, free, subscribe) -> None:
        account = subscribe(free)
        for wanted in ("pro_monthly", "plus_monthly"):
            with pytest.raises(CheckoutError):
                changes.downgrade(account=account, actor_id=account.owner_id, lookup_key=wanted)


class TestEnds:
    def test_a_cancelled_plan_lasts_its_period_and_then_is_free(
        self, free, subscribe, stripe_sandbox
    ) -> None:
        account = subscribe(free)
        changes.cancel(account=account, actor_id=account.owner_id)
        held = Subscription.objects.get()
        assert held.ends_at == held.period_end
        assert later(account, stripe_sandbox, 20).plan == "plus"
        assert later(account, stripe_sandbox, 12).plan == "free"

    @pytest.mark.parametrize("how", ["here", "portal"])
    def test_whichever_way_it_was_cancelled_it_can_be_resumed(
        self, free, subscribe, stripe_sandbox, how: str
    ) -> None:
        account = subscribe(free)
        if how == "here":
            changes.cancel(account=account, actor_id=account.owner_id)
        else:
            people.cancel_in_portal(stripe_sandbox, Subscription.objects.get().pk)
            assert later(account, stripe_sandbox, 0).subscriptions.get().ends_at
        with pytest.raises(CheckoutError, match="resume it first"):
            preview(account, "pro_monthly")
        changes.resume(account=account, actor_id=account.owner_id)
        assert Subscription.objects.get().ends_at is None
        assert later(account, stripe_sandbox, 32).plan == "plus"

    def test_a_first_payment_that_was_not_finished_can_be_given_up(self, free, stripe_sandbox) -> None:
        session = press_upgrade(free, "plus_monthly")
        people.pay(stripe_sandbox, session, CONFIRM)
        sync_account(account_id=free.pk, reason="test")
        free.refresh_from_db()
        changes.give_up(account=free, actor_id=free.owner_id)
        assert gateway.checkout_session(session)["status"] == "expired"
        assert not free.invoices.filter(status="open").exists()
        assert press_upgrade(free, "pro_monthly") != session

    def test_what_is_paid_is_not_given_up(self, free, subscribe) -> None:
        account = subscribe(free)
        with pytest.raises(CheckoutError, match="No first payment"):
            changes.give_up(account=account, actor_id=account.owner_id)

    def test_only_the_owner_changes_anything(self, free, subscribe, teammate) -> None:
        account = subscribe(free)
        wanted = {"account": account, "actor_id": teammate}
        for change in (
            lambda: changes.cancel(**wanted),
            lambda: changes.resume(**wanted),
            lambda: changes.give_up(**wanted),
            lambda: changes.downgrade(**wanted, lookup_key="plus_monthly"),
            lambda: changes.upgrade(**wanted, lookup_key="pro_monthly", proration_date=0),
            lambda: changes.preview_upgrade(**wanted, lookup_key="pro_monthly"),
        ):
            with pytest.raises(NotAllowed):
                change()

    def test_without_a_subscription_there_is_nothing_to_change(self, free, stripe_sandbox) -> None:
        with pytest.raises(CheckoutError, match="no subscription"):
            changes.cancel(account=free, actor_id=free.owner_id)

    def test_each_change_is_in_the_audit_trail(self, free, subscribe) -> None:
        account = subscribe(free)
        changes.cancel(account=account, actor_id=account.owner_id)
        changes.resume(account=account, actor_id=account.owner_id)
        actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
        assert actions[-2:] == ["subscription_canceled", "subscription_resumed"]
        assert gateway.subscriptions(account.customer_id)[0]["cancel_at"] is None
