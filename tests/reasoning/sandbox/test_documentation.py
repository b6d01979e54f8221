"""docs/sandbox.md says what limits.py holds."""

from __future__ import annotations

import re
from pathlib import Path

from reasoning.sandbox import limits

DOCS = Path(__file__).resolve().parents[3] / "docs" / "sandbox.md"


def test_every_limit_is_documented_as_it_is() -> None:
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", DOCS.read_text(), re.MULTILINE))
    assert rows["computing"] == f"{limits.SECONDS:g} s"
    assert rows["wall clock"] == f"{limits.clock_seconds(limits.SECONDS):g} s"
    assert rows["memory"] == f"{limits.MEMORY_BYTES // limits.MEGABYTE} MB"
    assert rows["open files"] == str(limits.OPEN_FILES)
    assert rows["standard output, and as much error output"] == f"{limits.OUTPUT_BYTES // 1024} KB"
    assert rows["the program itself"] == f"{limits.PROGRAM_BYTES // 1024} KB"
    assert rows["programs at once, in each worker process"] == str(limits.AT_ONCE)
