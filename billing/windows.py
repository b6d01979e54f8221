"""The arithmetic of true sliding windows. Pure: entries and a moment in, a meter's reading out.

A window of W seconds at `now` holds what came after `now - W`: an entry leaves exactly W after it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from .plans import Cap

WARN_PERCENT = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """`units` that count from `at` on."""

    at: datetime
    units: int


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter's reading: units used in its window, and when some and all are free again.

    `next_slot_at` is when the next unit comes back, from WARN_PERCENT of the limit on: the oldest entry's leaving,
    or, after overage, a later one's that makes room. It is None while there is plenty. `resets_at` is when the newest
    entry leaves; None when nothing counts. Both are the latest moments: a failed answer gives its unit back at
    once. `credit` are the units that staff gave on top, told where not much is left.
    """

    used: int
    limit: int | None
    window_seconds: int
    next_slot_at: datetime | None
    resets_at: datetime | None
    credit: int = 0

    @property
    def low(self) -> bool:
        """Whether it is time to say that not much is left: WARN_PERCENT of the limit are used."""
        return self.limit is not None and _is_low(self.used, self.limit)

    @property
    def full(self) -> bool:
        return self.limit is not None and self.used >= self.limit

    def as_dict(self) -> dict[str, Any]:
        """As docs/protocol.md has it: moments in ISO 8601."""
        return {
            **asdict(self),
            "next_slot_at": iso(self.next_slot_at),
            "resets_at": iso(self.resets_at),
        }


def iso(moment: datetime | None) -> str | None:
    """ISO 8601, or None for None."""
    return moment.isoformat() if moment else None


def measure(entries: Sequence[Entry], cap: Cap) -> Meter:
    """The reading for `entries`, all of them in the window, oldest first."""
    window = timedelta(seconds=cap.window_seconds)
    used = sum(entry.units for entry in entries)
    return Meter(
        used=used,
        limit=cap.limit,
        window_seconds=cap.window_seconds,
        next_slot_at=None if cap.limit is None else _first_room(entries, used, cap.limit, window),
        resets_at=entries[-1].at + window if entries else None,
    )


def _is_low(used: int, limit: int) -> bool:
    return 100 * used >= WARN_PERCENT * limit


def _first_room(entries: Sequence[Entry], used: int, limit: int, window: timedelta) -> datetime | None:
    if not _is_low(used, limit):
        return None
    if used < limit:
        return entries[0].at + window if entries else None
    for entry in entries:
        used -= entry.units
        if used < limit:
            return entry.at + window
    return None


def peak(entries: Sequence[Entry], added: Entry, window: timedelta) -> int:
    """The most units in any window that contains `added`, which is not among `entries`."""
    ends = {added.at, *(entry.at for entry in entries if added.at <= entry.at < added.at + window)}
    return added.units + max(
        sum(entry.units for entry in entries if end - window < entry.at <= end) for end in ends
    )
