"""Full-text search of a person's own conversations, and keeping its index in step.

Whoever writes a message or a title calls `index_*` in the same transaction. What goes, goes by itself: the rows hang
on their conversation, and the database's index on the rows (models/search.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from chatapp.accounts.models import User

from .models import Conversation, Message, SearchEntry
from .snippets import Piece, marked, snippet
from .words import phrases, terms, words

MOST = 40  # conversations in one answer
MOST_EACH = 3  # messages of one conversation
LOOKED_AT = 200  # entries that are read for it
CHUNK = 500


@dataclass(slots=True)
class Hit:
    """A message that has all words of the query. `pieces` is the text around the first of them."""

    message: Message
    pieces: list[Piece]


@dataclass(slots=True)
class Found:
    """A conversation with its title's pieces and its newest hits; without any where only the title has the words."""

    conversation: Conversation
    title: list[Piece]
    hits: list[Hit] = field(default_factory=list)


def search(user: User, query: str) -> tuple[list[Found], bool]:
    """The person's conversations that have every word of `query` in one message or in the title, newest first, and
    whether there may be more. A query without any word finds nothing; none is an error.
    """
    wanted = terms(query)
    if not wanted:
        return [], False
    entries = (
        _matching(user, wanted)
        .filter(user=user, conversation__user=user, conversation__temporary=False)
        .select_related("conversation", "message")
        .order_by("-conversation__updated_at", "-at", "-pk")
    )
    rows = list(entries[: LOOKED_AT + 1])
    shown = phrases(query)
    found: dict[UUID, Found] = {}
    for row in rows[:LOOKED_AT]:
        place = found.get(row.conversation_id)
        if place is None:
            if len(found) == MOST:
                return list(found.values()), True
            place = Found(row.conversation, marked(row.conversation.title, shown))
            found[row.conversation_id] = place
        if row.message is not None and len(place.hits) < MOST_EACH:
            place.hits.append(Hit(row.message, snippet(row.message.text, shown)))
    return list(found.values()), len(rows) > LOOKED_AT


def index_message(*, message: Message, user_id: UUID, text: str) -> None:
    """The message says `text` now. Inside the caller's transaction; temporary conversations are not indexed."""
    said = " ".join(words(text))
    if not said or message.conversation.temporary:
        SearchEntry.objects.filter(message=message).delete()
        return
    SearchEntry.objects.update_or_create(
        message=message,
        defaults={
            "user_id": user_id,
            "conversation_id": message.conversation_id,
            "at": message.created_at,
            "words": said,
        },
    )


def index_answer(*, answer_id: UUID, text: str) -> None:
    """An answer has been written: `index_message` for who knows its id alone."""
    message = Message.objects.select_related("conversation").filter(pk=answer_id).first()
    if message is not None:
        index_message(message=message, user_id=message.conversation.user_id, text=text)


def index_title(*, conversation: Conversation) -> None:
    """The conversation is called that now."""
    if conversation.temporary:
        return
    SearchEntry.objects.update_or_create(
        conversation=conversation,
        message=None,
        defaults={
            "user_id": conversation.user_id,
            "at": conversation.created_at,
            "words": " ".join(words(conversation.title)),
        },
    )


def index_new(*, conversation: Conversation, messages: Iterable[Message]) -> None:
    """A conversation that came with all its `messages` at once."""
    if not conversation.temporary:
        SearchEntry.objects.bulk_create(_entries(conversation, messages), batch_size=CHUNK)


def rebuild() -> int:
    """Make the whole index anew, a conversation at a time, while people go on; returns how many entries it has."""
    made = 0
    SearchEntry.objects.filter(conversation__temporary=True).delete()
    for conversation in Conversation.objects.filter(temporary=False).iterator(CHUNK):
        made += _rebuild_one(conversation)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO conversations_search(conversations_search) VALUES ('rebuild')")
    return made


def forget_deleted() -> None:
    """Take the words of deleted entries out of the index now: SQLite's keeps them, found by nobody, until it merges.

    It writes the index anew, so this is for an erasure, not for each deletion. PostgreSQL's vacuum does it by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO conversations_search(conversations_search) VALUES ('optimize')")


def _rebuild_one(conversation: Conversation) -> int:
    with transaction.atomic():
        # Locked, so that no answer is finished between the reading and the writing.
        if not Conversation.objects.select_for_update().filter(pk=conversation.pk).exists():
            return 0
        SearchEntry.objects.filter(conversation=conversation).delete()
        entries = _entries(conversation, conversation.messages.all())
        return len(SearchEntry.objects.bulk_create(entries, batch_size=CHUNK))


def _entries(conversation: Conversation, messages: Iterable[Message]) -> list[SearchEntry]:
    said: list[tuple[Message | None, datetime, str]] = [(None, conversation.created_at, conversation.title)]
    said += [(message, message.created_at, message.text) for message in messages]
    made = ((message, at, " ".join(words(text))) for message, at, text in said)
    return [
        SearchEntry(
            user_id=conversation.user_id, conversation=conversation, message=message, at=at, words=text
        )
        for message, at, text in made
        if text
    ]


def _matching(user: User, wanted: list[str]) -> QuerySet[SearchEntry]:
    # A term is letters, digits and marks: nothing of it can end the quotes around it.
    if connection.vendor == "sqlite":
        asked = " AND ".join(f'words : "{term}"*' for term in wanted)
        rows = RawSQL(
            "SELECT rowid FROM conversations_search WHERE conversations_search MATCH %s",
            [f'user_id : "{user.pk.hex}" AND {asked}'],
        )
        return SearchEntry.objects.filter(Q(pk__in=rows))
    asked = " & ".join(f"'{term}':*" for term in wanted)
    has_all = RawSQL("vector @@ %s::tsquery", [asked], output_field=BooleanField())
    return SearchEntry.objects.alias(has_all=has_all).filter(has_all=True)
