"""ChatGPT's export: each conversation is a `mapping` of nodes that name their parent.

What people and the model said is taken; system texts, tools, pictures and hidden nodes are not. An answer that tools
interrupted is several nodes there and one message here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .taken import Role, Taken, clean, moment, title_of

Node = Mapping[str, Any]


def fits(data: Mapping[str, Any]) -> bool:
    """Whether `data` is such a conversation."""
    return isinstance(data.get("mapping"), dict)


def take(data: Mapping[str, Any], now: datetime) -> Taken:
    """The conversation. What is not of the expected shape is passed over."""
    mapping = {key: node for key, node in data["mapping"].items() if isinstance(node, dict)}
    created = moment(data.get("create_time"), now) or now
    taken = Taken(
        source="chatgpt",
        id=clean(data.get("conversation_id") or data.get("id"))[:64],
        title="",
        created_at=created,
        updated_at=moment(data.get("update_time"), now) or created,
    )
    _walk(mapping, taken, now)
    taken.title = title_of(data.get("title"), taken.messages)
    return taken


def _walk(mapping: Mapping[str, Node], taken: Taken, now: datetime) -> None:
    children: dict[str | None, list[str]] = defaultdict(list)
    for key, node in mapping.items():
        parent = node.get("parent")
        children[parent if isinstance(parent, str) and parent in mapping and parent != key else None].append(
            key
        )
    # (node, the message above it, and what the same speaker said since then and has not been stored yet)
    waiting: list[tuple[str, int | None, _Open | None]] = [
        (key, None, None) for key in reversed(children[None])
    ]
    seen: set[str] = set()
    while waiting:
        key, above, open = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        role, text, at = _said(mapping[key], now)
        below = children.get(key, [])
        if role is not None and text:
            if open is not None and open.role == role:
                open = _Open(role, f"{open.text}\n\n{text}", open.at)
            else:
                if open is not None:
                    above = open.store(taken, above)
                open = _Open(role, text, at)
        if not below and open is not None:
            open.store(taken, above)
        waiting.extend((child, above, open) for child in reversed(below))


class _Open:
    """What one speaker said, which may go on in the next nodes; stored once, though several ways lead on from it."""

    def __init__(self, role: Role, text: str, at: datetime | None) -> None:
        self.role, self.text, self.at = role, text, at
        self.place: int | None = None

    def store(self, taken: Taken, above: int | None) -> int | None:
        if self.place is None:
            self.place = taken.add(self.role, self.text, above, self.at)
        return above if self.place is None else self.place


def _said(node: Node, now: datetime) -> tuple[Role | None, str, datetime | None]:
    message = node.get("message")
    if not isinstance(message, dict):
        return None, "", None
    author, content, about = message.get("author"), message.get("content"), message.get("metadata")
    role = author.get("role") if isinstance(author, dict) else None
    hidden = isinstance(about, dict) and about.get("is_visually_hidden_from_conversation")
    # What is addressed to a tool is no part of the conversation.
    if role not in ("user", "assistant") or hidden or message.get("recipient", "all") != "all":
        return None, "", None
    return role, _text(content), moment(message.get("create_time"), now)


def _text(content: object) -> str:
    if not isinstance(content, dict) or content.get("content_type") not in ("text", "multimodal_text"):
        return ""
    parts = content.get("parts")
    texts = [part for part in parts if isinstance(part, str)] if isinstance(parts, list) else []
    return clean("\n\n".join(text for text in texts if text.strip()))
