"""How everything is switched now, as this process knows it. Asking costs nothing: the database is read once a second.

Web processes have a thread for that (refreshing.py). Whatever begins an answer asks `fresh`, which reads where the last
reading is too old. With the database away the last that was known stands; before the first reading nothing is switched.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field

from django.db import DatabaseError, InterfaceError

from . import names, values
from .models import Control

SECONDS = 1.0
MODES = ("fast", "think")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """`off` are the names of models; a mode that is not in `paused` goes on."""

    maintenance: values.Maintenance | None = None
    banner: values.Banner | None = None
    paused: dict[str, values.Pause] = field(default_factory=dict)
    off: frozenset[str] = frozenset()


_known = State()
_read_at = float("-inf")
_lock = threading.Lock()


def now() -> State:
    """What is known; asks nobody."""
    return _known


def fresh() -> State:
    """What the database said a second ago at most. Blocks."""
    return refresh() if time.monotonic() > _read_at + SECONDS else _known


def refresh() -> State:
    """What the database says now; what is known, where it is away. Blocks."""
    global _known, _read_at
    # One after another: what was read earlier must not replace what was read later.
    with _lock:
        try:
            _known = read()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("controls cannot be read, and stay as they were: %s", error)
        _read_at = time.monotonic()
        return _known


def read() -> State:
    """What the database says."""
    rows = {row.name: row for row in Control.objects.all()}
    closed = rows.get(names.MAINTENANCE)
    banner = rows.get(names.BANNER)
    pauses = {mode: values.pause(rows[name].value) for mode in MODES if (name := names.queue(mode)) in rows}
    return State(
        maintenance=values.maintenance(closed.value) if closed else None,
        banner=values.banner(banner.value, banner.version) if banner else None,
        paused={mode: pause for mode, pause in pauses.items() if pause},
        off=frozenset(names.of_model(name) for name, row in rows.items() if row.value.get("off")) - {""},
    )
