"""Searching: what is found, by whom, and that the index follows what is written."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chatapp.accounts.models import User
from chatapp.conversations import search, services
from chatapp.conversations.models import Conversation, SearchEntry
from chatapp.runs import lease
from chatapp.runs.finish import finish
from chatapp.runs.models import Run
from reasoning.events import AnswerDelta, Answered, Entry, RunStarted
from reasoning.state import fold

pytestmark = pytest.mark.django_db
Say = Callable[..., tuple]


def titles(user: User, query: str) -> list[str]:
    return [found.conversation.title for found in search.search(user, query)[0]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("swallows", True),
        ("SWALL", True),
        ("go where", True),
        ("swallows penguins", False),
        ("allows", False),
        ("人工", True),
        ("智能", True),
        ("能", True),
        ("人", True),
        ("工人", False),
        ("東京タワー", True),
        ("taxi café", True),
        ("CAFE", True),
        ("kafé", False),
        ("", False),
        ("   ", False),
        ("🍓", False),
    ],
)
def test_words_are_found_by_their_beginnings_in_every_script(
    owner: User, say: Say, query: str, found: bool
) -> None:
    say("Where do the swallows go? 我喜欢人工智能 東京タワー a taxi to the Café")
    assert bool(titles(owner, query)) is found


def test_nobody_finds_another_persons_words(owner: User, stranger: User, conversation: Conversation) -> None:
    assert titles(owner, "swallows") == ["Where do the swallows go?"]
    assert titles(stranger, "swallows") == []
    assert titles(stranger, f"swallows {owner.pk.hex}") == []


def test_a_hit_names_its_message_and_shows_the_place(owner: User, say: Say) -> None:
    conversation, question, _ = say("A title\nand the martins further down")
    [found], more = search.search(owner, "martins")
    assert (found.conversation, more) == (conversation, False)
    [hit] = found.hits
    assert hit.message == question
    assert ("martins", True) in [(piece.text, piece.hit) for piece in hit.pieces]


def test_a_title_is_found_and_follows_its_change(owner: User, conversation: Conversation) -> None:
    services.rename(conversation=conversation, title="Penguins")
    [found], _ = search.search(owner, "penguins")
    assert [(piece.text, piece.hit) for piece in found.title] == [("Penguins", True)]
    assert found.hits == []


def test_an_answer_is_found_from_the_moment_it_is_finished(owner: User, ask: Callable[..., Run]) -> None:
    run = lease.claim(ask("Where do they go?").pk)
    said = [
        Entry(1, 1, RunStarted("single", "scripted", 1, "", {})),
        Entry(1, 2, AnswerDelta("To Zanzibar")),
        Entry(1, 3, Answered(None, 0.9, "unverified", "stop")),
    ]
    finish(run=run, state=fold(said), entries=said)
    [found], _ = search.search(owner, "zanzibar")
    assert found.hits[0].message.pk == run.answer_id


def test_what_was_deleted_is_found_no_more_and_leaves_nothing_in_the_index(
    owner: User, conversation: Conversation
) -> None:
    services.delete(conversation=conversation)
    assert titles(owner, "swallows") == []
    assert not SearchEntry.objects.exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO conversations_search(conversations_search) VALUES ('integrity-check')"
            )


def test_every_conversation_is_listed_once_with_its_newest_hits(owner: User, say: Say) -> None:
    conversation, _, answer = say("swallow 0")
    for number in range(1, 6):
        _, _, answer = say(f"swallow {number}", conversation=conversation, parent=answer)
    say("another swallow")
    found, _ = search.search(owner, "swallow")
    assert [each.conversation.title for each in found] == ["another swallow", "swallow 0"]
    assert [hit.message.text for hit in found[1].hits] == ["swallow 5", "swallow 4", "swallow 3"]


HOSTILE = [
    '"', "'", '""" OR 1', "' OR '1'='1", "swallows AND", "NEAR(", "words:", "-swallows", "swallows*", "^swallows",
    "(((", "a & | ! <-> b", "\\", "%", "_", "\x00", "swallows\x00", "\ud800", "user_id : x", "🍓" * 5000,
    "swallows " * 1200, "x" * 10_000, "人" * 10_000, "*" * 10_000, "{a b}:", "\u202e\u0000\uffff", ":*", "!!",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_is_an_error(owner: User, conversation: Conversation, query: str) -> None:
    search.search(owner, query)


@given(st.text(st.characters(codec=None), max_size=60))
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_can_be_looked_for(owner: User, query: str) -> None:
    search.search(owner, query)


def test_a_text_of_any_kind_can_be_stored_and_found(owner: User, say: Say) -> None:
    say("ünïcödé 'quotes\" back\\slash :colon* <-> " + "人" * 5000 + " needle " + "y" * 5000)
    assert titles(owner, "needle")
    assert titles(owner, "slash")
    assert titles(owner, "y" * 200)


def test_rebuilding_makes_the_same_index_again(owner: User, say: Say) -> None:
    say("swallows")
    say("martins")
    before = set(SearchEntry.objects.values_list("conversation", "message", "words"))
    SearchEntry.objects.all().delete()
    out = StringIO()
    call_command("rebuild-search", stdout=out)
    assert set(SearchEntry.objects.values_list("conversation", "message", "words")) == before
    assert "4 entries" in out.getvalue()
    assert titles(owner, "martins") == ["martins"]
