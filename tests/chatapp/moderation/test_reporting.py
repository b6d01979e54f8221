"""What becomes a report: a thumb down with a reason, and a stranger's word on a shared page."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from chatapp.conversations import feedback, sharing
from chatapp.conversations.models import Conversation, Message, Share
from chatapp.moderation.models import Report
from chatapp.moderation.words import OF_ANSWERS, OF_PAGES

pytestmark = pytest.mark.django_db


def test_every_reason_that_feedback_keeps_is_one_of_a_report_and_none_is_of_both_kinds() -> None:
    assert set(OF_ANSWERS) == set(feedback.REASONS)
    assert not set(OF_ANSWERS) & set(OF_PAGES)


def test_an_unsafe_answer_is_a_pressing_report_without_a_copy_of_the_words(answer: Message, owner) -> None:
    feedback.give(answer=answer, value="down", reasons=["wrong", "unsafe"], text="Bad")
    row = Report.objects.get()
    assert (row.reason, row.pressing, row.state, row.person) == ("unsafe", True, "open", owner)
    assert (row.message, row.share, row.text) == (answer, None, "")


def test_a_changed_word_changes_the_one_report_and_one_taken_back_closes_it(answer: Message) -> None:
    feedback.give(answer=answer, value="down", reasons=["unsafe"])
    feedback.give(answer=answer, value="down", reasons=["too_long"])
    row = Report.objects.get()
    assert (row.reason, row.pressing, row.state) == ("too_long", False, "open")
    feedback.take_back(answer=answer)
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", "withdrawn")
    feedback.give(answer=answer, value="down", reasons=["unsafe"])
    assert Report.objects.exclude(state="closed").count() == 1


@pytest.mark.parametrize("word", [{"value": "up"}, {"value": "down"}, {"value": "down", "text": "meh"}])
def test_without_a_reason_there_is_nothing_to_look_at(answer: Message, word: dict[str, str]) -> None:
    feedback.give(answer=answer, **word)
    assert not Report.objects.exists()


def test_an_answers_report_goes_with_the_answer(report: Report, conversation: Conversation) -> None:
    conversation.delete()
    assert not Report.objects.exists()


class TestASharedPage:
    def test_a_stranger_reports_it_and_nothing_is_kept_of_them(self, client: Client, share: Share) -> None:
        page = f"/share/{share.token}/report/"
        assert page in client.get(f"/share/{share.token}/").content.decode()
        assert "csrfmiddlewaretoken" in client.get(page).content.decode()
        said = client.post(page, {"reason": "private", "text": "That is my \x00 number.\r\nPlease."})
        assert "Thank you" in said.content.decode()
        row = Report.objects.get()
        assert (row.source, row.reason, row.pressing, row.share) == ("shared", "private", True, share.pk)
        assert row.text == "That is my  number.\nPlease."
        assert row.person == share.user

    def test_without_the_forms_own_token_nothing_is_taken(self, share: Share) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post(f"/share/{share.token}/report/", {"reason": "spam"}).status_code == 403
        assert not Report.objects.exists()

    @pytest.mark.parametrize("form", [{}, {"reason": "unsafe"}, {"reason": "spam", "text": "x" * 1001}])
    def test_what_cannot_be_kept_stays_in_the_form(
        self, client: Client, share: Share, form: dict[str, str]
    ) -> None:
        said = client.post(f"/share/{share.token}/report/", form)
        assert said.status_code == 400
        assert form.get("text", "") in said.content.decode()
        assert not Report.objects.exists()

    def test_from_one_network_there_are_five_an_hour(self, client: Client, share: Share) -> None:
        page = f"/share/{share.token}/report/"
        said = [client.post(page, {"reason": "spam", "text": "kept"}) for _ in range(6)]
        assert [each.status_code for each in said] == [200] * 5 + [429]
        assert "kept</textarea>" in said[5].content.decode()
        assert Report.objects.count() == 5
        assert client.post(page, {"reason": "spam"}, REMOTE_ADDR="192.0.2.9").status_code == 200

    def test_twenty_wait_for_one_reason_wherever_they_come_from(self, client: Client, share: Share) -> None:
        page = f"/share/{share.token}/report/"

        def say(reason: str, number: int) -> HttpResponse:
            return client.post(page, {"reason": reason, "text": "kept"}, REMOTE_ADDR=f"192.0.2.{number}")

        said = [say("spam", number) for number in range(21)]
        assert [each.status_code for each in said] == [200] * 20 + [429]
        assert "many times already" in said[20].content.decode()
        assert "kept</textarea>" in said[20].content.decode()
        assert say("private", 30).status_code == 200
        Report.objects.filter(reason="spam").update(state=Report.State.CLOSED)
        assert say("spam", 31).status_code == 200

    def test_it_outlives_the_link_and_a_dead_link_takes_none(
        self, client: Client, share: Share, owner
    ) -> None:
        page = f"/share/{share.token}/report/"
        client.post(page, {"reason": "spam"})
        sharing.revoke(user=owner, share_id=share.pk)
        assert Report.objects.count() == 1
        assert client.get(page).status_code == 404
        assert client.post(page, {"reason": "spam"}).status_code == 404
        assert client.get("/share/no-such-token/report/").status_code == 404

    def test_a_home_with_ipv6_counts_as_one(self, client: Client, share: Share) -> None:
        page, form = f"/share/{share.token}/report/", {"reason": "spam"}
        said = [client.post(page, form, REMOTE_ADDR=f"2001:db8:0:1::{number}") for number in range(6)]
        assert [each.status_code for each in said] == [200] * 5 + [429]
        assert client.post(page, form, REMOTE_ADDR="2001:db8:0:2::1").status_code == 200
