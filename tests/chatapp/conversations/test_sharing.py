"""Shared links: what stands under them, for how long, and what does not."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations import services, sharing
from chatapp.conversations.models import Share
from chatapp.errors import NotFound, RequestError
from chatapp.runs import lease
from chatapp.runs.finish import finish
from chatapp.runs.models import Run
from reasoning.state import fold
from tests.support.said import entries
from tests.support.thought import Told, thought

pytestmark = pytest.mark.django_db
GOOD = Told((("1. a secret step\n", "a secret critique"),), "90", "passed")


@pytest.fixture
def run(ask: Callable[..., Run]) -> Run:
    """A thought that has ended."""
    run = lease.claim(ask("What is 23*4 - 2?", mode="think").pk)
    said = entries(*thought(GOOD))
    finish(run=run, state=fold(said), entries=said)
    return Run.objects.select_related("answer", "conversation").get(pk=run.pk)


@pytest.fixture
def share(run: Run) -> Callable[..., Share]:
    def share(with_thinking: bool = False) -> Share:
        return sharing.share(
            conversation=run.conversation, message_id=run.answer_id, with_thinking=with_thinking
        )

    return share


def page(share: Share, client: Client | None = None) -> tuple[int, str]:
    response = (client or Client()).get(f"/share/{share.token}/")
    return response.status_code, response.content.decode()


def test_anybody_with_the_link_reads_it_and_no_machine_lists_it(share: Callable[..., Share]) -> None:
    response = Client().get(f"/share/{share().token}/")
    assert response.status_code == 200
    assert "What is 23*4 - 2?" in response.content.decode()
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_nothing_of_the_account_is_shown_to_strangers_or_to_its_owner(
    share: Callable[..., Share], owner: User, browser: Callable[[User], Client]
) -> None:
    owner.name = "Olive Owner"
    owner.save()
    made = share(with_thinking=True)
    for client in (Client(), browser(owner)):
        _, text = page(made, client)
        for secret in ("owner@example.org", "Olive", str(owner.pk), str(made.conversation_id), "Sign out"):
            assert secret not in text


def test_the_thinking_is_shown_only_where_it_was_shared(share: Callable[..., Share]) -> None:
    assert "a secret step" not in page(share())[1]
    assert "a secret step" in page(share(with_thinking=True))[1]


def test_a_site_that_shows_summaries_shows_none_under_old_links_either(
    share: Callable[..., Share], settings: object
) -> None:
    made = share(with_thinking=True)
    settings.THOUGHTS = "summary"
    _, text = page(made)
    assert "a secret" not in text
    assert '"verdict"' in text


def test_what_is_said_later_is_not_under_the_link(
    share: Callable[..., Share], run: Run, ask: Callable
) -> None:
    made = share()
    ask("And something private?", conversation_id=run.conversation_id, parent_id=run.answer_id)
    assert "private" not in page(made)[1]


def test_a_revoked_link_leads_nowhere_and_only_its_owner_revokes_it(
    share: Callable[..., Share], owner: User, stranger: User
) -> None:
    made = share()
    with pytest.raises(NotFound):
        sharing.revoke(user=stranger, share_id=made.pk)
    assert sharing.shares(stranger) == []
    assert page(made)[0] == 200
    sharing.revoke(user=owner, share_id=made.pk)
    assert page(made)[0] == 404


def test_links_go_with_their_conversation_and_with_a_person_who_is_shut_out(
    share: Callable[..., Share], owner: User, run: Run
) -> None:
    made = share()
    owner.is_active = False
    owner.save()
    assert page(made)[0] == 404
    services.delete(conversation=run.conversation)
    assert not Share.objects.exists()


def test_an_answer_that_is_still_written_is_not_shared(ask: Callable[..., Run]) -> None:
    run = ask("Swallows?")
    with pytest.raises(RequestError, match="still being written"):
        sharing.share(conversation=run.conversation, message_id=run.answer_id, with_thinking=False)


def test_hostile_text_cannot_leave_the_data_element(ask: Callable[..., Run]) -> None:
    run = ask("</script><script>alert(1)</script>")
    made = sharing.share(conversation=run.conversation, message_id=run.answer.parent_id, with_thinking=False)
    assert "<script>alert" not in page(made)[1]


@pytest.mark.parametrize("token", ["x", "..", "%00", "a" * 500, "é"])
def test_guessed_links_lead_nowhere(token: str) -> None:
    assert Client().get(f"/share/{token}/").status_code == 404


def log(share: Share, number: int = 1) -> tuple[int, str]:
    response = Client().get(f"/share/{share.token}/thoughts/{number}/")
    return response.status_code, response.content.decode()


def test_a_shared_thought_can_be_played_by_whoever_has_the_link(
    share: Callable[..., Share], run: Run
) -> None:
    made = share(with_thinking=True)
    status, text = log(made)
    assert status == 200
    assert "a secret step" in text
    assert f"/share/{made.token}/thoughts/1/" in page(made)[1]
    assert str(run.pk) not in page(made)[1] + text
    for nowhere in (0, 7):
        assert log(made, nowhere)[0] == 404
    sharing.revoke(user=made.user, share_id=made.pk)
    assert log(made)[0] == 404


def test_a_thought_that_was_not_shared_cannot_be_played(share: Callable[..., Share]) -> None:
    made = share()
    assert log(made)[0] == 404
    assert "/thoughts/" not in page(made)[1]


def test_what_the_account_may_use_and_what_it_cost_is_not_in_a_shared_log(
    share: Callable[..., Share],
) -> None:
    for entry in json.loads(log(share(with_thinking=True))[1])["entries"]:
        assert not entry["e"].get("budget")
        assert not entry["e"].get("cost_micros")


def test_a_site_that_shows_summaries_plays_none_of_the_words(
    share: Callable[..., Share], settings: object
) -> None:
    made = share(with_thinking=True)
    settings.THOUGHTS = "summary"
    status, text = log(made)
    assert status == 200
    assert "a secret" not in text
