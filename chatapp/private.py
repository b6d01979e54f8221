"""Files that hold people's words: no other user of the machine may read them."""

from __future__ import annotations

import os


def opener(path: str, flags: int) -> int:
    """For `open`: a file that it makes is its owner's alone."""
    return os.open(path, flags, 0o600)
