"""How conversations, messages and runs look on the wire (docs/protocol.md)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from billing.paying import Payer
from chatapp.attachments.present import of_part
from chatapp.runs.models import Run
from chatapp.runs.said import reason, said

from .models import Conversation, Feedback, Message, Project, Share
from .search import Found


def conversation(row: Conversation) -> dict[str, Any]:
    """A conversation as the sidebar lists it."""
    return {
        "id": str(row.id),
        "title": row.title,
        "updated_at": row.updated_at.isoformat(),
        "running": getattr(row, "running", False),
        "unread": getattr(row, "unread", False),
        "pinned": row.pinned,
        "archived": row.archived,
        "project": str(row.project_id) if row.project_id else None,
        "temporary": row.temporary,
        "source": row.get_source_display() if row.source else "",
        "forked_from": str(row.forked_from_id) if row.forked_from_id else None,
    }


def project(row: Project) -> dict[str, Any]:
    """A project as the sidebar lists it."""
    return {
        "id": str(row.id),
        "name": row.name,
        "instructions": row.instructions,
        "running": getattr(row, "running", False),
        "unread": getattr(row, "unread", False),
    }


def share(row: Share) -> dict[str, Any]:
    """A link to a conversation, as its owner sees it."""
    return {
        "id": str(row.id),
        "url": reverse("shared", args=[row.token]),
        "title": row.title,
        "with_thinking": row.with_thinking,
        "created_at": row.created_at.isoformat(),
    }


def found(row: Found) -> dict[str, Any]:
    """A conversation that a search found. `title` and `text` are pieces: [text, whether it is what was looked for]."""
    return {
        "conversation": conversation(row.conversation),
        "title": [[piece.text, piece.hit] for piece in row.title],
        "hits": [
            {
                "message": str(hit.message.id),
                "role": hit.message.role,
                "text": [[piece.text, piece.hit] for piece in hit.pieces],
            }
            for hit in row.hits
        ],
    }


def payer(row: Payer) -> dict[str, Any]:
    """An account among which a person chooses who pays; the own one has no name."""
    return {
        "id": str(row.account.pk),
        "name": "" if row.is_own else row.account.name,
        "seated": row.seated,
        "chosen": row.chosen,
    }


def run(row: Run | None) -> dict[str, Any] | None:
    """A run as it hangs on its answer."""
    if row is None:
        return None
    return {
        "id": str(row.id),
        "status": row.status,
        "mode": row.mode,
        "attempt": row.attempt,
        "strategy": row.strategy,
        "model": row.model,
        "paths": row.paths,
        "seconds": round(row.seconds, 2),
        "verdict": row.verdict,
        "demo": row.demo,
        "by_staff": row.origin == Run.Origin.STAFF,
        "route": reason(row.input.get("route", "")),
        "doubt": row.doubt,
        "left_out": row.input.get("dropped", 0),
        "error": row.error,
        "message": said(row.message),
    }


def feedback(row: Feedback) -> dict[str, Any]:
    """What its person thinks of an answer."""
    return {"value": row.value, "reasons": row.reasons, "text": row.text}


def message(row: Message) -> dict[str, Any]:
    """One message with the run that made it, if one did. A running answer shows its checkpoint. `feedback` is there
    where selectors.messages has read it.
    """
    made_by = getattr(row, "run", None)
    text = made_by.checkpoint if made_by and made_by.status in Run.OPEN else row.text
    return {
        "id": str(row.id),
        "parent": str(row.parent_id) if row.parent_id else None,
        "role": row.role,
        "text": text,
        "files": [of_part(part) for part in row.attached],
        "created_at": row.created_at.isoformat(),
        "run": run(made_by),
    } | _said(row)


def _said(row: Message) -> dict[str, Any]:
    said: list[Feedback] | None = getattr(row, "own_feedback", None)
    return {} if said is None else {"feedback": feedback(said[0]) if said else None}
