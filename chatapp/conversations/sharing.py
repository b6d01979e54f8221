"""Links under which anybody reads a conversation as it was when it was shared, until they are revoked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chatapp.accounts.models import User
from chatapp.errors import NotFound, RequestError
from chatapp.runs.disclosure import shown_state
from chatapp.runs.models import Run
from chatapp.runs.store import load_state
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
        raise RequestError("A temporary chat cannot be shared: the link would outlive it.")
    if Share.objects.filter(user_id=conversation.user_id).count() >= MOST:
        raise RequestError(f"There can be at most {MOST} links. Revoke one first, in Settings, Data.")
    leaf = conversation.messages.filter(pk=message_id).first()
    if leaf is None:
        raise NotFound("This message does not exist.")
    shown = {message.pk: message for message in selectors.messages(conversation)}
    branch = [shown[message.pk] for message in selectors.branch(conversation, leaf)]
    if any(run.status in Run.OPEN for message in branch if (run := getattr(message, "run", None))):
        raise RequestError("An answer is still being written. Share it when it has ended.")
    return Share.objects.create(
        user_id=conversation.user_id,
        conversation=conversation,
        title=conversation.title,
        with_thinking=with_thinking,
        snapshot={"messages": [_message(message, with_thinking) for message in branch]},
    )


def revoke(*, user: User, share_id: UUID) -> None:
    """The link leads nowhere from now on. Raises NotFound for anybody else's."""
    deleted, _ = Share.objects.filter(pk=share_id, user=user).delete()
    if not deleted:
        raise NotFound("This link does not exist.")


def shares(user: User, conversation: Conversation | None = None) -> list[Share]:
    """The person's links, newest first, without what is under them."""
    rows = Share.objects.filter(user=user).defer("snapshot").select_related("conversation")
    return list(rows.filter(conversation=conversation) if conversation else rows)


def read(token: str) -> Share:
    """What stands under a link. NotFound once it is revoked, or its person may not sign in any more."""
    found = Share.objects.filter(token=token, user__is_active=True).first()
    if found is None:
        raise NotFound("This link leads nowhere (any more).")
    return found


def shown(row: Share) -> dict[str, Any]:
    """The page under a link. What the site shows of thoughts counts as it is now, not as it was then."""
    messages = [
        message | {"thought": shown_state(message["thought"]) if message.get("thought") else None}
        for message in row.snapshot["messages"]
    ]
    return {"title": row.title, "shared_at": row.created_at.isoformat(), "messages": messages}


def _message(message: Message, with_thinking: bool) -> dict[str, Any]:
    run = getattr(message, "run", None)
    said: dict[str, Any] = {"role": message.role, "text": message.text, "run": None, "thought": None}
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
        said["thought"] = to_dict(load_state(run))
    return said
