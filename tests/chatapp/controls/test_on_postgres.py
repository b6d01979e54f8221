"""Of two who switch at once one is told, and what waits is kept, on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable


def test_controls_hold_on_postgres(on_postgres: Callable[..., None]) -> None:
    on_postgres("tests/chatapp/controls/test_services.py", "tests/chatapp/runs/test_held.py")
