"""The admin opens for roles, shows every list with few queries, and changes nothing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from billing.accounts import account_for
from billing.models import StripeEvent, Subscription, UsageHold
from chatapp.accounts.models import User
from chatapp.admin.registry import SHOWN
from chatapp.admin.showing import listed, page
from chatapp.audit.models import AuditEntry
from chatapp.conversations.models import Conversation, Message
from chatapp.runs.models import EngineCall, Run

pytestmark = pytest.mark.django_db
HOME = "/staff/admin/"
SECRET = "my-very-secret-question"


def make(number: int, begin: int = 0) -> list[User]:
    """People with an account, a subscription, an event, a conversation, and an answer with its hold each."""
    now = timezone.now()
    people = []
    for index in range(begin, begin + number):
        person = User.objects.create_user(f"person{index}@people.example", name=f"Person {index}")
        account = account_for(user_id=person.pk)
        account.customer_id = f"cus_{index}"
        account.save()
        Subscription.objects.create(
            id=f"sub_{index}",
            account=account,
            status="active",
            plan="plus",
            interval="month",
            cents=2000,
            quantity=1,
            period_start=now,
            period_end=now + timedelta(days=30),
            created_at=now,
        )
        StripeEvent.objects.create(id=f"evt_{index}", type="x", customer_id=f"cus_{index}", created_at=now)
        hold = UsageHold.objects.create(
            account=account,
            user_id=person.pk,
            meter="fast",
            plan="free",
            idempotency_key=str(index),
            created_at=now,
            expires_at=now,
        )
        talk = Conversation.objects.create(user=person, account=account, title=SECRET)
        answer = Message.objects.create(
            conversation=talk, role="assistant", parts=[{"type": "text", "text": SECRET}]
        )
        run = Run.objects.create(
            user=person, conversation=talk, answer=answer, hold=hold, client_id="1", input={"text": SECRET}
        )
        EngineCall.objects.create(run=run, attempt=1, call=1, purpose="answer", model="m")
        people.append(person)
    return people


@pytest.fixture
def owner(as_role: Callable[[str], Client]) -> Client:
    return as_role("owner")


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.label)
def test_each_list_opens_counts_nothing_and_does_not_ask_once_a_row(
    owner: Client, model: type[Model]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown = owner.get(listed(model._meta.label))
        assert shown.status_code == 200
        assert SECRET not in shown.content.decode()
        assert not any("COUNT(" in query["sql"] for query in asked.captured_queries)
        return len(asked)

    make(2)
    few = queries()
    make(48, begin=2)
    assert queries() <= min(few + 1, 12)


def test_rows_lead_to_what_belongs_to_them_and_show_no_content(owner: Client) -> None:
    person, other = make(2)
    run, account = Run.objects.get(user=person), account_for(user_id=person.pk)
    rows = {
        "accounts.User": person.pk,
        "billing.BillingAccount": account.pk,
        "billing.Subscription": "sub_0",
        "billing.StripeEvent": "evt_0",
        "billing.UsageHold": run.hold_id,
        "conversations.Conversation": run.conversation_id,
        "conversations.Message": run.answer_id,
        "runs.Run": run.pk,
    }
    for model, pk in rows.items():
        shown = owner.get(page(model, pk))
        assert shown.status_code == 200, model
        assert SECRET not in shown.content.decode()
        assert "password" not in shown.content.decode().replace("/password/", "").replace(
            "password_change", ""
        )
        links = re.findall(r'href="(/staff/[^"]+)"', shown.content.decode())
        for link in {each for each in links if "?q=" in each or "/change/" in each}:
            found = owner.get(link, follow=True)
            assert found.status_code == 200, link
            assert other.email not in found.content.decode(), link
    assert page("runs.Run", run.pk) in owner.get(f"{listed('runs.Run')}?q={person.pk}").content.decode()
    by_address = owner.get(f"{listed('runs.Run')}?q={person.email}").content.decode()
    assert page("runs.Run", run.pk) in by_address
    assert other.email not in by_address
    for nothing in ("nobody@example.org", "7" * 30, "%", str(uuid.uuid4())):
        assert person.email not in owner.get(listed("runs.Run"), {"q": nothing}).content.decode()


@pytest.mark.parametrize(
    "lookup",
    [
        ("accounts.User", "password__startswith"),
        ("conversations.Message", "parts__icontains"),
        ("runs.Run", "input__text__startswith"),
        ("runs.Run", "conversation__title__startswith"),
        ("engines.ConnectedModel", "sealed_key__startswith"),
    ],
)
def test_what_is_not_shown_cannot_be_guessed_by_a_filter(owner: Client, lookup: tuple[str, str]) -> None:
    model, name = lookup
    assert owner.get(listed(model), {name: "a"}).status_code == 400


def test_filters_work(owner: Client) -> None:
    make(1)
    wanted = {"status__exact": "queued"}
    assert "person0@people.example" in owner.get(listed("runs.Run"), wanted).content.decode()
    wanted = {"status__exact": "failed"}
    assert "person0@people.example" not in owner.get(listed("runs.Run"), wanted).content.decode()
    assert owner.get(listed("billing.StripeEvent"), {"processed_at__isempty": "1"}).status_code == 200


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.label)
def test_nothing_is_added_changed_or_deleted(owner: Client, model: type[Model]) -> None:
    where = listed(model._meta.label)
    assert owner.get(f"{where}add/").status_code == 403
    assert owner.post(f"{where}add/", {}).status_code == 403
    row = model._default_manager.first()
    if row is not None:
        assert owner.post(page(model._meta.label, row.pk), {"_save": "1"}).status_code == 403
        assert owner.post(f"{where}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    done = owner.post(where, {"action": "delete_selected", "_selected_action": ["1"]})
    assert done.status_code in (200, 302, 403)
    assert model._default_manager.first() == row


class TestWhoIsLetIn:
    def test_a_stranger_signs_in_at_the_products_own_page(self, client: Client) -> None:
        for where in (HOME, listed("runs.Run"), f"{HOME}no/such/page/"):
            assert client.get(where)["Location"].startswith("/accounts/login/?next=/staff/admin/")
        assert client.get(f"{HOME}login/")["Location"] == "/accounts/login/"

    def test_signing_out_and_a_new_password_are_the_products_own(self, owner: Client) -> None:
        assert owner.post(f"{HOME}logout/")["Location"] == "/accounts/logout/"
        assert owner.get(f"{HOME}password_change/")["Location"] == "/accounts/password/change/"

    def test_a_customer_is_refused_and_leaves_nothing(self, client: Client, outsider: User) -> None:
        client.force_login(outsider)
        assert client.get(HOME).status_code == 403
        assert not AuditEntry.objects.exists()

    def test_staff_without_a_role_are_refused_and_it_is_kept(self, client: Client, outsider: User) -> None:
        User.objects.filter(pk=outsider.pk).update(is_staff=True)
        client.force_login(User.objects.get(pk=outsider.pk))
        assert client.get(listed("runs.Run")).status_code == 403
        refused = AuditEntry.objects.get(action="refused")
        assert (refused.object_id, refused.facts["page"]) == ("staff.view_admin", "admin:runs_run_changelist")

    def test_the_audit_log_is_for_those_who_may_read_it(self, as_role: Callable[[str], Client]) -> None:
        where = listed("audit.AuditEntry")
        assert as_role("operator").get(where).status_code == 200
        support = as_role("support")
        assert support.get(where).status_code == 403
        assert where not in support.get(HOME).content.decode()
        assert AuditEntry.objects.filter(action="refused", object_id="staff.view_audit").exists()

    def test_a_second_factor_is_asked_for_where_staff_need_one(self, owner: Client, settings: Any) -> None:
        settings.REQUIRE_MFA = "staff"
        assert owner.get(HOME)["Location"] == "/settings/security/"

    def test_its_policy_is_wider_than_the_products_by_one_word_and_on_no_other_page(
        self, owner: Client
    ) -> None:
        policy = owner.get(HOME)["Content-Security-Policy"]
        assert "'unsafe-eval'" in policy
        assert "unsafe-inline" not in policy
        assert "unsafe" not in owner.get("/settings/")["Content-Security-Policy"]

    def test_the_index_has_the_registrys_groups(self, owner: Client) -> None:
        shown = owner.get(HOME).content.decode()
        for words in ("People", "Money", "Usage", "Answers", "This site", "Preferences", "Account trail"):
            assert words in shown
        assert "Preferencess" not in shown
        assert 'href="/staff/payments/"' in shown

    def test_rows_cannot_be_listed_for_choosing(self, owner: Client) -> None:
        wanted = {"app_label": "conversations", "model_name": "conversation", "field_name": "project"}
        assert owner.get(f"{HOME}autocomplete/", wanted).status_code == 404


@pytest.mark.parametrize("model", ["report", "block", "suspension", "appeal"])
def test_moderation_is_there_for_who_moderates(as_role: Callable[[str], Client], model: str) -> None:
    for role, status in (("support", 200), ("finance", 403), ("operator", 403)):
        assert as_role(role).get(f"{HOME}moderation/{model}/").status_code == status, role
