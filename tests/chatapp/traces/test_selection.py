"""The nightly versions: what is in them, and what leaves them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.conversations import services as conversations
from chatapp.runs.models import Run
from chatapp.traces import selectors, services
from chatapp.traces.models import Manifest, Selected
from chatapp.traces.selection import fingerprint, select

from .conftest import GOOD, WRONG, Think

pytestmark = pytest.mark.django_db


def test_what_is_verified_is_selected_once(willing: User, think: Think) -> None:
    first = think()
    think("what is 23*4 - 2")  # says the same
    other = think("What is 2*45?", GOOD)
    think("How many?", WRONG, verdict="unverified")
    made = select()
    assert (made.number, made.runs, made.sha256) == (1, 2, fingerprint([first.pk, other.pk]))
    assert selectors.selected(1) == {first.pk, other.pk}


def test_a_night_without_news_makes_no_version(willing: User, think: Think) -> None:
    assert select() is None
    think()
    assert select().number == 1
    assert select() is None
    assert Manifest.objects.count() == 1


def test_earlier_versions_stay_what_they_were(willing: User, outsider: User, think: Think) -> None:
    services.allow(user=outsider)
    mine, theirs = think(), think("What is 2*45?", GOOD, user=outsider)
    select()
    services.withdraw(user=willing)
    late = think("What is 90/1?", GOOD, user=outsider)
    assert select().number == 2
    services.allow(user=willing)
    assert select().number == 3
    assert [selectors.selected(number) for number in (1, 2, 3)] == [
        {mine.pk, theirs.pk},
        {theirs.pk, late.pk},
        {mine.pk, theirs.pk, late.pk},
    ]
    for made in Manifest.objects.all():
        assert made.sha256 == fingerprint(selectors.selected(made.number))
        assert made.runs == len(selectors.selected(made.number))


def test_where_the_oldest_of_the_same_is_withdrawn_the_next_takes_its_place(
    willing: User, outsider: User, think: Think
) -> None:
    services.allow(user=outsider)
    mine, theirs = think(), think(user=outsider)
    select()
    assert selectors.selected(1) == {mine.pk}
    services.withdraw(user=willing)
    select()
    assert selectors.selected(2) == {theirs.pk}


def test_a_deleted_conversation_leaves_the_next_version(willing: User, think: Think) -> None:
    run, other = think(), think("What is 2*45?", GOOD)
    select()
    conversations.delete(conversation=run.conversation)
    assert select().runs == 1
    assert selectors.selected(2) == {other.pk}
    assert selectors.selected(1) == {
        run.pk,
        other.pk,
    }  # the id says nothing, and the hash can still be checked


def test_an_erased_account_leaves_the_next_version_and_no_word_behind(willing: User, think: Think) -> None:
    think()
    select()
    willing.delete()
    assert not Run.objects.exists()
    assert select().runs == 0
    assert not Selected.objects.filter(until=None).exists()


def test_where_the_operator_forbids_it_the_next_version_is_empty(
    willing: User, think: Think, settings
) -> None:
    think()
    select()
    settings.TRACES = "off"
    assert select().runs == 0


def test_a_run_whose_question_was_not_kept_is_left_out(willing: User, think: Think) -> None:
    Run.objects.filter(pk=think().pk).update(input={})
    assert select() is None


@pytest.mark.parametrize("how", [{"temporary": True, "purge_at": timezone.now()}, {"source": "chatgpt"}])
def test_neither_temporary_chats_nor_imported_conversations_are_used(
    think: Think, willing: User, how: dict[str, object]
) -> None:
    run = think()
    assert list(selectors.usable()) == [run]
    type(run.conversation).objects.update(**how)
    assert list(selectors.usable()) == []
