"""How long the product takes to start, in a new data folder and in one that is ready."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.support.stack import Stack, engine_server

from .console import say


def main() -> None:
    """Each start goes until /readyz answers 200; the engine is the scripted one."""
    with engine_server() as engine, tempfile.TemporaryDirectory(prefix="fragaria-bench-") as folder:
        stack = Stack(Path(folder, "home"), {"ENGINE_BASE_URL": f"{engine}/v1", "ENGINE_MODEL": "scripted"})
        for which in ("first", "second", "third"):
            seconds = stack.start()
            stack.stop()
            say(f"{which} start, until it is ready: {seconds:.1f} s")


if __name__ == "__main__":
    main()
