"""What reaches the driver besides text: what was found out about paths while others are still written."""

from __future__ import annotations

from dataclasses import dataclass

from ..events import Verified
from ..state import Path
from ..types import Pooled


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer of `path` means the same as `same`, which another path gave earlier; None: as no other, or a fault.
    `checked` are checks that have come to an end with it, of other paths' answers, too.
    """

    path: int
    same: str | Exception | None
    checked: tuple[Verified, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewarded:
    """What the reward model has said of `shown`, a path as it was when it was sent."""

    shown: Path
    said: Pooled | Exception

    @property
    def path(self) -> int:
        return self.shown.id
