"""A form is read field by field; what cannot be meant is said and left out."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from chatapp.explorer.wanted import FIELDS, read


def test_an_empty_form_wants_everything() -> None:
    wanted = read({})
    assert (wanted.equal, wanted.typed, wanted.problems) == ({}, {}, {})


def test_all_fields_are_read() -> None:
    id_ = uuid.uuid4()
    wanted = read(
        {
            "id": f" {id_} ",
            "person": "Somebody@Example.org",
            "account": id_.hex,
            "from": "2026-01-31T14:30",
            "to": "2026-02-01T01:00+02:00",
            "status": "failed",
            "mode": "think",
            "verdict": "refuted",
            "model": "org/model",
            "strategy": "mcts",
            "error": "timeout",
        }
    )
    assert (wanted.id, wanted.account, wanted.person) == (id_, id_, "somebody@example.org")
    assert wanted.since == datetime(2026, 1, 31, 14, 30, tzinfo=UTC)
    assert wanted.until == datetime(2026, 1, 31, 23, 0, tzinfo=UTC)
    assert wanted.equal == {
        "status": "failed",
        "mode": "think",
        "verdict": "refuted",
        "model": "org/model",
        "strategy": "mcts",
        "error": "timeout",
    }
    assert wanted.problems == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "12"),
        ("account", "x" * 400),
        ("person", "nobody"),
        ("from", "yesterday"),
        ("from", "0001-01-01T00:00+23:00"),
        ("to", "2026-13-01"),
        ("status", "Running"),
        ("mode", "deep"),
        ("verdict", "true"),
        ("model", "m" * 201),
        ("strategy", "s" * 31),
        ("error", "e" * 41),
    ],
)
def test_what_cannot_be_meant_is_said_and_left_out(field: str, value: str) -> None:
    wanted = read({field: value, "origin": "x"})
    assert set(wanted.problems) == {field}
    assert (wanted.id, wanted.person, wanted.account, wanted.since, wanted.until) == (None,) * 5
    assert wanted.equal == {}


def test_an_end_before_the_beginning_leaves_both_out() -> None:
    wanted = read({"from": "2026-02-01", "to": "2026-01-01"})
    assert set(wanted.problems) == {"to"}
    assert (wanted.since, wanted.until) == (None, None)


def test_a_nul_is_never_asked_of_the_database() -> None:
    wanted = read(dict.fromkeys(FIELDS, "\0"))
    assert (wanted.equal, wanted.typed, wanted.problems) == ({}, {}, {})
