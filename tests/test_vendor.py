"""What the tests bring along is what was published."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
ROW = re.compile(r"^\| [\w-]+ [\d.]+ \| \[[^]]+\]\(([^)]+)\) \| `([^`]+)` \| `[^`]+` \| `(\w{64})` \|$", re.M)


def test_each_vendored_file_has_its_checksum_and_licence() -> None:
    rows = ROW.findall((VENDOR / "README.md").read_text())
    assert rows
    for licence, file, checksum in rows:
        assert (VENDOR / licence).is_file()
        assert hashlib.sha256((VENDOR / file).read_bytes()).hexdigest() == checksum
