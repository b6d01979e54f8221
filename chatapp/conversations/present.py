"""How conversations, messages and runs look on the wire (docs/protocol.md)."""

from __future__ import annotations

from typing import Any

from chatapp.runs.models import Run

from .models import Conversation, Message


def conversation(row: Conversation) -> dict[str, Any]:
    """A conversation as the sidebar lists it."""
    return {
        "id": str(row.id),
        "title": row.title,
        "updated_at": row.updated_at.isoformat(),
        "running": getattr(row, "running", False),
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
        "route": row.input.get("route", ""),
        "doubt": row.doubt,
        "left_out": row.input.get("dropped", 0),
        "error": row.error,
        "message": row.message,
    }


def message(row: Message) -> dict[str, Any]:
    """One message with the run that made it, if one did. A running answer shows its checkpoint."""
    made_by = getattr(row, "run", None)
    text = made_by.checkpoint if made_by and made_by.status in Run.OPEN else row.text
    return {
        "id": str(row.id),
        "parent": str(row.parent_id) if row.parent_id else None,
        "role": row.role,
        "text": text,
        "created_at": row.created_at.isoformat(),
        "run": run(made_by),
    }
