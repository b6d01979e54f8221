"""Files that people send, and files that are sent to do harm."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from chatapp.conversations.importing import limits
from chatapp.conversations.importing.errors import BadFile
from chatapp.conversations.importing.reading import conversations

from .exports import packed, small


def read(data: bytes) -> list[Any]:
    return list(conversations(io.BytesIO(data)))


@pytest.mark.parametrize(
    "data",
    [
        packed([small()]),
        json.dumps([small()]).encode(),
        b"\xef\xbb\xbf" + json.dumps([small()]).encode(),
        json.dumps({"conversations": [small()]}).encode(),
        json.dumps(small()).encode(),
        packed([small()], name="conversations-000.json"),
    ],
)
def test_a_zip_and_the_json_in_it_are_both_read(data: bytes) -> None:
    assert read(data) == [small()]


def test_an_export_in_several_files_is_read_whole() -> None:
    data = packed(
        [small("1")],
        name="conversations-000.json",
        **{"conversations-001.json": json.dumps([small("2")]).encode()},
    )
    assert [each["conversation_id"] for each in read(data)] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no JSON"),
        (b"hello", "no JSON"),
        (b"\xff\xfe\x00", "no text"),
        (b'[{"a": 1}', "breaks off"),
        (b'[{"a": 1} {"b": 2}]', "breaks off"),
        (b"[1, 2", "breaks off"),
        (b"[" * 200_000, "no JSON"),
        (b"[" + b"9" * 100_000 + b"]", "no JSON"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (packed(b"{}", name="pictures.json"), "no conversations.json"),
        (packed([small()])[:-40], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read(data)


def test_a_bomb_is_read_up_to_the_limit_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED", limits.MB)
    bomb = packed(b"[" + b" " * (64 * limits.MB) + b"]")
    assert len(bomb) < limits.MB // 8
    with pytest.raises(BadFile, match="larger than 1 MB"):
        read(bomb)


def test_an_archive_that_lies_about_its_sizes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED", limits.MB)
    data = bytearray(packed(b"[" + b" " * (8 * limits.MB) + b"]"))
    size = (8 * limits.MB + 2).to_bytes(4, "little")
    for _ in range(2):
        at = bytes(data).find(size)
        if at >= 0:
            data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(BadFile):
        read(bytes(data))


def test_an_archive_of_countless_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES", 3)
    with pytest.raises(BadFile, match="at most 3"):
        read(packed([small()], **{f"{n}.png": b"" for n in range(3)}))


def test_a_locked_archive_says_so() -> None:
    data = bytearray(packed([small()]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = bytes(data).find(mark)
        data[at + place] |= 1
    with pytest.raises(BadFile, match="password"):
        read(bytes(data))


def test_a_name_that_leads_elsewhere_is_only_a_name() -> None:
    assert read(packed([small()], name="../../../etc/conversations.json")) == [small()]


def test_a_damaged_stream_inside_is_refused() -> None:
    data = bytearray(packed([small()]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.infolist()[0].header_offset + 60
    data[start : start + 20] = b"\x00" * 20
    with pytest.raises(BadFile):
        read(bytes(data))
