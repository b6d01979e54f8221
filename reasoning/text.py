"""Text that comes from models and people, made fit to store and to show. Pure."""

from __future__ import annotations

GAP = " […] "


def storable(text: str) -> str:
    """`text` without what JSON, UTF-8 or a database cannot carry: lone surrogates and NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def cut(text: str, limit: int) -> str:
    """`text`, or its beginning and its end in at most `limit` characters: what a text comes to stands last."""
    if len(text) <= limit:
        return text
    room = max(limit - len(GAP), 2)
    tail = room // 3
    return text[: room - tail].rstrip() + GAP + text[-tail:].lstrip()


def remark(text: str, limit: int) -> str:
    """`text` as one storable line of at most `limit` characters."""
    line = " ".join(storable(text[: 8 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
