"""Staff make a trial longer, and set an account's own limits."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from billing.accounts import effective_plan, start_trial
from billing.models import BillingAccount, LimitOverride
from billing.plans import plan
from chatapp.audit.models import AuditEntry

from .conftest import Staff, text

pytestmark = pytest.mark.django_db


def address(account: BillingAccount, what: str = "") -> str:
    return f"/staff/accounts/{account.pk}/{what}"


def logged(account: BillingAccount) -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(object_type="account", object_id=str(account.pk)).order_by("seq")
    return list(rows.values_list("action", "reason"))


def test_a_lent_trial_is_made_longer_once_however_often_the_form_is_sent(
    staff: Staff, mine: BillingAccount
) -> None:
    start_trial(account=mine, plan=plan("pro"), days=3, now=timezone.now())
    support = staff("support")
    assert "Pro is lent" in text(support.get(address(mine)))
    typed = {"days": "7", "seen": mine.trial_ends_at.isoformat(), "reason": "A slow start"}
    for wrong in ({"reason": ""}, {"days": "0"}, {"days": "61"}, {"days": "many"}, {"days": "9" * 30}):
        refused = support.post(address(mine, "trial/"), typed | wrong)
        assert refused.status_code == 400, wrong
    assert "The trial ends on" in text(support.post(address(mine, "trial/"), typed, follow=True))
    again = support.post(address(mine, "trial/"), typed)
    assert (again.status_code, "changed meanwhile" in text(again)) == (400, True)
    before = mine.trial_ends_at
    mine.refresh_from_db()
    assert mine.trial_ends_at == before + timedelta(days=7)
    assert logged(mine) == [("billing.trial_extended", "A slow start")]


def test_limits_are_set_shown_and_ended(staff: Staff, mine: BillingAccount) -> None:
    finance = staff("finance")
    until = f"{timezone.now() + timedelta(days=40):%Y-%m-%d}"
    typed = {"fast_limit": "200", "paths": "", "until": until, "seen": "", "reason": "A workshop"}
    for wrong, said in (
        ({"reason": ""}, "Say why"),
        ({"fast_limit": ""}, "at least one limit"),
        ({"fast_limit": "many"}, "whole number"),
        ({"paths": "100000"}, "must be from"),
        ({"until": "tomorrow"}, "2027-01-31"),
        ({"until": "2020-01-01"}, "in the future"),
    ):
        refused = finance.post(address(mine, "limits/"), typed | wrong)
        assert (refused.status_code, said in text(refused)) == (400, True), wrong
    kept = finance.post(address(mine, "limits/"), typed | {"paths": "x"}).content.decode()
    assert 'value="200"' in kept
    assert f'value="{until}"' in kept
    assert "hold from now on" in text(finance.post(address(mine, "limits/"), typed, follow=True))
    stale = finance.post(address(mine, "limits/"), typed)
    assert (stale.status_code, "set meanwhile" in text(stale)) == (400, True)
    mine.refresh_from_db()
    assert effective_plan(mine).fast.limit == 200
    override = LimitOverride.objects.get()
    end = address(mine, f"limits/{override.pk}/end/")
    assert "Fast messages in the window: 200" in text(finance.get(address(mine)))
    assert finance.post(end, {"reason": ""}).status_code == 400
    finance.post(end, {"reason": "The workshop is over"})
    assert "ended already" in text(finance.post(end, {"reason": "x"}))
    assert effective_plan(mine).fast.limit == 10
    assert logged(mine) == [
        ("billing.limits_set", "A workshop"),
        ("billing.limits_ended", "The workshop is over"),
    ]


def test_each_role_does_its_own_and_crafted_ids_are_not_there(
    staff: Staff, mine: BillingAccount, outsider: object
) -> None:
    assert staff("support").post(address(mine, "limits/"), {"reason": "x"}).status_code == 403
    assert AuditEntry.objects.latest("seq").object_id == "staff.change_limits"
    assert staff("operator").post(address(mine, "trial/"), {"reason": "x"}).status_code == 403
    assert AuditEntry.objects.latest("seq").object_id == "staff.extend_trial"
    assert staff("operator").get(address(mine)).status_code == 200
    owner = staff("owner")
    assert owner.get(f"/staff/accounts/{uuid.uuid4()}/").status_code == 404
    assert owner.post(f"/staff/accounts/{uuid.uuid4()}/trial/", {"reason": "x"}).status_code == 404
    assert owner.post(address(mine, "limits/999/end/"), {"reason": "x"}).status_code == 404
    other = BillingAccount.objects.create(owner=None)
    override = LimitOverride.objects.create(
        account=other, reason="x", granted_by_id=uuid.uuid4(), created_at=timezone.now(),
        starts_at=timezone.now(),
    )  # fmt: skip
    assert owner.post(address(mine, f"limits/{override.pk}/end/"), {"reason": "x"}).status_code == 404
    assert owner.get(address(other)).status_code == 200  # of somebody who is erased
