"""Which tier holds on this machine? Programs that try to get out decide, not the presence of a feature."""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import SandboxError
from .sandbox import Sandbox
from .tiers import TIERS, Tier

NAMES = ("network", "file", "fork", "environment", "signals")
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Canary:
    """One attempt to get out. `through` says what it reached; empty when the sandbox held."""

    name: str
    through: str

    @property
    def held(self) -> bool:
        return not self.through


@dataclass(frozen=True, slots=True)
class Report:
    """What the canaries found in a tier. `problem` says why they could not run, and is empty if they did."""

    tier: Tier
    canaries: tuple[Canary, ...] = ()
    problem: str = ""

    @property
    def works(self) -> bool:
        """Whether untrusted programs may run in this tier."""
        return not self.problem and all(canary.held for canary in self.canaries)


@contextmanager
def targets() -> Iterator[dict[str, object]]:
    """Things that only a sandbox protects: a file and a folder open to everyone, and a listener."""
    with (
        tempfile.TemporaryDirectory(prefix="fragaria-canary-") as folder,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        secret = Path(folder, "secret")
        secret.write_text("the canary's secret")
        os.chmod(folder, 0o777)  # noqa: S103
        secret.chmod(0o644)
        yield {
            "secret": str(secret),
            "folder": folder,
            "port": listener.getsockname()[1],
            "parent": os.getpid(),
        }


def examine(tier: Tier) -> Report:
    """Let the canaries loose in one tier."""
    if sys.platform != "linux":
        return Report(tier, problem="programs are confined on Linux only")
    program = Path(__file__).with_name("canaries.py").read_text()
    try:
        with targets() as where:
            result = Sandbox(tier).run_now(program, stdin=json.dumps(where), seconds=SECONDS)
        told: dict[str, str] = json.loads(result.stdout)
        return Report(tier, tuple(Canary(name, told[name]) for name in NAMES))
    except SandboxError as error:
        return Report(tier, problem=error.message)
    except OSError as error:
        return Report(tier, problem=f"the canaries have no targets: {error}")
    except (ValueError, KeyError):
        return Report(tier, problem=f"the canaries ended with {result.exit}: {result.stderr.strip()[-300:]}")


@cache
def choose() -> Sandbox | None:
    """The first tier that holds, or None: then nothing may be run. Examined once per process (about 0.3 s)."""
    return next((Sandbox(tier) for tier in TIERS if examine(tier).works), None)
