"""The erasure on PostgreSQL, whose locks and indexes are others."""

from __future__ import annotations

from collections.abc import Callable


def test_nothing_of_a_person_is_left_on_postgresql(on_postgres: Callable[..., None]) -> None:
    tests = "tests/chatapp/leaving/test_erasing.py"
    on_postgres(
        f"{tests}::test_before_the_search_finds_the_person_in_many_places",
        f"{tests}::test_nothing_of_the_person_is_left_but_sums",
    )
