"""From a fresh clone to the first page: what a stranger waits for, packages included."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.stack import ROOT, free_port, wait_for

LIMIT_SECONDS = 600


def clone() -> list[str]:
    """Clone this repository, `make run` it twice, and time each start until the first page answers."""
    with tempfile.TemporaryDirectory(prefix="fragaria-clone-") as folder:
        copy = Path(folder, "fragaria")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
        first, second = first_page(copy), first_page(copy)
    return [f"fresh clone to first page {first:.1f} s, second start {second:.1f} s"]


def first_page(folder: Path) -> float:
    """Seconds from `make run` in `folder` to its landing page; it is stopped again."""
    port = free_port()
    environment = os.environ | {"PORT": str(port), "FRAGARIA_HOME": str(folder / "var")}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", LIMIT_SECONDS)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)
