"""A chain that anybody bent is found, and where."""

from __future__ import annotations

import copy
import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest

from chatapp.audit.chain import first_break, hash_of
from chatapp.audit.models import AuditEntry

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def chain(length: int = 4) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for seq in range(1, length + 1):
        entry = AuditEntry(
            seq=seq,
            at=AT,
            actor_id=uuid.UUID(int=seq),
            action="refused",
            object_id=str(seq),
            facts={"b": 1, "a": "é"},
            previous_hash=entries[-1].hash if entries else "",
        )
        entry.hash = hash_of(entry)
        entries.append(entry)
    return entries


def test_a_whole_chain_has_no_break() -> None:
    assert first_break([]) == ""
    assert first_break(chain()) == ""
    entries = chain()
    assert first_break(entries[2:], seq=2, previous=entries[1].hash) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", AT + timedelta(microseconds=1)),
        ("actor_id", None),
        ("action", "role.granted"),
        ("object_type", "user"),
        ("object_id", "9"),
        ("reason", "because"),
        ("facts", {"b": 1}),
    ],
)
def test_a_changed_entry_is_found(field: str, value: object) -> None:
    entries = chain()
    setattr(entries[1], field, value)
    assert first_break(entries) == "2 was changed after it was written."


def test_an_entry_that_was_changed_with_its_hash_is_found_by_the_next() -> None:
    entries = chain()
    entries[1].reason = "because"
    entries[1].hash = hash_of(entries[1])
    assert first_break(entries).startswith("3 does not follow")


def test_missing_entries_are_counted() -> None:
    entries = chain(6)
    assert first_break(entries[1:]) == "1 is missing."
    assert first_break(entries[:2] + entries[4:]) == "3 to 4 is missing."


def test_entries_that_changed_places_are_found() -> None:
    entries = chain()
    entries[1].seq, entries[2].seq = entries[2].seq, entries[1].seq
    assert first_break([entries[0], entries[2], entries[1], entries[3]]).startswith("2 ")


def test_the_hash_does_not_depend_on_how_a_database_gives_things_back() -> None:
    entry = chain(1)[0]
    other = copy.copy(entry)
    other.facts = {"a": "é", "b": 1}
    other.at = AT.astimezone(timezone(timedelta(hours=5)))
    assert hash_of(other) == entry.hash
