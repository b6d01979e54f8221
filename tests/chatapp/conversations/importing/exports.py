"""What other products export, in small."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any


def node(id: str, parent: str | None, role: str | None, text: str = "", **message: Any) -> dict[str, Any]:
    said = None
    if role:
        said = {
            "id": id,
            "author": {"role": role},
            "create_time": 1_700_000_000.5,
            "content": {"content_type": "text", "parts": [text]},
            **message,
        }
    return {"id": id, "message": said, "parent": parent, "children": []}


def chatgpt(*nodes: dict[str, Any], id: str = "gpt-1", title: str | None = "Birds") -> dict[str, Any]:
    return {
        "title": title,
        "create_time": 1_700_000_000.0,
        "update_time": 1_700_000_100.0,
        "mapping": {each["id"]: each for each in nodes},
        "conversation_id": id,
    }


def claude(*said: tuple[str, str], id: str = "claude-1", name: str = "Fish") -> dict[str, Any]:
    return {
        "uuid": id,
        "name": name,
        "created_at": "2024-05-01T10:00:00.000000Z",
        "updated_at": "2024-05-01T11:00:00.000000Z",
        "chat_messages": [
            {"uuid": f"m{n}", "sender": sender, "text": text, "created_at": f"2024-05-01T10:0{n}:00Z"}
            for n, (sender, text) in enumerate(said)
        ],
    }


def small(id: str = "gpt-1") -> dict[str, Any]:
    return chatgpt(
        node("r", None, None),
        node("a", "r", "user", "Swallows?"),
        node("b", "a", "assistant", "South."),
        id=id,
    )


def packed(data: Any, *, name: str = "export/conversations.json", **others: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data if isinstance(data, bytes) else json.dumps(data))
        for other, content in others.items():
            archive.writestr(other, content)
    return out.getvalue()
