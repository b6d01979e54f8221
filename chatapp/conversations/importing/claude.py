"""Claude's export: each conversation has its `chat_messages`, in their order or with the id of their parent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .taken import Role, Taken, clean, moment, title_of

ROLES: dict[str, Role] = {"human": "user", "assistant": "assistant"}


def fits(data: Mapping[str, Any]) -> bool:
    """Whether `data` is such a conversation."""
    return isinstance(data.get("chat_messages"), list)


def take(data: Mapping[str, Any], now: datetime) -> Taken:
    """The conversation. What is not of the expected shape is passed over; attached files are named."""
    created = moment(data.get("created_at"), now) or now
    taken = Taken(
        source="claude",
        id=clean(data.get("uuid"))[:64],
        title="",
        created_at=created,
        updated_at=moment(data.get("updated_at"), now) or created,
    )
    places: dict[str, int] = {}
    last: int | None = None
    for message in data["chat_messages"]:
        if not isinstance(message, dict) or message.get("sender") not in ROLES:
            continue
        role, text = ROLES[message["sender"]], _text(message)
        if not text:
            continue
        parent = places.get(message.get("parent_message_uuid", ""), last)
        at = moment(message.get("created_at"), now)
        if parent is not None and taken.messages[parent].role == role and parent == last:
            # Two in a row by one speaker are one: a model's template allows no others.
            place: int | None = taken.extend(parent, text)
        else:
            place = taken.add(role, text, parent, at)
        if place is not None:
            last = place
            if isinstance(message.get("uuid"), str):
                places[message["uuid"]] = place
    taken.title = title_of(data.get("name"), taken.messages)
    return taken


def _text(message: Mapping[str, Any]) -> str:
    content = message.get("content")
    blocks = [
        block["text"]
        for block in (content if isinstance(content, list) else ())
        if isinstance(block, dict) and block.get("type") == "text" and isinstance(block.get("text"), str)
    ]
    said = clean("\n\n".join(block for block in blocks if block.strip())) or clean(message.get("text"))
    attached = (message.get(key) for key in ("attachments", "files"))
    files = [
        clean(file.get("file_name"))
        for some in attached
        if isinstance(some, list)
        for file in some
        if isinstance(file, dict)
    ]
    named = "\n".join(f"[{name}]" for name in files if name)
    return "\n\n".join(part for part in (said, named) if part)
