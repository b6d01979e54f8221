"""While staff see the product as a person, nothing is written and much stays closed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.attachments.models import Attachment
from chatapp.audit.models import AuditEntry
from chatapp.conversations.models import Conversation, Share
from chatapp.runs.models import Run
from chatapp.viewing_as import opened
from chatapp.viewing_as.models import Viewing
from chatapp.viewing_as.reading import WouldWrite, only_reading

from .conftest import actions, begin

pytestmark = pytest.mark.django_db


def _names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _names(each.url_patterns, inner)
        else:
            yield f"{namespace}{each.name}"


def test_what_is_open_exists() -> None:
    assert set(_names(get_resolver().url_patterns)) >= opened.OPEN


@pytest.mark.parametrize(
    "address",
    [
        "/staff/",
        "/staff/admin/",
        "/staff/payments/",
        "/settings/model/",
        "/settings/security/",
        "/settings/sessions/",
        "/settings/data/",
        "/settings/data/export/",
        "/settings/usage/export/",
        "/settings/delete-account/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/app/",
        "/accounts/2fa/codes/",
        "/billing/checkout/",
        "/api/openapi.json",
    ],
)
def test_what_is_not_on_the_list_is_closed_and_says_how_to_get_out(
    desk: Client, owner: User, address: str
) -> None:
    begin(desk, owner)
    closed = desk.get(address)
    assert closed.status_code == 403
    assert "Stop viewing" in (
        closed.json()["message"] if address.startswith("/api/") else closed.content.decode()
    )


def test_links_and_exports_of_a_conversation_are_closed(
    desk: Client, owner: User, ask: Callable[..., Run]
) -> None:
    conversation = ask().conversation
    begin(desk, owner)
    assert desk.get(f"/api/conversations/{conversation.pk}/shares").status_code == 403
    assert desk.get(f"/chat/{conversation.pk}/export/").status_code == 403


def test_every_page_that_is_open_reads_alone(desk: Client, owner: User, ask: Callable[..., Run]) -> None:
    run = ask()
    Conversation.objects.filter(pk=run.conversation_id).update(pinned=True)
    begin(desk, owner)
    for address in (
        "/chat/",
        f"/chat/{run.conversation_id}/",
        "/settings/",
        "/settings/general/",
        "/settings/instructions/",
        "/settings/notifications/",
        "/settings/keyboard/",
        "/settings/usage/",
        "/settings/team/",
        "/settings/privacy/",
        "/api/me",
        "/api/allowance",
        "/api/conversations",
        f"/api/conversations/{run.conversation_id}",
        f"/api/runs/{run.pk}/events",
        f"/api/messages/{run.answer_id}/details",
        "/api/projects",
        "/api/prompts",
        "/api/preferences",
        "/api/attachments",
        "/api/search?q=hello",
    ):
        assert desk.get(address).status_code == 200, address
    assert actions() == ["person.viewed_as"]


def test_every_write_is_refused_counted_and_the_first_one_is_in_the_log(
    desk: Client, owner: User, ask: Callable[..., Run]
) -> None:
    run = ask()
    begin(desk, owner)
    one = f"/api/conversations/{run.conversation_id}"
    for method, address in (
        ("post", "/api/conversations"),
        ("put", f"{one}/read"),
        ("patch", one),
        ("delete", one),
        ("post", f"{one}/shares"),
        ("put", f"/api/messages/{run.answer_id}/feedback"),
        ("put", "/api/preferences"),
        ("options", "/api/me"),
    ):
        answer = getattr(desk, method)(address, {}, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (403, "read_only"), address
    for address in ("/settings/", "/settings/general/", "/language/", "/accounts/password/change/"):
        assert desk.post(address, {"name": "Changed"}).status_code == 403, address
    assert Viewing.objects.get().refused == 12
    assert actions() == ["person.viewed_as", "person.view_refused"]
    refused = AuditEntry.objects.get(action="person.view_refused")
    assert (refused.facts["page"], refused.facts["method"]) == ("api:conversations", "POST")
    owner.refresh_from_db()
    assert owner.name != "Changed"
    assert Conversation.objects.count() == 1
    assert not Share.objects.exists()


def test_temporary_chats_stay_their_person_s(desk: Client, owner: User, ask: Callable[..., Run]) -> None:
    run = ask()
    file = Attachment.objects.create(
        user=owner,
        message=run.answer.parent,
        name="a.txt",
        kind="text",
        mime="text/plain",
        size=1,
        text="Mine",
    )
    Conversation.objects.update(temporary=True, purge_at=timezone.now() + timedelta(hours=1))
    begin(desk, owner)
    for address in (
        f"/chat/{run.conversation_id}/",
        f"/api/conversations/{run.conversation_id}",
        f"/api/runs/{run.pk}/events",
        f"/api/messages/{run.answer_id}/details",
        f"/attachments/{file.pk}/",
        f"/attachments/{file.pk}/picture/",
        f"/api/attachments/{file.pk}/text",
    ):
        assert desk.get(address).status_code == 404, address
        assert "Mine" not in desk.get(address).content.decode()
    assert str(run.conversation_id) not in desk.get("/api/conversations").content.decode()


def test_somebody_else_s_things_are_404_as_they_are_for_the_person(
    desk: Client, owner: User, outsider: User, ask: Callable[..., Run]
) -> None:
    theirs = ask(user=outsider)
    begin(desk, owner)
    assert desk.get(f"/api/conversations/{theirs.conversation_id}").status_code == 404
    assert desk.get(f"/api/runs/{uuid.uuid4()}/events").status_code == 404


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounts_user SET name = ''",
        "  insert into accounts_user (id) values (1)",
        "DELETE FROM accounts_user",
        "WITH gone AS (DELETE FROM accounts_user RETURNING id) SELECT * FROM gone",
        "DROP TABLE accounts_user",
        "/* SELECT */ DELETE FROM accounts_user",
    ],
)
def test_the_database_refuses_what_writes(sql: str) -> None:
    with only_reading(), pytest.raises(WouldWrite), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_still_reads(owner: User) -> None:
    with only_reading(), connection.cursor() as cursor:
        cursor.execute("WITH few AS (SELECT email FROM accounts_user) SELECT * FROM few")
        assert cursor.fetchall() == [(owner.email,)]
        cursor.execute("(SELECT 1) " if connection.vendor == "postgresql" else "SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_page_that_would_write_beside_what_it_reads_is_refused_like_any_other(
    desk: Client, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chatapp.pages import views

    def writes(**_: object) -> dict[str, object]:
        User.objects.filter(pk=owner.pk).update(name="Changed")
        return {}

    monkeypatch.setattr(views, "boot", writes)
    begin(desk, owner)
    assert desk.get("/chat/").status_code == 403
    owner.refresh_from_db()
    assert owner.name == ""
    assert Viewing.objects.get().refused == 1
