"""Finding people, and two deeds in one moment, hold on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable


def test_helping_people_holds_on_postgres(on_postgres: Callable[..., None]) -> None:
    here = "tests/chatapp/support"
    on_postgres(f"{here}/test_at_once.py", f"{here}/test_finding.py", "tests/billing/test_trials.py")
