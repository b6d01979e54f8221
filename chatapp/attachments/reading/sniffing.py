"""Which kind of file some bytes are, by what they say themselves. Pure but for the names inside an archive."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from typing import Literal

from .found import Unreadable

Sniffed = Literal["pdf", "image", "text"]
TABLES = (".csv", ".tsv", ".tab")
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
# The beginnings of what cannot be read, and the code of the words for each.
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x7fELF", "program"), (b"MZ", "program"), (b"\xca\xfe\xba\xbe", "program"), (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xfe\xed\xfa", "program"), (b"\0asm", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"), (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"Rar!\x1a\x07", "archive"), (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"), (b"\x28\xb5\x2f\xfd", "archive"), (b"PK\x05\x06", "archive"),
    (b"ID3", "media"), (b"OggS", "media"), (b"fLaC", "media"), (b"\x1a\x45\xdf\xa3", "media"),
    (b"SQLite format 3\0", "database"), (b"II*\0", "picture"), (b"MM\0*", "picture"), (b"8BPS", "picture"),
    (b"%!PS", "postscript"),
)  # fmt: skip
# A part of an archive's names that tells what made it.
OFFICE = {b"word/": "word", b"xl/": "sheet", b"ppt/": "slides"}
# An entry of an archive's directory, which stands at its end: a mark, 42 bytes of numbers, and the name.
_ENTRY = re.compile(rb"PK\x01\x02.{42}(word/|xl/|ppt/)", re.S)
DIRECTORY = 1_000_000  # bytes of it that are looked at: there may be hundreds of thousands of entries
HEIF = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif", b"avis")


def kind_of(head: bytes, path: Path) -> Sniffed:
    """The kind of the file at `path` that begins with `head`. Raises Unreadable for what cannot be read."""
    if not head:
        raise Unreadable("empty")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(b"PK\x03\x04"):
        raise Unreadable(_archive(head, path))
    if head[:4] == b"RIFF":
        raise Unreadable("media")
    if head[4:8] == b"ftyp":
        raise Unreadable("heif" if head[8:12] in HEIF else "media")
    for beginning, code in REFUSED:
        if head.startswith(beginning):
            raise Unreadable(code)
    return "text"


def is_table(name: str) -> bool:
    """Whether a text of this name is one of rows and columns."""
    return PurePath(name).suffix.lower() in TABLES


def _archive(head: bytes, path: Path) -> str:
    """The code for an archive: what an office program has made of it, by its names alone; nothing is unpacked."""
    if head[30:38] == b"mimetype":
        return "open_document"
    with path.open("rb") as file:
        file.seek(-min(DIRECTORY, file.seek(0, os.SEEK_END)), os.SEEK_END)
        named = _ENTRY.search(file.read())
    return OFFICE[named[1]] if named else "archive"
