"""Moderators at their queue: who may, who has it, what came of it, and what is in the log."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations.models import Conversation, Share
from chatapp.leaving.models import Leaving
from chatapp.moderation import handling, queue
from chatapp.moderation.errors import ModerationError
from chatapp.moderation.models import Report

from .conftest import WHY

pytestmark = pytest.mark.django_db
PAGE = "/staff/reports/"


@pytest.fixture
def of_page(share: Share) -> Report:
    return Report.objects.create(
        source="shared", reason="private", pressing=True, person=share.user, share=share.pk, text="My number!"
    )


def logged() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.exclude(action="role.granted").values_list("action", "object_id"))


@pytest.mark.parametrize(
    ("path", "method"),
    [
        (PAGE, "get"),
        (f"{PAGE}{{id}}/", "get"),
        (f"{PAGE}{{id}}/take/", "post"),
        (f"{PAGE}{{id}}/close/", "post"),
        (f"{PAGE}{{id}}/end-link/", "post"),
        (f"{PAGE}{{id}}/content/", "post"),
        ("/staff/appeals/", "get"),
        ("/staff/blocks/", "get"),
        ("/staff/blocks/", "post"),
    ],
)
def test_only_moderators_are_let_in_and_other_staff_are_noted(
    browser: Callable[..., Client], bookkeeper: User, outsider: User, report: Report, path: str, method: str
) -> None:
    path = path.format(id=report.pk)
    assert getattr(Client(), method)(path).status_code == 302
    assert getattr(browser(outsider), method)(path).status_code == 403
    assert logged() == []
    assert getattr(browser(bookkeeper), method)(path).status_code == 403
    assert logged() == [("refused", "staff.moderate")]


@pytest.mark.parametrize("action", ["", "take/", "close/", "end-link/", "content/"])
def test_a_made_up_id_is_not_found(at_desk: Client, action: str) -> None:
    path = f"{PAGE}{uuid.uuid4()}/{action}"
    assert (at_desk.post(path, {"reason": WHY}) if action else at_desk.get(path)).status_code == 404
    assert at_desk.get(f"{PAGE}1%27/").status_code == 404


def test_the_queue_shows_ids_and_never_what_was_written(
    at_desk: Client, report: Report, of_page: Report
) -> None:
    for page in (PAGE, f"{PAGE}{report.pk}/", f"{PAGE}{of_page.pk}/"):
        shown = at_desk.get(page).content.decode()
        assert "owner@example.org" in shown
        for written in ("swallows", "south", "fly too", "My number"):
            assert written not in shown


def test_what_was_written_is_shown_for_a_reason_and_that_is_noted(at_desk: Client, report: Report) -> None:
    page = f"{PAGE}{report.pk}/content/"
    refused = at_desk.post(page, {"reason": " "})
    assert refused.status_code == 400
    assert "A reason is needed" in refused.content.decode()
    assert "swallows" not in refused.content.decode()
    assert logged() == []
    shown = at_desk.post(page, {"reason": WHY}).content.decode()
    assert "Where do the swallows go?" in shown
    assert "To the &lt;b&gt;south&lt;/b&gt;." in shown
    assert "It told me to fly too." in shown
    assert logged() == [("report.content_viewed", str(report.pk))]
    assert AuditEntry.objects.latest("seq").reason == WHY


def _temporary(report: Report) -> None:
    Conversation.objects.update(temporary=True, purge_at=timezone.now() + timedelta(hours=1))


def _leaving(report: Report) -> None:
    Leaving.objects.create(user=report.person, requested_at=timezone.now(), erase_at=timezone.now())


@pytest.mark.parametrize("close", [_temporary, _leaving])
def test_what_is_closed_to_all_staff_is_closed_here_too(
    at_desk: Client, report: Report, close: Callable[[Report], None]
) -> None:
    close(report)
    shown = at_desk.post(f"{PAGE}{report.pk}/content/", {"reason": WHY})
    assert shown.status_code == 400
    for written in ("swallows", "south", "fly too"):
        assert written not in shown.content.decode()
    assert logged() == []


def test_a_shared_pages_words_are_shown_the_same_way(at_desk: Client, of_page: Report, share: Share) -> None:
    shown = at_desk.post(f"{PAGE}{of_page.pk}/content/", {"reason": WHY}).content.decode()
    assert "My number!" in shown
    assert "swallows" in shown
    share.delete()
    shown = at_desk.post(f"{PAGE}{of_page.pk}/content/", {"reason": WHY}).content.decode()
    assert "there no longer" in shown


def test_one_takes_it_and_the_second_sees_who(
    at_desk: Client, browser: Callable[..., Client], colleague: User, moderator: User, report: Report
) -> None:
    page = f"{PAGE}{report.pk}/take/"
    assert at_desk.post(page, {"reason": WHY}).status_code == 302
    late = browser(colleague).post(page, {"reason": "Mine too"})
    assert late.status_code == 400
    assert "moderator@staff.example has just taken this report." in late.content.decode()
    assert 'value="Mine too"' in late.content.decode()
    over = {"reason": "They are ill", "held_by": str(moderator.pk)}
    assert browser(colleague).post(page, over).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.taken_by) == ("taken", colleague)
    assert [action for action, _id in logged()] == ["report.taken", "report.taken"]


def test_it_is_closed_once_by_who_has_it(
    at_desk: Client, browser: Callable[..., Client], colleague: User, report: Report
) -> None:
    browser(colleague).post(f"{PAGE}{report.pk}/take/", {"reason": WHY})
    page, form = f"{PAGE}{report.pk}/close/", {"reason": "Harmless", "outcome": "no_fault"}
    assert "colleague@staff.example has taken this report" in at_desk.post(page, form).content.decode()
    for wrong in ({"outcome": "withdrawn"}, {"outcome": ""}, {"reason": ""}, {"reason": "x" * 151}):
        assert browser(colleague).post(page, form | wrong).status_code == 400
    assert browser(colleague).post(page, form).status_code == 302
    again = at_desk.post(page, form)
    assert again.status_code == 400
    assert "colleague@staff.example has closed this report already." in again.content.decode()
    report.refresh_from_db()
    assert (report.state, report.outcome, report.note) == ("closed", "no_fault", "Harmless")
    assert [action for action, _id in logged()] == ["report.taken", "report.closed"]
    assert AuditEntry.objects.latest("seq").facts["outcome"] == "no_fault"


def test_an_outcome_that_is_not_so_is_refused(moderator: User, of_page: Report) -> None:
    for outcome in ("link_ended", "suspended"):
        with pytest.raises(ModerationError):
            handling.close(report=of_page, actor=moderator, outcome=outcome, reason=WHY)
    handling.end_link(report=of_page, actor=moderator, reason=WHY)
    handling.close(report=of_page, actor=moderator, outcome="link_ended", reason=WHY)


def test_a_shared_link_is_ended_once(at_desk: Client, client: Client, of_page: Report, share: Share) -> None:
    page = f"{PAGE}{of_page.pk}/end-link/"
    assert at_desk.post(page, {"reason": ""}).status_code == 400
    assert at_desk.post(page, {"reason": WHY}).status_code == 302
    assert client.get(f"/share/{share.token}/").status_code == 404
    again = at_desk.post(page, {"reason": WHY})
    assert (again.status_code, "leads nowhere already" in again.content.decode()) == (400, True)
    assert logged() == [("share.ended", str(share.pk))]


def test_filters_and_pages_go_through_all_of_it_once(
    at_desk: Client, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "ROWS", 3)
    now = timezone.now()
    made = [
        Report.objects.create(
            source="shared",
            reason="spam",
            pressing=True,
            person=owner,
            created_at=now + timedelta(seconds=n // 2),
        )
        for n in range(8)
    ]
    Report.objects.create(source="feedback", reason="too_long", pressing=False, person=owner)
    Report.objects.filter(pk=made[0].pk).update(state="closed", outcome="other", closed_at=now)
    seen: list[uuid.UUID] = []
    after = ""
    while True:
        page = queue.page(queue.Wanted(), after=after)
        seen += [row.pk for row in page.rows]
        if not (after := page.after):
            break
    assert len(seen) == 7
    assert set(seen) == {row.pk for row in made[1:]}
    found = {
        name: len(queue.page(queue.Wanted.of(given)).rows)
        for name, given in {
            "closed": {"state": "closed"},
            "long": {"reason": "too_long"},
            "none": {"reason": "too_long", "source": "shared"},
            "odd": {"state": "nonsense", "reason": "nonsense", "source": "nonsense"},
        }.items()
    }
    assert found == {"closed": 1, "long": 1, "none": 0, "odd": 3}
    assert at_desk.get(PAGE, {"after": "\x00"}).status_code == 200
    assert queue.waiting()[0] == 7
