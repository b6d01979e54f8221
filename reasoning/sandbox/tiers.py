"""The ways to confine a program: bubblewrap (tier A) and Landlock (tier B). There is no third.

Both run inside.py, which sets the limits and the list of system calls. Around it, bubblewrap gives namespaces
and an empty file system; Landlock restricts what is there.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from .errors import SandboxError
from .interpreter import FLAGS, interpreter
from .process import Command

NOBODY = "65534"
LANDLOCK_CREATE = 444
LANDLOCK_VERSION = 1
LEAST_ABI = 4  # from here on it refuses TCP
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
HELP_SECONDS = 10.0


class Tier(Protocol):
    """One way to confine. `name` and `words` are for people."""

    @property
    def name(self) -> str: ...

    @property
    def words(self) -> str: ...

    def order(self) -> dict[str, object]:
        """What inside.py must do besides limits and system calls. Raises SandboxError if that cannot be."""

    def command(self, order: int, info: int) -> Command:
        """The command line; `order` is the descriptor that inside.py reads."""


@cache
def _inside() -> str:
    return Path(__file__).with_name("inside.py").read_text()


def _python(order: int) -> list[str]:
    return [interpreter().executable, *FLAGS, "-c", _inside(), str(order)]


@dataclass(frozen=True, slots=True)
class Bubblewrap:
    """Namespaces of its own and a file system of a Python and nothing else."""

    name: str = "A"
    words: str = "bubblewrap: own namespaces, an empty read-only file system, a list of system calls"

    def order(self) -> dict[str, object]:
        return {}

    def command(self, order: int, info: int) -> Command:
        program = shutil.which("bwrap")
        if not program:
            raise SandboxError("bubblewrap is not installed")
        arguments = [program, *_namespaces(program), "--info-fd", str(info), *_files(), "--remount-ro", "/"]
        return Command([*arguments, "--", *_python(order)], (order, info))


@cache
def _namespaces(program: str) -> tuple[str, ...]:
    options = ["--unshare-user", "--uid", NOBODY, "--gid", NOBODY, "--unshare-ipc", "--unshare-pid"]
    options += ["--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"]
    # As PID 1, because bubblewrap does not wait for an init of its own: one zombie a run would be left to
    # whoever adopts orphans. Not --new-session: the parent has made a session already.
    options += ["--as-pid-1", "--die-with-parent", "--clearenv"]
    with_help = subprocess.run(  # noqa: S603
        [program, "--help"], capture_output=True, text=True, timeout=HELP_SECONDS
    )
    # Since 0.8; the list of system calls refuses new namespaces in any case.
    return (*options, *(["--disable-userns"] if "--disable-userns" in with_help.stdout else []))


@cache
def _files() -> tuple[str, ...]:
    options: list[str] = []
    for path in interpreter().paths:
        options += ["--ro-bind", path, path]
    for folder in interpreter().standard_library:
        if os.path.isdir(packages := os.path.join(folder, "site-packages")):
            options += ["--tmpfs", packages, "--remount-ro", packages]
    for device in DEVICES:
        options += ["--dev-bind", device, device]
    return tuple(options)


@dataclass(frozen=True, slots=True)
class Landlock:
    """An ordinary process that gave up what it does not need; for machines without user namespaces."""

    name: str = "B"
    words: str = "Landlock: no file but Python's own, no network, a list of system calls"

    def order(self) -> dict[str, object]:
        if (abi := landlock_abi()) < LEAST_ABI:
            raise SandboxError(f"this kernel has Landlock version {abi}; {LEAST_ABI} is the least")
        python = interpreter()
        paths = [*python.paths, *DEVICES]
        return {"landlock": abi, "paths": paths, "closed": python.closed, "parent": os.getpid()}

    def command(self, order: int, info: int) -> Command:
        return Command(_python(order), (order,))


def landlock_abi() -> int:
    """The kernel's version of Landlock, 0 when it has none."""
    if sys.platform != "linux":
        return 0
    found = ctypes.CDLL(None, use_errno=True).syscall(LANDLOCK_CREATE, None, 0, LANDLOCK_VERSION)
    return max(int(found), 0)


TIERS: tuple[Tier, ...] = (Bubblewrap(), Landlock())
