"""Beginning, ending and reading alone, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable


def test_viewing_and_acting_on_answers(on_postgres: Callable[..., None]) -> None:
    on_postgres(
        "tests/chatapp/viewing_as/test_viewing.py",
        "tests/chatapp/viewing_as/test_read_only.py",
        "tests/chatapp/intervening/test_rerun.py::test_two_at_the_same_moment_make_one",
        "tests/chatapp/intervening/test_cancel.py::test_two_clicks_are_one_entry",
    )
