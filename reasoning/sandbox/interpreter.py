"""The Python that runs untrusted programs, and every path it needs to see: no package, no file of ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import SandboxError

FLAGS = ("-I", "-S", "-B", "-X", "utf8")
LDD_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Interpreter:
    """`closed` tells that an ordinary user of this machine could not reach it (as below /root)."""

    executable: str
    standard_library: tuple[str, ...]
    libraries: tuple[str, ...]
    closed: bool

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that must be readable."""
        return (self.executable, *self.standard_library, *self.libraries)


@cache
def interpreter() -> Interpreter:
    """The one below this process's virtual environment. Raises SandboxError when ldd cannot tell its parts."""
    executable = os.path.realpath(getattr(sys, "_base_executable", "") or sys.executable)
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}  # not the virtual environment's
    found = (sysconfig.get_path(key, vars=base) for key in ("stdlib", "platstdlib"))
    library = tuple(dict.fromkeys(map(os.path.realpath, found)))
    extensions = [str(path) for folder in library for path in Path(folder, "lib-dynload").glob("*.so")]
    return Interpreter(executable, library, _linked([executable, *extensions]), _closed(executable))


def _linked(files: list[str]) -> tuple[str, ...]:
    try:
        printed = subprocess.run(  # noqa: S603
            ["ldd", *files],  # noqa: S607
            capture_output=True,
            text=True,
            timeout=LDD_SECONDS,
            env={"PATH": os.environ.get("PATH", os.defpath)},
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SandboxError("ldd cannot tell which libraries Python needs") from error
    found = set(re.findall(r"(/\S+) \(0x", printed))
    if os.path.exists("/etc/ld.so.cache"):
        found.add("/etc/ld.so.cache")
    return tuple(sorted(found))


def _closed(path: str) -> bool:
    return any(not folder.stat().st_mode & 0o001 for folder in Path(path).parents)
