"""Going on from a message in a conversation of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chatapp.accounts.models import User
from chatapp.conversations import forking, search, selectors
from chatapp.conversations.models import Conversation, Message, text_parts
from chatapp.errors import NotFound, RequestError
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db
Say = Callable[..., tuple]


def test_a_fork_has_the_branch_down_to_the_message_and_nothing_else(owner: User, say: Say) -> None:
    conversation, _, answer = say("Swallows?")
    Message.objects.filter(pk=answer.pk).update(parts=text_parts("To Zanzibar"))
    say("left", conversation=conversation, parent=answer)
    say("right", conversation=conversation, parent=answer)
    made = forking.fork(conversation=conversation, message_id=answer.pk)
    assert [message.text for message in selectors.messages(made)] == ["Swallows?", "To Zanzibar"]
    assert (made.title, made.forked_from) == ("Swallows? (fork)", conversation)
    assert conversation.messages.count() == 6
    assert len(search.search(owner, "zanzibar")[0]) == 1
    again = forking.fork(conversation=made, message_id=made.messages.last().pk)
    assert again.title == "Swallows? (fork)"


def test_a_fork_outlives_what_it_was_made_from(say: Say) -> None:
    conversation, question, _ = say("Swallows?")
    made = forking.fork(conversation=conversation, message_id=question.pk)
    conversation.delete()
    made.refresh_from_db()
    assert (made.forked_from, made.messages.count()) == (None, 1)


def test_a_message_of_another_conversation_is_not_found(say: Say, conversation: Conversation) -> None:
    with pytest.raises(NotFound):
        forking.fork(conversation=conversation, message_id=say()[1].pk)


def test_an_answer_that_is_still_written_is_not_forked(ask: Callable[..., Run]) -> None:
    run = ask("Swallows?")
    with pytest.raises(RequestError, match="still being written"):
        forking.fork(conversation=run.conversation, message_id=run.answer_id)
