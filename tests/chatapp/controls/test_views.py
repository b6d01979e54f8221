"""The page: only for who may, every form with its reason, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.controls import names, services, state
from chatapp.controls.models import Change, Control
from tests.support.staff import signed_in, with_role

pytestmark = pytest.mark.django_db
PAGE = "/staff/controls/"
WHY = {"reason": "Because", "version": "0"}
SWITCHES = (
    "maintenance/close/",
    "maintenance/open/",
    "queues/fast/pause/",
    "queues/think/resume/",
    "models/off/",
    "banner/show/",
    "banner/hide/",
)


def post(client: Client, path: str, **form: str) -> Any:
    return client.post(PAGE + path, WHY | form)


def test_the_page_shows_how_everything_stands(at_the_desk: Client) -> None:
    page = at_the_desk.get(PAGE).content.decode()
    for word in ("Maintenance", "Fast answers", "Thinking answers", "seedling", "Banner"):
        assert word in page


@pytest.mark.parametrize("path", ["", "history/", *SWITCHES])
def test_it_is_refused_to_others_and_staff_who_try_are_in_the_audit_log(path: str, outsider: User) -> None:
    helper = with_role(User.objects.create_user("helper@example.org"), "support")
    for person in (outsider, helper):
        client = signed_in(person)
        ask = client.post if path in SWITCHES else client.get
        assert ask(PAGE + path).status_code == 403
    assert AuditEntry.objects.filter(action="refused").values_list("actor_id", "object_id").get() == (
        helper.pk,
        "staff.controls",
    )
    assert not Control.objects.exists()
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("maintenance/close/", names.MAINTENANCE),
        ("queues/fast/pause/", names.queue("fast")),
        ("models/off/", names.model("seedling")),
        ("banner/show/", names.BANNER),
    ],
)
def test_each_is_switched_with_its_reason(path: str, name: str, at_the_desk: Client) -> None:
    form = {"model": "seedling", "text_en": "Cake today"}
    assert post(at_the_desk, path, **form | {"reason": ""}).status_code == 422
    assert post(at_the_desk, path, **form | {"version": "x"}).status_code == 422
    assert post(at_the_desk, path, **form | {"version": ""}).status_code == 422
    assert not Change.objects.exists()
    assert post(at_the_desk, path, **form).status_code == 302
    # The second of two clicks.
    again = post(at_the_desk, path, **form)
    assert again.status_code == 422
    assert "Changed meanwhile by operator@example.org" in again.content.decode()
    assert Change.objects.get().control_id == name
    assert AuditEntry.objects.filter(action=f"controls.{names.kind(name)}").count() == 1
    assert at_the_desk.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "queues/deep/pause/",
        "queues/fast/stop/",
        "models/off/",
        "maintenance/shut/",
        "banner/x/",
        "history/x/",
    ],
)
def test_what_is_not_there_is_not_found(path: str, at_the_desk: Client) -> None:
    assert post(at_the_desk, path, model="gone").status_code == 404
    assert post(at_the_desk, path, model="x" * 5000).status_code == 404
    assert not Control.objects.exists()


def test_a_mistake_keeps_what_was_typed(at_the_desk: Client) -> None:
    answer = post(
        at_the_desk, "banner/show/", text_en="Hello <b>all</b>", link="javascript:alert(1)", reason="Tell"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "must begin with https://" in page
    assert "Hello &lt;b&gt;all&lt;/b&gt;" in page
    assert 'value="Tell"' in page


@pytest.mark.parametrize(
    "form",
    [
        {"text_en": ""},
        {"text_en": "x" * 301},
        {"text_en": "x", "link": "https://"},
        {"text_en": "x", "link": "https://a.example/ b"},
        {"text_en": "x", "ends": "2020-01-01T10:00"},
        {"text_en": "x", "begins": "2999-01-02T10:00", "ends": "2999-01-01T10:00"},
        {"text_en": "x", "begins": "2999-99-99T10:00"},
        {"text_en": "x", "begins": "soon"},
    ],
)
def test_a_banner_that_cannot_be_shown_is_not_taken(form: dict[str, str], at_the_desk: Client) -> None:
    assert post(at_the_desk, "banner/show/", **form).status_code == 422
    assert not Change.objects.exists()


def test_a_banner_is_on_every_page_of_those_whom_it_is_for(
    client: Client, at_the_desk: Client, switch: Callable[..., Change]
) -> None:
    value = {"texts": {"en": "Cake <today>", "zh-hans": "今天有蛋糕"}, "link": "https://cake.example/"}
    switch(services.show_banner, value=value)
    page = client.get("/").content.decode()
    assert "Cake &lt;today&gt;" in page
    assert 'href="https://cake.example/"' in page
    assert "今天有蛋糕" in client.get("/", headers={"accept-language": "zh-hans"}).content.decode()
    switch(services.show_banner, value=value | {"signed_in": True}, version=1)
    assert "Cake" not in client.get("/").content.decode()
    assert "Cake" in at_the_desk.get("/settings/").content.decode()
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    switch(services.show_banner, value=value | {"begins": later}, version=2)
    assert "Cake" not in at_the_desk.get("/settings/").content.decode()


def test_the_history_says_who_and_what_and_goes_on_by_pages(
    at_the_desk: Client, switch: Callable[..., Change], operator: User
) -> None:
    for number in range(60):
        switch(services.switch_model, model="seedling", off=number % 2 == 0, version=number)
    first = at_the_desk.get(PAGE + "history/")
    page = first.content.decode()
    assert page.count("operator@example.org") >= 50
    assert "Model seedling" in page
    older = at_the_desk.get(f"{PAGE}history/?before={first.context['next']}")
    assert len(older.context["rows"]) == 10
    assert at_the_desk.get(PAGE + "history/?before=-1x").status_code == 200
    assert at_the_desk.get(PAGE + "history/?before=1").status_code == 200
    Change.objects.update(actor=None)
    assert "somebody who is gone" in at_the_desk.get(PAGE + "history/").content.decode()


def test_pages_and_the_api_ask_no_database_for_it(
    at_the_desk: Client, django_assert_num_queries: Any, switch: Callable[..., Change]
) -> None:
    switch(services.show_banner, value={"texts": {"en": "Cake"}})
    with django_assert_num_queries(0):
        state.now()
        Client().get("/healthz")
