"""The text of a PDF, page by page. Runs confined: see confined.py."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from .found import MOST_TEXT, PAGE, Unreadable
from .plain import clean

MOST_PAGES = 1000
READING_SECONDS = 12.0  # then what has been read is what there is
PAGE_TEXT = 40_000  # characters of one page
# What pypdf raises where a file is not what it claims to be.
BROKEN = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, NotImplementedError,
          RecursionError, AssertionError, ArithmeticError)  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    """Its text, how many pages it has, and what is missing. Raises Unreadable."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    began = time.monotonic()
    reader, count = _opened(path)
    texts: list[str] = []
    size = silent = 0
    for number in range(min(count, MOST_PAGES)):
        if size > MOST_TEXT or time.monotonic() - began > READING_SECONDS:
            break
        text = _text(reader, number)
        silent += not text
        size += len(text) + 1
        texts.append(text)
    if not any(texts):
        raise Unreadable("scanned" if texts else "damaged")
    whole = PAGE.join(texts)
    return {
        "mime": "application/pdf",
        "text": whole[:MOST_TEXT],
        "pages": count,
        "partial": len(texts) < count or len(whole) > MOST_TEXT,
        "note": "scanned_some" if silent else "",
    }


def _opened(path: Path) -> tuple[pypdf.PdfReader, int]:
    try:
        reader = pypdf.PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("locked")
        count = len(reader.pages)
    except BROKEN as error:
        raise Unreadable("locked" if "decrypt" in str(error).lower() else "damaged") from error
    if not count:
        raise Unreadable("damaged")
    return reader, count


def _text(reader: pypdf.PdfReader, number: int) -> str:
    try:
        return clean(reader.pages[number].extract_text())[:PAGE_TEXT].strip()
    except BROKEN:
        return ""
