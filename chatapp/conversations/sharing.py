"""Links under which anybody reads a conversation as it was when it was shared, until they are revoked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.errors import NotFound, RequestError
from chatapp.runs.disclosure import shown_entry, shown_state
from chatapp.runs.log import entry_json
from chatapp.runs.models import Run
from chatapp.runs.store import load_entries, load_state
from reasoning.state import to_dict

from . import selectors
from .models import Conversation, Message, Share

MOST = 500


def share(*, conversation: Conversation, message_id: UUID, with_thinking: bool) -> Share:
    """A link to the branch from the first question down to the message, as it is now; later messages are not in it.

    Raises NotFound where the message is not of this conversation, and RequestError for a temporary chat, an answer
    that is still being written, and too many links.
    """
    if conversation.temporary:
        raise RequestError(_("A temporary chat cannot be shared: the link would outlive it."))
    if Share.objects.filter(user_id=conversation.user_id).count() >= MOST:
        raise RequestError(
            _("There can be at most {most} links. Revoke one first, in Settings, Data.").format(most=MOST)
        )
    messages = selectors.messages(conversation)
    leaf = next((message for message in messages if message.pk == message_id), None)
    if leaf is None:
        raise NotFound(_("This message does not exist."))
    branch = selectors.path_to(leaf, messages)
    if any(run.status in Run.OPEN for message in branch if (run := getattr(message, "run", None))):
        raise RequestError(_("An answer is still being written. Share it when it has ended."))
    return Share.objects.create(
        user_id=conversation.user_id,
        conversation=conversation,
        title=conversation.title,
        with_thinking=with_thinking,
        snapshot={"messages": [_message(message, with_thinking) for message in branch]},
    )


def revoke(*, user: User, share_id: UUID) -> None:
    """The link leads nowhere from now on. Raises NotFound for anybody else's."""
    deleted, _by_model = Share.objects.filter(pk=share_id, user=user).delete()
    if not deleted:
        raise NotFound(_("This link does not exist."))


def shares(user: User, conversation: Conversation | None = None) -> list[Share]:
    """The person's links, newest first, without what is under them."""
    rows = Share.objects.filter(user=user).defer("snapshot").select_related("conversation")
    return list(rows.filter(conversation=conversation) if conversation else rows)


def read(token: str) -> Share:
    """What stands under a link. NotFound once it is revoked, or while its person may not use the product."""
    shares = Share.objects.filter(token=token, user__is_active=True, user__leaving=None)
    found = shares.select_related("user").first()
    if found is None or found.user.is_suspended:
        raise NotFound(_("This link leads nowhere (any more)."))
    return found


def shown(row: Share) -> dict[str, Any]:
    """The page under a link. What the site shows of thoughts counts as it is now, not as it was then."""
    messages = [_shown(row, number, message) for number, message in enumerate(row.snapshot["messages"])]
    return {"title": row.title, "shared_at": row.created_at.isoformat(), "messages": messages}


def log(token: str, number: int) -> dict[str, Any]:
    """The log of the thought behind message `number` under a link, to be played: {entries, answer}. NotFound where it
    was not shared, or not kept.
    """
    messages = read(token).snapshot["messages"]
    message = messages[number] if number < len(messages) else {}
    played = message.get("played")
    run = Run.objects.filter(pk=played).first() if played else None
    if run is None:
        raise NotFound(_("This thought was not shared."))
    entries = [shown_entry(entry_json(entry)) for entry in load_entries(run)]
    return {"entries": [_without_limits(entry) for entry in entries], "answer": message["text"]}


def _shown(row: Share, number: int, message: dict[str, Any]) -> dict[str, Any]:
    public = {name: value for name, value in message.items() if name != "played"}
    public["thought"] = shown_state(message["thought"]) if message.get("thought") else None
    played = reverse("shared_log", args=[row.token, number]) if message.get("played") else None
    return public | {"replay": played}


def _without_limits(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without what the account that paid may use, or has cost."""
    event = entry["e"]
    if event["type"] == "run_started":
        return entry | {"e": event | {"budget": {}}}
    if event["type"] == "budget_used":
        return entry | {"e": event | {"cost_micros": 0}}
    if event["type"] == "snapshot":
        return entry | {"e": event | {"state": _anonymous(event["state"])}}
    return entry


def _anonymous(state: dict[str, Any]) -> dict[str, Any]:
    return state | {"budget": {}, "cost_micros": 0}


def _message(message: Message, with_thinking: bool) -> dict[str, Any]:
    run = getattr(message, "run", None)
    said: dict[str, Any] = {"role": message.role, "text": message.text, "run": None, "thought": None}
    if message.attached:
        said["files"] = [part["name"] for part in message.attached]  # what is in them stays its person's
    if run is None:
        return said
    said["run"] = {
        "status": run.status,
        "mode": run.mode,
        "seconds": round(run.seconds, 2),
        "paths": run.paths,
        "verdict": run.verdict,
    }
    if with_thinking and run.mode == "think":
        said["thought"] = _anonymous(to_dict(load_state(run)))
        said["played"] = str(run.pk)
    return said
