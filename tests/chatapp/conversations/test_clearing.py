"""Deleting all chats: after a word, at once to the eye, and soon from the database."""

from __future__ import annotations

import pytest
from django.utils import timezone

from billing.accounts import account_for
from chatapp.conversations import beginning, clearing, search, selectors, sharing
from chatapp.conversations.models import Conversation, Message, Project, SearchEntry, Share
from chatapp.errors import NotFound
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db
PAGE = "/settings/data/delete/"


@pytest.fixture
def shared(say) -> Share:
    conversation, question, _ = say("Where do the swallows go?")
    return sharing.share(conversation=conversation, message_id=question.pk, with_thinking=False)


def test_the_page_says_how_much_goes(owner, shared, browser) -> None:
    page = browser(owner).get(PAGE).content.decode()
    assert "One conversation goes at once" in page
    assert "One shared link leads nowhere" in page


def test_without_conversations_there_is_nothing_to_press(owner, browser) -> None:
    page = browser(owner).get(PAGE).content.decode()
    assert "There is nothing to delete" in page
    assert "<input" not in page.partition("<main")[2].partition("settings-page")[2]


@pytest.mark.parametrize("typed", ["", "no", "delete it", "<script>", "d" * 5000])
def test_without_the_word_nothing_goes(owner, shared, browser, typed) -> None:
    page = browser(owner).post(PAGE, {"word": typed}).content.decode()
    assert "Nothing was deleted" in page
    assert "<script>" not in page.partition("<main")[2]
    assert Conversation.objects.filter(user=owner, temporary=False).exists()


def test_with_the_word_everything_is_gone_at_once(owner, shared, browser, client) -> None:
    path = f"/chat/{shared.conversation_id}/"
    mine = browser(owner)
    assert "1 chat is deleted" in mine.post(PAGE, {"word": " Delete "}, follow=True).content.decode()
    assert selectors.recent(owner).rows == []
    assert search.search(owner, "swallows") == ([], False)
    assert client.get(f"/share/{shared.token}/").status_code == 404
    assert mine.get(path).status_code == 404
    assert mine.get(path + "export/").status_code == 404
    assert Message.objects.exists(), "the purge has not run yet"
    beginning.purge()
    assert not Message.objects.exists()
    assert not SearchEntry.objects.exists()


def test_a_page_that_still_shows_one_does_not_bring_it_back(owner, conversation) -> None:
    clearing.clear(user=owner)
    beginning.reopen(conversation=conversation)
    with pytest.raises(NotFound):
        selectors.get_conversation(owner, conversation.pk)
    assert beginning.purge() == 1


def test_what_runs_is_stopped_and_counts_what_it_delivered(ask, owner) -> None:
    run = ask("How are you?")
    clearing.clear(user=owner)
    beginning.purge()
    assert not Run.objects.filter(pk=run.pk).exists()
    run.hold.refresh_from_db()
    assert run.hold.state == "released"


def test_archived_ones_and_those_in_projects_go_and_the_projects_stay(owner, say) -> None:
    project = Project.objects.create(user=owner, name="Birds")
    for fields in ({"archived": True}, {"project": project, "pinned": True}):
        Conversation.objects.filter(pk=say("hello")[0].pk).update(**fields)
    assert clearing.clear(user=owner).conversations == 2
    assert Project.objects.filter(user=owner).count() == 1
    assert selectors.pinned(owner) == []


def test_others_keep_theirs(owner, stranger, conversation) -> None:
    theirs = Conversation.objects.create(
        user=stranger, account=account_for(user_id=stranger.pk), title="theirs"
    )
    clearing.clear(user=owner)
    beginning.purge()
    assert list(Conversation.objects.values_list("pk", flat=True)) == [theirs.pk]


def test_many_go_in_the_background_and_none_is_seen_meanwhile(owner) -> None:
    account = account_for(user_id=owner.pk)
    rows = [Conversation(user=owner, account=account, title=f"{n}") for n in range(beginning.CHUNK + 5)]
    Conversation.objects.bulk_create(rows)
    assert clearing.clear(user=owner).conversations == len(rows)
    assert selectors.recent(owner).rows == []
    assert (beginning.purge(), beginning.purge()) == (beginning.CHUNK, 5)


def test_what_was_imported_can_be_imported_again_at_once(owner, conversation) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(source="chatgpt", source_id="abc")
    clearing.clear(user=owner)
    Conversation.objects.create(
        user=owner, account=account_for(user_id=owner.pk), title="again", source="chatgpt", source_id="abc",
        created_at=timezone.now(),
    )  # fmt: skip


def test_the_data_page_leads_there_and_says_whether_thinking_trains(owner, browser) -> None:
    page = browser(owner).get("/settings/data/").content.decode()
    for path in (PAGE, "/settings/delete-account/", "/settings/privacy/"):
        assert f'href="{path}"' in page
