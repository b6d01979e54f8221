"""What a person's page shows, and to whom."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from billing.accounts import account_for, start_trial
from billing.models import BillingAccount, Mail, Membership
from billing.plans import plan
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.runs.models import Run
from chatapp.support.profile import network

from .conftest import Staff, browser, page, text

pytestmark = pytest.mark.django_db


def test_it_tells_who_they_are_and_what_they_have(staff: Staff, person: User, outsider: User) -> None:
    account = account_for(user_id=person.pk)
    start_trial(account=account, plan=plan("pro"), days=14, now=timezone.now())
    team = BillingAccount.objects.create(kind="team", owner=outsider, name="Swallows", plan="team", seats=3)
    Membership.objects.create(account=team, user=person)
    theirs = browser(person)
    theirs.get("/settings/", headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    UserSession.objects.filter(user=person).update(ip="203.0.113.77")
    Mail.objects.create(key="a", kind="receipt", account=account, outcome="sent")
    response = staff("support").get(page(person))
    shown = text(response)
    for fact in (
        person.email, "verified", str(person.pk), "Firefox on Linux", "203.0.113.x", "Their own · Pro",
        "Team Swallows", "not locked", "Receipt", "0 used",
    ):  # fmt: skip
        assert fact in shown, fact
    assert "203.0.113.77" not in shown
    assert "no-store" in response["Cache-Control"]


def test_nothing_of_what_they_wrote_is_on_it(staff: Staff, ask: Callable[..., Run], person: User) -> None:
    run = ask("Where do swallows go?")
    shown = staff("owner").get(page(person)).content.decode()
    assert f"/staff/runs/{run.pk}/" in shown
    assert f"/staff/runs/?person={person.pk}" in shown
    assert "swallows" not in shown


def test_each_role_sees_what_it_may_do(staff: Staff, person: User, ask: Callable[..., Run]) -> None:
    run = ask("Where do swallows go?")
    expected = {
        "support": ({"unlock", "sign-out", "mail"}, True),
        "finance": ({"mail"}, False),
        "operator": (set(), True),
        "owner": ({"unlock", "sign-out", "mail", "export", "roles/give"}, True),
    }
    for role, (actions, runs) in expected.items():
        shown = staff(role).get(page(person)).content.decode()
        there = {each for each in ("unlock", "sign-out", "mail", "export", "roles/give", "second-factor")
                 if page(person, f"{each}/") in shown}  # fmt: skip
        assert there == actions, role
        assert (f"/staff/runs/{run.pk}/" in shown) is runs, role
        assert ("What staff did" in shown) is (role in ("operator", "owner")), role


def test_others_learn_nothing_and_crafted_ids_are_not_there(staff: Staff, person: User) -> None:
    assert browser(person).get(page(person)).status_code == 403
    support = staff("support")
    assert support.get(f"/staff/people/{uuid.uuid4()}/").status_code == 404
    assert support.get("/staff/people/x/").status_code == 404
    for what in ("unlock/", "second-factor/", "sign-out/", "mail/", "export/", "roles/give/", "roles/take/"):
        assert staff("owner").post(f"/staff/people/{uuid.uuid4()}/{what}", {"reason": "x"}).status_code == 404
        assert staff("owner").get(page(person, what)).status_code == 405


def test_what_a_role_may_not_do_is_refused_and_noted(staff: Staff, person: User) -> None:
    for role, what, permission in (
        ("finance", "unlock/", "staff.unlock"),
        ("finance", "second-factor/", "staff.unlock"),
        ("finance", "sign-out/", "staff.sign_out_everywhere"),
        ("operator", "mail/", "staff.resend_mail"),
        ("support", "export/", "staff.export_person"),
        ("support", "roles/give/", "staff.grant_roles"),
        ("support", "roles/take/", "staff.grant_roles"),
    ):
        assert staff(role).post(page(person, what), {"reason": "x", "role": "owner"}).status_code == 403
        entry = AuditEntry.objects.latest("seq")
        assert (entry.action, entry.object_id) == ("refused", permission)


def test_a_colleague_is_only_for_who_gives_roles(staff: Staff, person: User) -> None:
    staff("finance")
    colleague = User.objects.get(email="finance@staff.example")
    support = staff("support")
    assert "only who gives roles may act" in text(support.get(page(colleague)))
    for what in ("unlock/", "second-factor/", "sign-out/", "mail/"):
        assert support.post(page(colleague, what), {"reason": "x"}).status_code == 403
        assert AuditEntry.objects.latest("seq").object_id == "staff.grant_roles"
    done = staff("owner").post(page(colleague, "unlock/"), {"reason": "A holiday"}, follow=True)
    assert done.status_code == 200


def test_the_page_costs_a_number_of_questions_that_does_not_grow_with_what_they_did(
    staff: Staff, person: User, django_assert_max_num_queries: Callable
) -> None:
    account = account_for(user_id=person.pk)
    at = timezone.now() - timedelta(days=1)
    for n in range(30):
        Mail.objects.create(key=str(n), kind="receipt", account=account, outcome="sent", created_at=at)
    owner = staff("owner")
    with django_assert_max_num_queries(70):
        owner.get(page(person))


@pytest.mark.parametrize(
    ("address", "shown"),
    [("203.0.113.77", "203.0.113.x"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("::1", "::/48")],
)
def test_an_address_is_shown_without_its_last_part(address: str, shown: str) -> None:
    assert network(address) == shown
