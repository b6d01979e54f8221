"""Bytes as text: UTF-8, UTF-16, and what is left of the older encodings. What is doubtful is said. Pure."""

from __future__ import annotations

import codecs
import re

from .found import MOST_TEXT, Found, Unreadable

# Control characters that no text has need of; the form feed becomes a line end, because it stands between pages here.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOOKED_AT = 65_536  # bytes by which an encoding is guessed
CONTROL_SHARE = 0.01  # of a text's characters; more of them, and it is none
# The letters by which a text in an encoding is known, and their share of all that is not ASCII: kana, Hangul, Han.
_EASTERN = (
    ("shift_jis", re.compile(r"[\u3041-\u30ff]"), 0.3),
    ("euc_kr", re.compile(r"[\uac00-\ud7a3]"), 0.95),
    ("gb18030", re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"), 0.9),
)
FOREIGN = re.compile(r"[^\x00-\x7f]")


def decode(data: bytes) -> tuple[str, str]:
    """The text in `data`, and the note `guessed`-and-encoding where it is a guess. Raises Unreadable."""
    if not data.strip():
        raise Unreadable("empty")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name), ""
    if (wide := _wide(data)) is not None:
        return _strict(data, wide), ""
    try:
        return _whole(data.decode("utf-8")), ""
    except UnicodeDecodeError:
        return _legacy(data)


def found(text: str) -> Found:
    """A plain text as it is kept."""
    return Found("text", "text/plain", text=text[:MOST_TEXT], partial=len(text) > MOST_TEXT)


def clean(text: str) -> str:
    """`text` as every database takes it, with one kind of line end and no page ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _CONTROL.sub("", lines).encode("utf-8", "ignore").decode("utf-8")


def _strict(data: bytes, name: str) -> str:
    try:
        return _whole(data.decode(name))
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None


def _whole(text: str) -> str:
    """`text`, cleaned, where it is one. Raises Unreadable for bytes that only happen to decode."""
    looked_at = text[:LOOKED_AT]
    if len(_CONTROL.findall(looked_at)) > CONTROL_SHARE * len(looked_at):
        raise Unreadable("binary")
    kept = clean(text)
    if not kept.strip():
        raise Unreadable("empty")
    return kept


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text in it is 0."""
    part = data[: LOOKED_AT - LOOKED_AT % 2]
    if len(part) < 4 or b"\0" not in part:
        return None
    even, odd = part[0::2].count(0) / len(part) * 2, part[1::2].count(0) / len(part) * 2
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.05 else None


def _legacy(data: bytes) -> tuple[str, str]:
    """Japanese, Korean or Chinese of before UTF-8, where what is not ASCII is just that; else Western, where little is
    not ASCII. Anything else is not guessed at.
    """
    if b"\0" in data[:LOOKED_AT]:
        raise Unreadable("binary")
    for name, letters, share in _EASTERN:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        foreign = FOREIGN.findall(text[:LOOKED_AT])
        if len(foreign) > 3 and len(letters.findall("".join(foreign))) > share * len(foreign):
            return _whole(text), f"guessed {name}"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None
    if len(FOREIGN.findall(text[:LOOKED_AT])) > 0.2 * len(text[:LOOKED_AT]):
        raise Unreadable("encoding")
    return _whole(text), "guessed windows-1252"
