"""What was typed is read, or is nothing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from chatapp import typed


def test_whole_numbers() -> None:
    assert [typed.whole_number(text) for text in ("0", "007", "123456789")] == [0, 7, 123456789]
    for wrong in ("", "-1", "+1", "1.5", " 1", "1e3", "²", "٣", "1234567890", "9" * 5000):
        assert typed.whole_number(wrong) is None, wrong
    assert typed.whole_number("100", digits=2) is None


def test_ids_with_and_without_hyphens() -> None:
    id_ = uuid.uuid4()
    assert typed.whole_id(str(id_)) == typed.whole_id(id_.hex.upper()) == id_
    for wrong in ("", "1", str(id_)[:-1], "\0", "'; --"):
        assert typed.whole_id(wrong) is None, wrong


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-01-31T14:30", datetime(2026, 1, 31, 14, 30, tzinfo=UTC)),
        ("2026-01-31 14:30:05", datetime(2026, 1, 31, 14, 30, 5, tzinfo=UTC)),
        ("2026-01-31T14:30+02:00", datetime(2026, 1, 31, 12, 30, tzinfo=UTC)),
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
    ],
)
def test_moments_are_utc(text: str, at: datetime) -> None:
    found = typed.moment(text)
    assert found == at
    assert found is not None
    assert found.tzinfo is UTC


@pytest.mark.parametrize("wrong", ["", "yesterday", "2026-02-30", "9999-12-31T23:59:59-23:59", "14:30", "\0"])
def test_what_is_no_moment(wrong: str) -> None:
    assert typed.moment(wrong) is None
