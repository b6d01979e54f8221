"""A person's conversations as files: Markdown to read, JSON to keep. Made piece by piece, whatever their number."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatapp.accounts.models import User

from . import present, selectors
from .models import Conversation, Message

FORMATS = ("markdown", "json")
SCHEMA = 1
SPEAKERS = {"user": gettext_lazy("Question"), "assistant": gettext_lazy("Answer")}


def markdown(conversation: Conversation) -> str:
    """The newest branch, as a page shows it."""
    lines = [
        f"# {conversation.title or _('Untitled')}",
        "",
        f"*{conversation.created_at:%Y-%m-%d %H:%M} UTC*",
    ]
    for message in newest_branch(selectors.messages(conversation)):
        text, names = message.text, ", ".join(part["name"] for part in message.attached)
        if text or names:
            lines += ["", f"## {SPEAKERS[message.role]}"]
            lines += ["", _("*Attached: {names}*").format(names=names)] if names else []
            lines += ["", text] if text else []
    return "\n".join(lines) + "\n"


def record(conversation: Conversation) -> dict[str, Any]:
    """All branches, with what made each answer."""
    return {
        "id": str(conversation.pk),
        "title": conversation.title,
        "created_at": conversation.created_at.isoformat(),
        "updated_at": conversation.updated_at.isoformat(),
        "project": conversation.project.name if conversation.project else None,
        "pinned": conversation.pinned,
        "archived": conversation.archived,
        "source": conversation.get_source_display() if conversation.source else "",
        "messages": [_said(message) for message in selectors.messages(conversation)],
    }


def newest_branch(messages: list[Message]) -> list[Message]:
    """From the root to the newest message that nothing follows; answers without any text count only without others."""
    parents = {message.parent_id for message in messages}
    leaves = [message for message in messages if message.pk not in parents]
    if not leaves:
        return []
    newest = max(leaves, key=lambda leaf: (bool(leaf.text), leaf.created_at))
    return selectors.path_to(newest, messages)


def file_name(title: str, ending: str) -> str:
    """A name that every file system takes."""
    kept = re.sub(r"[^\w .-]+", " ", title).strip(" .")
    return f"{' '.join(kept.split())[:60].rstrip(' .') or 'conversation'}.{ending}"


async def all_as_json(user: User) -> AsyncIterator[str]:
    """One JSON object whose `conversations` come one by one."""
    head = {"format": "fragaria", "version": SCHEMA, "exported_at": timezone.now().isoformat()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "conversations": [\n'
    between = ""
    for id in await sync_to_async(_ids)(user):
        if text := await sync_to_async(_one_as_json)(user, id):
            yield between + text
            between = ",\n"
    yield "\n]}\n"


async def all_as_markdown(user: User) -> AsyncIterator[bytes]:
    """A zip with a Markdown file for each."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, id in enumerate(await sync_to_async(_ids)(user), start=1):
            if file := await sync_to_async(_one_as_markdown)(user, id):
                name, day, text = file
                packed.writestr(f"{day:%Y-%m-%d} {number:05d} {name}", text)
                yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where a zip that nobody can seek in is written: what has come is taken out piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _ids(user: User) -> list[UUID]:
    return list(selectors.listed(user).order_by("created_at", "pk").values_list("pk", flat=True))


def _one(user: User, id: UUID) -> Conversation | None:
    return selectors.listed(user).select_related("project").filter(pk=id).first()


def _one_as_json(user: User, id: UUID) -> str:
    row = _one(user, id)
    return json.dumps(record(row), ensure_ascii=False) if row else ""


def _one_as_markdown(user: User, id: UUID) -> tuple[str, datetime, str] | None:
    row = _one(user, id)
    return (file_name(row.title, "md"), row.created_at, markdown(row)) if row else None


def _said(message: Message) -> dict[str, Any]:
    said = present.message(message)
    run = said.pop("run")
    if run:
        said["made_by"] = {name: run[name] for name in ("mode", "model", "status", "seconds", "verdict")}
    return said
