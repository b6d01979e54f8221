"""Staff give nothing to themselves: a colleague does."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from billing.accounts import account_for, start_trial
from billing.models import BillingAccount, Credit, Invoice, LimitOverride
from billing.overrides import override_limits
from billing.plans import plan
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.runs.finish import finish_unclaimed
from chatapp.runs.models import Run
from reasoning.events import Failed
from tests.support.staff import signed_in, with_role

from .conftest import text

pytestmark = pytest.mark.django_db
REFUSED = "You are in this account yourself"
UNITS = {"meter": "fast", "units": "5", "days": "30", "reason": "A slow day"}


def give(client: Client, account: BillingAccount) -> str:
    address = f"/staff/payments/accounts/{account.pk}/credit/"
    return text(client.post(address, UNITS, follow=True))


def test_nobody_gives_units_to_an_account_of_their_own_or_to_their_team(
    owner: User, teammate: User, mine: BillingAccount, team: BillingAccount
) -> None:
    support = signed_in(with_role(teammate, "support"))
    for account in (account_for(user_id=teammate.pk), team):
        assert REFUSED in give(support, account)
        assert "How many" not in text(support.get(f"/staff/payments/accounts/{account.pk}/"))
    assert not Credit.objects.exists()
    noted = AuditEntry.objects.filter(action="refused", actor_id=teammate.pk)
    assert set(noted.values_list("object_id", flat=True)) == {"own account"}
    assert "The units are there." in give(support, mine)


def test_who_gives_roles_gives_to_themselves_too_for_they_could_have_it_done(
    owner: User, mine: BillingAccount
) -> None:
    assert "The units are there." in give(signed_in(with_role(owner, "owner")), mine)


def test_nobody_makes_their_own_trial_longer_or_sets_and_ends_their_own_limits(
    owner: User, mine: BillingAccount
) -> None:
    start_trial(account=mine, plan=plan("pro"), days=3, now=timezone.now())
    set_before = override_limits(
        account=mine, actor_id=uuid.uuid4(), reason="Spam", limits={"fast_limit": 1}, ends_at=None
    )
    finance = signed_in(with_role(owner, "finance"))
    page = f"/staff/accounts/{mine.pk}/"
    for what, fields in (
        ("trial/", {"days": "7", "seen": mine.trial_ends_at.isoformat()}),
        ("limits/", {"fast_limit": "200", "seen": str(set_before.pk)}),
        (f"limits/{set_before.pk}/end/", {}),
    ):
        refused = finance.post(page + what, {**fields, "reason": "A slow day"})
        assert (refused.status_code, REFUSED in text(refused)) == (400, True), what
    assert REFUSED in text(finance.get(page))
    before = mine.trial_ends_at
    mine.refresh_from_db()
    assert mine.trial_ends_at == before
    assert LimitOverride.objects.get() == set_before


def test_nobody_pays_their_own_money_back(owner: User, plus: BillingAccount) -> None:
    finance = signed_in(with_role(owner, "finance"))
    invoice = Invoice.objects.get(account=plus)
    form = {"cents": "500", "reason": "It did not answer", "attempt": str(uuid.uuid4())}
    refused = finance.post(f"/staff/payments/invoices/{invoice.pk}/refund/", form, follow=True)
    assert REFUSED in text(refused)
    assert not AuditEntry.objects.filter(action="billing.refund_wanted").exists()


def test_nobody_has_their_own_answer_stopped_or_made_again_for_nothing(
    owner: User, ask: Callable[..., Run], valkey: object
) -> None:
    run = ask()
    support = signed_in(with_role(owner, "support"))
    assert REFUSED in text(support.post(f"/staff/runs/{run.pk}/cancel/", {"reason": "Slow"}, follow=True))
    assert Run.objects.get(pk=run.pk).status == Run.Status.QUEUED
    finish_unclaimed(run_id=run.pk, event=Failed("internal", "Something broke.", False))
    assert REFUSED in text(support.post(f"/staff/runs/{run.pk}/rerun/", {"reason": "Slow"}, follow=True))
    assert Run.objects.count() == 1
