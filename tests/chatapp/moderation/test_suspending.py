"""A suspended person: what is shut, what is left to them, what they say, and what staff decide."""

from __future__ import annotations

import json
import uuid
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from billing.mails import outbox
from billing.models import Mail
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations.models import Share
from chatapp.errors import RequestError
from chatapp.leaving import person_file
from chatapp.live.requests import _require_session
from chatapp.moderation import appealing, suspending
from chatapp.moderation.errors import ModerationError
from chatapp.moderation.models import Appeal, Report, Suspension
from chatapp.runs.models import Run

from .conftest import WHY

pytestmark = pytest.mark.django_db
WORDS = "You have sent <b>advertising</b>."


@pytest.fixture
def suspend(owner: User, moderator: User) -> Callable[..., Suspension]:
    def suspend(person: User = owner, **more) -> Suspension:
        return suspending.suspend(person=person, actor=moderator, reason=WHY, words=WORDS, **more)

    return suspend


@pytest.fixture
def theirs(owner: User, browser: Callable[..., Client]) -> Client:
    """The owner's browser, signed in before anything happened."""
    return browser(owner)


def sent() -> list[str]:
    outbox.send_due()
    return [message.subject for message in mail.outbox]


def test_everything_is_shut_but_the_page_about_it_and_the_way_out(theirs: Client, suspend) -> None:
    suspend()
    for path in ("/chat/", "/settings/", "/", "/settings/data/", "/settings/team/", "/staff/reports/"):
        assert theirs.get(path).headers["Location"] == "/suspended/"
    refused = theirs.get("/api/me")
    assert (refused.status_code, refused.json()["code"]) == (403, "suspended")
    page = theirs.get("/suspended/").content.decode()
    assert "You have sent &lt;b&gt;advertising&lt;/b&gt;." in page
    assert WHY not in page
    assert theirs.get("/settings/data/export/?format=json").status_code == 200
    assert theirs.get("/settings/delete-account/").status_code == 200
    assert theirs.get("/settings/billing/").status_code == 200
    assert theirs.post("/accounts/logout/").status_code == 302


def test_they_still_sign_in_and_come_to_that_page(owner: User, suspend) -> None:
    suspend()
    client = Client()
    client.force_login(owner)
    assert client.get("/chat/").headers["Location"] == "/suspended/"


def test_nobody_else_sees_that_page(theirs: Client, client: Client) -> None:
    assert theirs.get("/suspended/").headers["Location"] == "/chat/"
    assert theirs.post("/suspended/appeal/", {"text": "?"}).headers["Location"] == "/chat/"
    assert client.get("/suspended/").status_code == 302


def test_sockets_answers_and_links_stop(
    theirs: Client, client: Client, owner: User, suspend, ask: Callable[..., Run], share: Share
) -> None:
    run = ask()
    suspend()
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert run.hold.state == "released"
    with pytest.raises(RequestError) as refused:
        _require_session(owner, theirs.session.session_key)
    assert refused.value.code == "suspended"
    assert client.get(f"/share/{share.token}/").status_code == 404


def test_who_was_let_in_a_moment_before_asks_nothing(owner: User, suspend, ask: Callable[..., Run]) -> None:
    suspend()
    with pytest.raises(RequestError) as refused:
        ask()  # with the person as they were read before
    assert refused.value.code == "suspended"
    assert not Run.objects.exists()


def test_it_costs_no_query(theirs: Client, owner: User, django_assert_max_num_queries) -> None:
    fresh = User.objects.get(pk=owner.pk)
    with django_assert_max_num_queries(0):
        assert not fresh.is_suspended


def test_it_ends_by_itself_and_may_begin_anew(theirs: Client, owner: User, suspend) -> None:
    first = suspend(days=2)
    past = timezone.now() - timedelta(seconds=1)
    User.objects.filter(pk=owner.pk).update(suspended_until=past)
    Suspension.objects.update(until=past)
    assert theirs.get("/chat/").status_code == 200
    owner.refresh_from_db()
    assert suspending.current(owner) is None
    suspend()
    first.refresh_from_db()
    assert first.ended_at == past
    assert theirs.get("/chat/").status_code == 302


def test_staff_oneself_and_whoever_is_suspended_are_not_suspended(
    owner: User, moderator: User, colleague: User, suspend
) -> None:
    for person, words in ((moderator, "yourself"), (colleague, "member of the staff")):
        with pytest.raises(ModerationError, match=words):
            suspend(person)
    suspend()
    with pytest.raises(ModerationError, match="already"):
        suspend()
    assert Suspension.objects.count() == 1
    assert list(AuditEntry.objects.filter(action="person.suspended").values_list("object_id", flat=True)) == [
        str(owner.pk)
    ]


def test_the_mails_say_it_in_staffs_words_and_go_once(owner: User, moderator: User, suspend) -> None:
    suspend()
    assert sent() == ["[Fragaria] Your account is suspended"]
    assert "<b>advertising</b>" in mail.outbox[0].body
    assert WORDS not in str(list(Mail.objects.values("facts")))  # it goes with the person
    suspending.lift(person=owner, actor=moderator, reason=WHY)
    assert sent()[1:] == ["[Fragaria] Your account is open again"]


class TestThePages:
    def page(self, owner: User, what: str = "suspend") -> str:
        return f"/staff/people/{owner.pk}/{what}/"

    def test_suspending_and_lifting_take_reasons(self, at_desk: Client, theirs: Client, owner: User) -> None:
        assert "Suspend this person" in at_desk.get(self.page(owner)).content.decode()
        form = {"words": WORDS, "reason": WHY, "days": "7"}
        for wrong in ({"words": ""}, {"words": "x" * 1001}, {"reason": ""}, {"days": "x"}, {"days": "0"}):
            said = at_desk.post(self.page(owner), form | wrong)
            assert said.status_code == 400
            if "words" not in wrong:
                assert "You have sent &lt;b&gt;advertising&lt;/b&gt;.</textarea>" in said.content.decode()
        assert not Suspension.objects.exists()
        assert at_desk.post(self.page(owner), form).headers["Location"] == f"/staff/people/{owner.pk}/"
        again = at_desk.post(self.page(owner), form)
        assert (again.status_code, "suspended already" in again.content.decode()) == (400, True)
        shown = at_desk.get(f"/staff/people/{owner.pk}/").content.decode()
        assert "Lift the suspension" in shown
        assert at_desk.post(self.page(owner, "let-in"), {"reason": ""}).status_code == 302
        assert User.objects.get(pk=owner.pk).is_suspended
        at_desk.post(self.page(owner, "let-in"), {"reason": "A mistake"})
        assert theirs.get("/chat/").status_code == 200
        at_desk.post(self.page(owner, "let-in"), {"reason": "Twice"})
        told = AuditEntry.objects.filter(action__startswith="person.").values_list("action", "reason")
        assert list(told) == [("person.suspended", WHY), ("person.suspension_lifted", "A mistake")]

    def test_others_are_refused_and_a_made_up_person_is_not_found(
        self, browser: Callable[..., Client], at_desk: Client, bookkeeper: User, owner: User
    ) -> None:
        for what in ("suspend", "let-in"):
            assert browser(bookkeeper).post(self.page(owner, what), {"reason": WHY}).status_code == 403
            assert at_desk.post(f"/staff/people/{uuid.uuid4()}/{what}/", {"reason": WHY}).status_code == 404
        assert AuditEntry.objects.filter(action="refused", object_id="staff.moderate").count() == 2
        assert "Suspend…" not in browser(bookkeeper).get(f"/staff/people/{owner.pk}/").content.decode()


class TestTheirWord:
    def test_it_is_kept_changed_and_decided_once(
        self, theirs: Client, at_desk: Client, colleague: User, browser: Callable[..., Client], suspend
    ) -> None:
        suspend()
        assert theirs.post("/suspended/appeal/", {"text": "It was <i>not</i> me."}).status_code == 302
        theirs.post("/suspended/appeal/", {"text": "It was my cat."})
        row = Appeal.objects.get()
        shown = at_desk.get("/staff/appeals/").content.decode()
        assert "It was my cat." in shown
        page = f"/staff/appeals/{row.pk}/"
        form = {"decision": "uphold", "words": "No cat types so well.", "reason": "Looked again"}
        for wrong in ({"decision": "x"}, {"words": ""}, {"reason": ""}):
            said = at_desk.post(page, form | wrong)
            assert said.status_code == 400
            assert wrong.get("words", form["words"]) in said.content.decode()
        assert at_desk.post(page, form).status_code == 302
        late = browser(colleague).post(page, form | {"decision": "lift"})
        assert "moderator@staff.example has decided this already." in late.content.decode()
        shown = theirs.get("/suspended/").content.decode()
        assert "No cat types so well." in shown
        assert "<form" not in shown.partition("<h1>")[2]
        assert theirs.post("/suspended/appeal/", {"text": "But!"}).status_code == 400
        assert Appeal.objects.get().text == "It was my cat."
        assert sent() == ["[Fragaria] Your account is suspended", "[Fragaria] Your account stays suspended"]
        told = AuditEntry.objects.filter(action__startswith="appeal.").values_list("action", "reason")
        assert list(told) == [("appeal.refused", "Looked again")]

    def test_lifting_lets_them_in(self, theirs: Client, owner: User, moderator: User, suspend) -> None:
        suspend()
        row = appealing.appeal(person=User.objects.get(pk=owner.pk), text="Please.")
        appealing.decide(appeal_id=row.pk, actor=moderator, lifts=True, words="You are right.", reason=WHY)
        assert theirs.get("/chat/").status_code == 200
        assert sent()[-1] == "[Fragaria] Your account is open again"

    def test_what_has_ended_by_itself_is_not_said_to_stay(
        self, owner: User, moderator: User, suspend
    ) -> None:
        suspend(days=1)
        row = appealing.appeal(person=User.objects.get(pk=owner.pk), text="Please.")
        past = timezone.now() - timedelta(seconds=1)
        User.objects.filter(pk=owner.pk).update(suspended_until=past)
        Suspension.objects.update(until=past)
        appealing.decide(appeal_id=row.pk, actor=moderator, lifts=False, words="It was right.", reason=WHY)
        assert sent()[-1] == "[Fragaria] Your account is open again"

    @pytest.mark.parametrize("text", ["", " \n", "x" * 2001])
    def test_what_cannot_be_kept_stays_in_the_form(self, theirs: Client, suspend, text: str) -> None:
        suspend()
        said = theirs.post("/suspended/appeal/", {"text": text})
        assert said.status_code == 400
        assert text.strip() in said.content.decode()
        assert not Appeal.objects.exists()


def test_a_persons_file_has_it_and_it_goes_with_them(
    tmp_path: Path, owner: User, report: Report, suspend
) -> None:
    suspend()
    appealing.appeal(person=User.objects.get(pk=owner.pk), text="It was my cat.")
    counts = person_file.write(user=owner, path=tmp_path / "person.zip")
    assert {name: counts[name] for name in ("reports", "suspensions", "appeals")} == {
        "reports": 1, "suspensions": 1, "appeals": 1
    }  # fmt: skip
    with zipfile.ZipFile(tmp_path / "person.zip") as archive:
        told = {
            name: archive.read(f"{name}.jsonl").decode() for name in ("reports", "suspensions", "appeals")
        }
    assert json.loads(told["appeals"])["text"] == "It was my cat."
    assert json.loads(told["suspensions"])["words"] == WORDS
    assert "begun_by_id" not in told["suspensions"]
    owner.delete()
    assert not Report.objects.exists()
    assert not Appeal.objects.exists()
