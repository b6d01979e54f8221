"""Staff find somebody by what they have at hand."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from billing.accounts import account_for
from billing.models import BillingAccount
from chatapp.accounts.models import Invitation, User
from chatapp.accounts.services import invite
from chatapp.audit.models import AuditEntry
from chatapp.support import finding

from .conftest import Staff, browser, page, text

pytestmark = pytest.mark.django_db
PEOPLE = "/staff/people/"


def test_whoever_is_meant_exactly_is_opened(staff: Staff, person: User) -> None:
    account = account_for(user_id=person.pk)
    BillingAccount.objects.filter(pk=account.pk).update(customer_id="cus_swallow")
    EmailAddress.objects.create(user=person, email="second@example.org", verified=True)
    support = staff("support")
    for wanted in (
        person.email, " OWNER@Example.org ", "second@example.org", str(person.pk), str(account.pk), "cus_swallow"
    ):  # fmt: skip
        found = support.get(PEOPLE, {"q": wanted})
        assert found.url == page(person), wanted


def test_a_beginning_lists_those_it_fits_and_no_others(
    staff: Staff, person: User, outsider: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = text(staff("support").get(PEOPLE, {"q": "OWN"}))
    assert person.email in shown
    assert outsider.email not in shown
    monkeypatch.setattr(finding, "SHOWN", 1)
    User.objects.create_user("owner2@example.org")
    assert "Type more of the address" in text(staff("support").get(PEOPLE, {"q": "owner"}))


@pytest.mark.parametrize(
    "wanted",
    [
        "ow",
        "a b",
        "%%%",
        "own%",
        "___",
        "x" * 255,
        "\0own",
        "cus_none",
        "nobody@example.org",
        str(uuid.uuid4()),
    ],
)
def test_what_finds_nobody_is_explained_and_the_list_stays(staff: Staff, person: User, wanted: str) -> None:
    found = staff("support").get(PEOPLE, {"q": wanted})
    assert found.status_code == 200
    assert "Nobody is found this way" in text(found)
    assert person.email in text(found)


def test_all_people_come_in_pages_each_of_them_once(
    staff: Staff, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "SHOWN", 2)
    at = timezone.now() - timedelta(days=1)
    made = [User.objects.create(email=f"p{n}@example.org", created_at=at) for n in range(5)]
    support = staff("support")
    first = support.get(PEOPLE).context["page"]
    seen, after = list(first.rows), first.after
    while after:
        following = support.get(PEOPLE, {"after": after}).context["page"]
        seen += following.rows
        after = following.after
    assert len(seen) == len({each.pk for each in seen}) == 7
    assert set(made) < set(seen)


def test_somebody_invited_gets_a_new_link_and_the_old_one_works_no_longer(staff: Staff, owner: User) -> None:
    earlier, _token = invite(email="new@example.org", invited_by=owner)
    support = staff("support")
    assert "Invited, and not here yet" in text(support.get(PEOPLE, {"q": "New@example.org"}))
    where = f"{PEOPLE}invitations/{earlier.pk}/"
    assert "Say why" in text(support.post(where, {"reason": ""}, follow=True))
    assert mail.outbox == []
    done = support.post(where, {"reason": "It did not arrive"}, follow=True)
    assert "new@example.org gets a new link." in text(done)
    (sent,) = mail.outbox
    assert (sent.to, "/accounts/invitation/" in sent.body) == (["new@example.org"], True)
    (now_open,) = Invitation.objects.open(timezone.now())
    assert (now_open.invited_by, now_open.pk != earlier.pk) == (owner, True)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.action, entry.object_id, entry.reason) == (
        "mail.resent",
        str(now_open.pk),
        "It did not arrive",
    )
    assert "sent again or closed meanwhile" in text(support.post(where, {"reason": "x"}, follow=True))
    assert len(mail.outbox) == 1


def test_an_address_gets_three_invitations_an_hour(staff: Staff) -> None:
    for _ in range(3):
        made, _token = invite(email="new@example.org")
    refused = staff("support").post(f"{PEOPLE}invitations/{made.pk}/", {"reason": "x"}, follow=True)
    assert "Wait a little" in text(refused)
    assert mail.outbox == []


def test_only_who_may_looks(staff: Staff, person: User) -> None:
    assert browser(person).get(PEOPLE).status_code == 403
    assert not AuditEntry.objects.filter(action="refused").exists()
    operator = staff("operator")
    assert operator.get(PEOPLE).status_code == 200
    made, _token = invite(email="new@example.org")
    assert operator.post(f"{PEOPLE}invitations/{made.pk}/", {"reason": "x"}).status_code == 403
    assert AuditEntry.objects.get(action="refused").object_id == "staff.resend_mail"
