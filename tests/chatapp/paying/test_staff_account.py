"""Staff pay back, give units, and lift a suspension: each with a reason."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from billing import gateway
from billing.models import AuditEntry, BillingAccount, Credit, Invoice
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry as Entry
from chatapp.staff.services import grant_role

from .conftest import browser, text
from .test_staff import staff  # noqa: F401

pytestmark = pytest.mark.django_db
FIND = "/staff/payments/find/"


def address(account: BillingAccount, what: str = "") -> str:
    return f"/staff/payments/accounts/{account.pk}/{what}"


def reasons(account: BillingAccount, action: str) -> list[str]:
    return [row.details["reason"] for row in AuditEntry.objects.filter(account=account, action=action)]


def test_an_account_is_found_by_its_id_or_by_whose_own_it_is(staff: Client, mine: BillingAccount) -> None:  # noqa: F811
    for wanted in (str(mine.pk), mine.owner.email.upper()):
        found = staff.get(FIND, {"account": wanted}, follow=True)
        assert mine.owner.email in text(found)
    for wanted in ("", "nobody@example.org", "not an id", str(uuid.uuid4())):
        assert "There is no such account." in text(staff.get(FIND, {"account": wanted}, follow=True))


def test_a_part_of_an_invoice_is_paid_back_once_however_often_the_form_is_sent(
    staff: Client,  # noqa: F811
    plus: BillingAccount,
) -> None:
    invoice = Invoice.objects.get(account=plus)
    form = {"cents": "500", "reason": "It did not answer", "attempt": str(uuid.uuid4())}
    for _ in range(2):
        done = staff.post(f"/staff/payments/invoices/{invoice.pk}/refund/", form, follow=True)
    assert "$5.00 are paid back." in text(done)
    assert gateway.charges(str(plus.customer_id))[0]["amount_refunded"] == 500
    assert set(reasons(plus, "refund_wanted")) == {"It did not answer"}
    told = Entry.objects.filter(object_id=invoice.pk).order_by("seq").values_list("action", flat=True)
    assert list(told) == ["billing.refund_wanted", "billing.refunded"] * 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": ""}, "Say why"),
        ({"cents": "0"}, "2000 cents were paid"),
        ({"cents": "2001"}, "2000 cents were paid"),
        ({"cents": "all"}, "2000 cents were paid"),
    ],
)
def test_what_cannot_be_paid_back_is_said(
    staff: Client,  # noqa: F811
    plus: BillingAccount,
    change: dict[str, str],
    said: str,
) -> None:
    invoice = Invoice.objects.get(account=plus)
    form = {"cents": "500", "reason": "x", "attempt": str(uuid.uuid4())} | change
    assert said in text(staff.post(f"/staff/payments/invoices/{invoice.pk}/refund/", form, follow=True))
    assert gateway.charges(str(plus.customer_id))[0]["amount_refunded"] == 0


def test_units_are_given_until_a_day(staff: Client, mine: BillingAccount) -> None:  # noqa: F811
    form = {"meter": "think", "units": "5", "days": "30", "reason": "An outage"}
    assert "The units are there." in text(staff.post(address(mine, "credit/"), form, follow=True))
    given = Credit.objects.get()
    assert (given.meter, given.units, (given.expires_at - given.created_at).days) == ("think", 5, 30)
    assert "5 think until" in text(staff.get(address(mine)))
    for wrong in ({"meter": "gold"}, {"units": "-1"}, {"days": "0"}):
        assert "A credit has" in text(staff.post(address(mine, "credit/"), form | wrong, follow=True))
    assert Credit.objects.count() == 1


def test_a_suspension_is_lifted_with_a_reason(staff: Client, mine: BillingAccount) -> None:  # noqa: F811
    assert staff.post(address(mine, "lift/"), {"reason": "x"}).status_code == 404
    BillingAccount.objects.filter(pk=mine.pk).update(suspended_at=timezone.now())
    assert "Say why" in text(staff.post(address(mine, "lift/"), {}, follow=True))
    done = staff.post(address(mine, "lift/"), {"reason": "The bank was wrong"}, follow=True)
    assert "may spend again" in text(done)
    mine.refresh_from_db()
    assert mine.suspended_at is None
    assert reasons(mine, "lift_wanted") == ["The bank was wrong"]


def test_nobody_else_does(page: Client, plus: BillingAccount) -> None:
    invoice = Invoice.objects.get(account=plus)
    assert page.get(address(plus)).status_code == 403
    for where in (
        address(plus, "credit/"),
        address(plus, "lift/"),
        f"/staff/payments/invoices/{invoice.pk}/refund/",
    ):
        assert page.post(where, {"reason": "x"}).status_code == 403
        assert page.get(where).status_code == 405


def test_a_role_sees_the_account_and_only_its_own_buttons(plus: BillingAccount, outsider: User) -> None:
    grant_role(user=outsider, role="support", actor_id=None, reason="Helps out")
    support = browser(User.objects.get(pk=outsider.pk))
    shown = support.get(address(plus)).content.decode()
    assert address(plus, "credit/") in shown
    assert "/refund/" not in shown
    invoice = Invoice.objects.get(account=plus)
    form = {"cents": "500", "reason": "It did not answer", "attempt": str(uuid.uuid4())}
    assert support.post(f"/staff/payments/invoices/{invoice.pk}/refund/", form).status_code == 403
    refused = Entry.objects.get(action="refused")
    assert (refused.actor_id, refused.object_id) == (outsider.pk, "staff.refund")
    assert gateway.charges(str(plus.customer_id))[0]["amount_refunded"] == 0
    assert support.get("/staff/payments/").status_code == 403
