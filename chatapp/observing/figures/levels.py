"""What is open in this process right now."""

from __future__ import annotations

import threading

_lock = threading.Lock()
_levels = {"sockets": 0}


def change(name: str, by: int) -> None:
    """One more, or one less."""
    with _lock:
        _levels[name] += by


def levels() -> dict[str, int]:
    return dict(_levels)
