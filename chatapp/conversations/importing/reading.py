"""The conversations of an exported file, one by one: a zip that holds conversations.json, or that JSON itself.

An archive is never unpacked to disk and never believed: what is read is counted, whatever its headers claim.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import limits
from .errors import BadFile

WHITE = " \t\r\n"
PIECE = 1 << 20
HOW = gettext_lazy("Choose the zip that ChatGPT or Claude sent you, or the conversations.json inside it.")


def conversations(file: IO[bytes]) -> Iterator[Any]:
    """Each conversation as JSON data, unchecked. Raises BadFile, possibly after some of them."""
    file.seek(0)
    packed = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    if not packed:
        yield from _array(_text(file))
        return
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > limits.FILES:
                raise BadFile(
                    _("This archive has {entries} files; at most {files} are read.").format(
                        entries=f"{len(entries):,}", files=f"{limits.FILES:,}"
                    )
                )
            names = [entry for entry in entries if _is_wanted(entry)]
            if not names:
                raise BadFile(_("There is no conversations.json in this archive. {how}").format(how=HOW))
            room = limits.UNPACKED
            for entry in names:
                if entry.flag_bits & 1:
                    raise BadFile(
                        _("This archive is locked with a password. Unpack it first, then send the JSON.")
                    )
                with archive.open(entry) as opened:
                    text = _text(opened, room)
                room -= len(text)
                yield from _array(text)
    # NotImplementedError is zipfile's word for a kind of packing that it does not know.
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
    ) as error:
        raise BadFile(_("This archive is damaged or of an unknown kind. {how}").format(how=HOW)) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma"):  # damaged inside
            raise BadFile(_("This archive is damaged. {how}").format(how=HOW)) from error
        raise


def unpacked_size(file: IO[bytes], size: int) -> int:
    """How many bytes a file of `size` has to be read: of an archive what it claims, beyond which nothing is read."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return sum(entry.file_size for entry in archive.infolist() if _is_wanted(entry))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return size


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    # Large exports come as conversations-000.json, conversations-001.json and so on.
    name = PurePosixPath(entry.filename).name.lower()
    return name.startswith("conversations") and name.endswith(".json") and not entry.is_dir()


def _text(file: IO[bytes], room: int = limits.UNPACKED) -> str:
    data = bytearray()
    while piece := file.read(PIECE):
        data += piece
        if len(data) > room:
            most = limits.UNPACKED // limits.MB
            raise BadFile(
                _("The conversations in this file are larger than {most} MB. Send a part of them.").format(
                    most=most
                )
            )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(_("This file is no text. {how}").format(how=HOW)) from None


def _array(text: str) -> Iterator[Any]:
    """The elements of the outermost array, each parsed on its own: one conversation in memory at a time."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    if text[at : at + 1] == "{":
        whole = _parse(decoder, text, at)[0]
        inner = whole.get("conversations")
        yield from inner if isinstance(inner, list) else [whole]
        return
    if text[at : at + 1] != "[":
        raise BadFile(_("This file is no JSON. {how}").format(how=HOW))
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return
    while True:
        found, at = _parse(decoder, text, at)
        yield found
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            return
        if text[at : at + 1] != ",":
            raise BadFile(_("This file breaks off, or is damaged. What stood before was taken."))
        at = _skip(text, at + 1)


def _parse(decoder: json.JSONDecoder, text: str, at: int) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, at)
    except (ValueError, RecursionError):
        raise BadFile(
            _("This file is no JSON that can be read, or it breaks off. {how}").format(how=HOW)
        ) from None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in WHITE:
        at += 1
    return at
