"""What is in a file, whatever its name claims: its kind, its text, or a picture made anew.

Text and tables are read here. PDFs and pictures are read in a confined process of their own (confined.py): their
parsers are large, and what they parse is anybody's.
"""

from __future__ import annotations

from pathlib import Path

from . import confined, plain, sniffing, tables
from .found import Found, Unreadable

__all__ = ["Found", "Unreadable", "read"]
HEAD = 8192  # bytes by which a kind is told


def read(path: Path, name: str) -> Found:
    """What is in the file at `path`, which its person calls `name`. A picture is replaced there by one made anew.

    Raises Unreadable.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = sniffing.kind_of(head, path)
    if kind in ("pdf", "image"):
        return confined.read(path, kind)
    data = path.read_bytes()
    text, encoding = plain.decode(data)
    if sniffing.is_table(name) and (table := tables.read(text)):
        return table.noting(encoding)
    return plain.found(text).noting(encoding)
