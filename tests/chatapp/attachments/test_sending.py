"""Files in messages: sent once, sent again, refused with nothing lost, and shown to the model."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chatapp.accounts.models import User
from chatapp.attachments import storage
from chatapp.attachments.models import Attachment
from chatapp.conversations import exporting, forking, present, services, sharing
from chatapp.conversations.models import Conversation, Message
from chatapp.errors import RequestError
from chatapp.runs import change, finish, lease, request, roster
from chatapp.runs.models import Run
from chatapp.traces.selectors import turns_of
from reasoning.errors import EngineError
from reasoning.types import File, Turn

from .conftest import content, on_disk
from .samples import image

pytestmark = pytest.mark.django_db
Ask = Callable[..., Run]
Attach = Callable[..., Attachment]


def question(run: Run) -> Message:
    assert run.answer
    assert run.answer.parent
    return Message.objects.get(pk=run.answer.parent_id)


def shown(run: Run) -> str:
    """What the model reads of the question."""
    return str(run.input["turns"][-1]["text"])


def test_a_question_takes_its_files_along_and_the_model_reads_them(ask: Ask, attach: Attach) -> None:
    row = attach("notes.txt", b"They leave in September.")
    run = ask("When do they leave?", files=[row.pk])
    row.refresh_from_db()
    assert row.message == question(run)
    assert "They leave in September." in shown(run)
    assert 'file "notes.txt"' in shown(run)
    assert shown(run).endswith("When do they leave?")
    assert (
        request.words_in(run.input)
        == request.to_task(run.input, roster.profile()).asked
        == "When do they leave?"
    )
    told = present.message(question(run))
    assert (told["text"], [file["name"] for file in told["files"]]) == ("When do they leave?", ["notes.txt"])


def test_files_alone_are_a_question_which_gives_the_title(ask: Ask, attach: Attach) -> None:
    run = ask("", files=[attach("swallows.txt").pk])
    assert run.conversation
    assert run.conversation.title == "swallows.txt"
    assert question(run).text == ""
    with pytest.raises(RequestError, match="write a message"):
        ask("  ")


def test_the_next_question_still_has_what_was_attached_before(ask: Ask, attach: Attach) -> None:
    first = ask("Read this.", files=[attach("a.txt", b"forty-two").pk])
    next_one = ask("And now?", conversation_id=first.conversation_id, parent_id=first.answer_id)
    turns = request.to_task(next_one.input, roster.profile()).turns
    assert "forty-two" in turns[-2].text
    assert turns[-1] == Turn("user", "And now?")


def test_what_is_not_there_or_not_ones_own_or_too_many_is_refused_and_nothing_is_stored(
    ask: Ask, attach: Attach, outsider: User
) -> None:
    mine = [attach(data=f"{n}".encode()).pk for n in range(11)]
    for files, code in (
        ([uuid.uuid4()], "no_file"),
        ([mine[0], attach(user=outsider).pk], "no_file"),
        (mine, "too_many_files"),
    ):
        with pytest.raises(RequestError) as refused:
            ask("Read.", files=files)
        assert refused.value.code == code
    assert not Message.objects.exists()
    assert not Attachment.objects.exclude(message=None).exists()
    assert ask("Read.", files=[mine[0], mine[0]]).input["attached"] is True


def test_the_same_send_again_is_the_same_run(ask: Ask, attach: Attach) -> None:
    row = attach()
    first = ask("Read.", files=[row.pk], client_id="a-client-id")
    assert ask("Read.", files=[row.pk], client_id="a-client-id") == first
    assert Attachment.objects.count() == 1


def test_an_edited_question_keeps_its_files_and_each_lives_on_without_the_other(
    ask: Ask, attach: Attach, django_capture_on_commit_callbacks: Any
) -> None:
    first = ask("Read.", files=[attach("a.txt", b"forty-two").pk])
    sent = question(first).attachments.get()
    again = ask("Read it.", conversation_id=first.conversation_id, files=[sent.pk])
    kept = question(again).attachments.get()
    assert kept.pk != sent.pk
    with django_capture_on_commit_callbacks(execute=True):
        question(first).delete()
    assert content(kept) == b"forty-two"
    assert "forty-two" in shown(again)


def test_a_file_of_another_conversation_is_not_sent_from_here(ask: Ask, attach: Attach) -> None:
    sent = question(ask("Read.", files=[attach().pk])).attachments.get()
    for where in (None, ask("Elsewhere").conversation_id):
        with pytest.raises(RequestError, match="not here any more"):
            ask("Read.", conversation_id=where, files=[sent.pk])


def test_a_picture_goes_only_to_a_model_that_sees(ask: Ask, attach: Attach) -> None:
    row = attach("a.png", image())
    with pytest.raises(RequestError, match="administrator") as refused:
        ask("What is it?", files=[row.pk])
    assert refused.value.code == "no_vision"
    row.refresh_from_db()
    assert row.message is None
    assert not Message.objects.exists()


def test_a_model_that_sees_gets_the_picture_itself(ask: Ask, attach: Attach, seeing: None) -> None:
    row = attach("a.png", image(size=(56, 28)))
    run = ask("What is it?", files=[row.pk])
    assert run.input["turns"][-1]["images"] == [{"source": str(row.pk), "tokens": 18}]
    task = request.to_task(run.input, roster.profile())
    assert task.turns[-1].images[0].source.startswith("data:image/png;base64,")
    assert task.shows_images
    storage.remove(Attachment.objects.get().file)
    with pytest.raises(EngineError, match="could not be read"):
        request.to_task(run.input, roster.profile())


def test_auto_goes_where_the_picture_is_seen(
    ask: Ask, attach: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = roster.profile()
    sees = replace(blind, vision=True)
    monkeypatch.setattr(roster, "profile", lambda mode="think", chosen="": sees if mode == "think" else blind)
    monkeypatch.setattr(roster, "named", lambda mode="think": roster.Named("x", "scripted", mode == "think"))
    run = ask("Hello!", mode="auto", files=[attach("a.png", image()).pk])
    assert (run.mode, run.input["route"]) == ("think", "Thinks: its model can see pictures")
    with pytest.raises(RequestError, match="Choose another model or mode"):
        ask("Hello!", mode="fast", files=[attach("b.png", image()).pk])


def test_a_run_that_a_blind_model_takes_over_says_what_it_cannot_see(
    ask: Ask, attach: Attach, seeing: None
) -> None:
    run = lease.claim(ask("What is it?", files=[attach("a.png", image()).pk]).pk)
    assert run
    blind = replace(roster.profile(), vision=False)
    assert not request.is_made_for(run.input, blind)
    change.adapt(run=run, profile=blind, begun=False)
    assert 'The picture "a.png" is not shown' in shown(run)
    assert "images" not in run.input["turns"][-1]


def test_files_go_with_their_message_their_conversation_and_their_person_but_not_before_the_commit(
    ask: Ask, attach: Attach, folder: Any, owner: User, django_capture_on_commit_callbacks: Any
) -> None:
    run = ask("Read.", files=[attach().pk])
    attach("unsent.txt", b"unsent")
    assert run.conversation
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(conversation=run.conversation)
        assert len(on_disk(folder)) == 2
    assert len(on_disk(folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        Attachment.objects.filter(user=owner).delete()
    assert on_disk(folder) == set()


def test_a_fork_has_files_of_its_own(
    ask: Ask, attach: Attach, django_capture_on_commit_callbacks: Any
) -> None:
    run = ask("Read.", files=[attach("a.txt", b"forty-two").pk])
    assert run.conversation
    Run.objects.filter(pk=run.pk).update(status=Run.Status.SUCCEEDED)
    made = forking.fork(conversation=run.conversation, message_id=run.answer_id)
    copied = made.messages.get(role="user")
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(conversation=Conversation.objects.get(pk=run.conversation_id))
    row = copied.attachments.get()
    assert content(row) == b"forty-two"
    assert [part["attachment"] for part in copied.attached] == [str(row.pk)]
    assert request.files_of(copied)[0].text == "forty-two"


def test_a_share_and_an_export_have_names_and_no_content(ask: Ask, attach: Attach) -> None:
    run = ask("Read.", files=[attach("a.txt", b"forty-two").pk])
    assert run.conversation
    Run.objects.filter(pk=run.pk).update(status=Run.Status.SUCCEEDED)
    row = sharing.share(conversation=run.conversation, message_id=run.answer_id, with_thinking=False)
    assert row.snapshot["messages"][0]["files"] == ["a.txt"]
    assert "forty-two" not in str(row.snapshot)
    assert "*Attached: a.txt*" in exporting.markdown(run.conversation)
    assert exporting.record(run.conversation)["messages"][0]["files"][0]["name"] == "a.txt"


def test_what_was_attached_trains_nothing(ask: Ask, attach: Attach) -> None:
    first = ask("Read.", files=[attach().pk])
    later = ask("And?", conversation_id=first.conversation_id, parent_id=first.answer_id)
    assert turns_of(first) == turns_of(later) == ()
    assert turns_of(ask("Plain")) != ()


def test_doubts_are_about_the_question_and_not_about_what_is_in_a_file(ask: Ask, attach: Attach) -> None:
    run = ask("Read.", files=[attach("sums.txt", b"What is 2+2?").pk])
    assert finish.words_in(run.input) == "Read."
    assert isinstance(request.files_of(question(run))[0], File)
