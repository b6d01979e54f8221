"""Staff see the product as a person, for a while, and are themselves again."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from structlog.contextvars import get_contextvars

from billing.models import BillingAccount
from chatapp.accounts.models import Preferences, User
from chatapp.audit.models import AuditEntry
from chatapp.leaving.models import Leaving
from chatapp.runs.models import Run
from chatapp.staff.services import grant_role, revoke_role
from chatapp.viewing_as import services
from chatapp.viewing_as.models import Viewing
from tests.support.at_once import at_once

from .conftest import actions, begin

pytestmark = pytest.mark.django_db


def test_they_see_the_person_s_pages_and_stop(
    desk: Client, support: User, owner: User, ask: Callable[..., Run]
) -> None:
    run = ask()
    assert begin(desk, owner).url == "/chat/"
    page = desk.get(f"/chat/{run.conversation_id}/")
    assert page.status_code == 200
    assert page.context["boot"]["user"]["email"] == owner.email
    assert page.context["boot"]["read_only"] is True
    assert owner.email in page.content.decode().split("viewing", 1)[1]
    assert page["Cache-Control"] == "no-store, private"
    assert desk.get("/api/me").json()["user"]["email"] == owner.email
    assert [each["id"] for each in desk.get("/api/conversations").json()["items"]] == [
        str(run.conversation_id)
    ]
    assert desk.post("/viewing/stop/").url == f"/staff/people/{owner.pk}/"
    assert desk.get("/api/me").json()["user"]["email"] == support.email
    assert actions() == ["person.viewed_as", "person.view_ended"]
    first, last = AuditEntry.objects.filter(action__startswith="person.").order_by("seq")
    assert (first.actor_id, first.object_id, first.reason) == (
        support.pk,
        str(owner.pk),
        "They see an empty page",
    )
    assert last.facts == {"viewing": first.facts["viewing"], "how": "stopped", "refused": 0}


def test_nothing_is_done_without_a_reason(desk: Client, owner: User) -> None:
    assert begin(desk, owner, "  ").url == f"/staff/people/{owner.pk}/"
    assert not Viewing.objects.exists()
    assert desk.get("/api/me").json()["user"]["email"] != owner.email


@pytest.mark.parametrize("missing", ["view_as", "view_content"])
def test_both_permissions_are_needed_and_a_refusal_is_in_the_log(
    owner: User, outsider: User, missing: str
) -> None:
    outsider.is_staff = True
    outsider.save()
    outsider.user_permissions.set(
        Permission.objects.filter(codename__in=({"view_as", "view_content"} - {missing}))
    )
    client = Client()
    client.force_login(User.objects.get(pk=outsider.pk))
    assert begin(client, owner).status_code == 403
    assert [(row.action, row.object_id) for row in AuditEntry.objects.all()] == [
        ("refused", f"staff.{missing}")
    ]
    assert not Viewing.objects.exists()


def test_an_id_of_nobody_is_404(desk: Client) -> None:
    assert desk.post(f"/staff/people/{uuid.uuid4()}/view-as/", {"reason": "x"}).status_code == 404
    assert desk.post("/staff/people/nobody/view-as/", {"reason": "x"}).status_code == 404


def _make_staff(person: User) -> None:
    grant_role(user=person, role="finance", actor_id=None, reason="joins")


def _make_superuser(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_superuser=True)


def _give_a_permission(person: User) -> None:
    person.user_permissions.set(Permission.objects.filter(codename="view_dashboard"))


def _close(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def _leave(person: User) -> None:
    Leaving.objects.create(user=person, requested_at=timezone.now(), erase_at=timezone.now())


UNSEEN = [_make_staff, _make_superuser, _give_a_permission, _close, _leave]


@pytest.mark.parametrize("change", UNSEEN)
def test_nobody_is_viewed_who_has_rights_or_is_gone(
    desk: Client, owner: User, change: Callable[[User], None]
) -> None:
    change(owner)
    refused = begin(desk, owner)
    assert refused.status_code == 403
    assert "Nobody sees Fragaria as this person" in refused.content.decode()
    assert actions() == ["refused"]
    assert AuditEntry.objects.get(action="refused").object_id == str(owner.pk)
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("change", UNSEEN)
def test_it_ends_as_soon_as_the_person_is_one_of_those(
    desk: Client, support: User, owner: User, change: Callable[[User], None]
) -> None:
    begin(desk, owner)
    change(owner)
    ended = desk.get("/chat/")
    assert ended.url == f"/staff/people/{owner.pk}/"
    assert desk.get("/api/me").json()["user"]["email"] == support.email
    assert AuditEntry.objects.get(action="person.view_ended").facts["how"] == "person"


def test_it_ends_when_the_right_is_taken_away(desk: Client, support: User, owner: User) -> None:
    begin(desk, owner)
    revoke_role(user=support, role="support", actor_id=None, reason="leaves")
    answer = desk.get("/api/conversations")
    assert (answer.status_code, answer.json()["code"]) == (403, "view_over")
    assert AuditEntry.objects.get(action="person.view_ended").facts["how"] == "rights"


def test_it_ends_when_the_time_is_up_and_what_was_meant_as_the_person_is_not_done_as_staff(
    desk: Client, support: User, owner: User
) -> None:
    begin(desk, owner)
    Viewing.objects.update(until=timezone.now())
    answer = desk.post("/api/conversations", {"temporary": False}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "view_over")
    assert desk.get("/api/conversations").json()["items"] == []
    assert AuditEntry.objects.get(action="person.view_ended").facts["how"] == "time"


def test_it_ends_with_the_session_of_the_member_of_the_staff(desk: Client, owner: User) -> None:
    begin(desk, owner)
    desk.post("/accounts/logout/")
    assert desk.get("/api/me").status_code == 401
    assert AuditEntry.objects.get(action="person.view_ended").facts["how"] == "signed out"


def test_one_that_nobody_looks_at_any_more_is_ended_by_the_sweep(support: User, owner: User) -> None:
    viewing = services.start(staff=support, person=owner, reason="x")
    assert services.end_overdue() == 0
    assert services.end_overdue(now=viewing.until + timedelta(seconds=1)) == 1
    assert services.end_overdue(now=viewing.until + timedelta(seconds=1)) == 0
    assert actions() == ["person.viewed_as", "person.view_ended"]


def test_a_second_one_ends_the_first_also_in_another_browser(
    desk: Client, support: User, owner: User, outsider: User
) -> None:
    begin(desk, owner)
    other = Client()
    other.force_login(support)
    begin(other, outsider)
    assert desk.get("/chat/").url == f"/staff/people/{owner.pk}/"
    assert other.get("/api/me").json()["user"]["email"] == outsider.email
    assert Viewing.objects.filter(ended_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_begin_at_the_same_moment_leave_one_open(support: User, owner: User) -> None:
    at_once(2, lambda _: services.start(staff=support, person=owner, reason="x").pk)
    assert Viewing.objects.filter(ended_at=None).count() == 1
    assert sorted(actions()) == ["person.view_ended", "person.viewed_as", "person.viewed_as"]


def test_a_viewing_of_somebody_else_in_the_session_shows_nothing(
    desk: Client, support: User, owner: User
) -> None:
    owners = User.objects.create_user("another@example.org")
    grant_role(user=owners, role="support", actor_id=None, reason="joins")
    theirs = services.start(staff=owners, person=owner, reason="x")
    session = desk.session
    session["viewing_as"] = str(theirs.pk)
    session.save()
    assert desk.get("/api/me").json()["user"]["email"] == support.email
    session["viewing_as"] = "made up"
    session.save()
    assert desk.get("/api/me").json()["user"]["email"] == support.email


def test_the_browser_keeps_nothing_of_the_person(
    desk: Client, support: User, owner: User, settings: Any
) -> None:
    Preferences.objects.create(user=owner, language="zh-hans", theme="dark")
    begin(desk, owner)
    page = desk.get("/settings/")
    assert 'lang="zh-hans"' in page.content.decode()
    assert settings.LANGUAGE_COOKIE_NAME not in page.cookies
    assert not UserSession.objects.filter(user=owner).exists()
    assert UserSession.objects.filter(user=support).exists()
    assert BillingAccount.objects.filter(owner=owner).count() == 1


def test_a_page_that_is_not_there_has_the_banner_too(desk: Client, owner: User) -> None:
    begin(desk, owner)
    missing = desk.get(f"/chat/{uuid.uuid4()}/")
    assert missing.status_code == 404
    assert owner.email in missing.content.decode()


def test_lines_of_the_log_say_who_looks_and_at_whom(
    desk: Client, support: User, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chatapp.pages import views

    begin(desk, owner)
    seen: dict[str, Any] = {}

    def boot(**_: object) -> dict[str, object]:
        seen.update(get_contextvars())
        return {}

    monkeypatch.setattr(views, "boot", boot)
    desk.get("/chat/")
    assert (seen["account"], seen["viewed"]) == (str(support.pk), str(owner.pk))


def test_with_who_is_viewed_erased_nothing_is_done_as_the_staff(
    desk: Client, support: User, owner: User
) -> None:
    for address, form in (("/settings/", {"name": "Changed"}), ("/api/preferences", {})):
        begin(desk, owner)
        Viewing.objects.all().delete()
        assert desk.post(address, form).status_code in (302, 403)
        support.refresh_from_db()
        assert support.name != "Changed"
        assert desk.get("/api/me").json()["user"]["email"] == support.email
    begin(desk, owner)
    Viewing.objects.all().delete()
    assert desk.post("/accounts/logout/").status_code == 302
    assert desk.get("/api/me").status_code == 401
