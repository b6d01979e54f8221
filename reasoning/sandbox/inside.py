"""Runs first in the sandbox: locks itself in, says the nonce, then runs the program. It is never imported.

It stands alone, is passed by `python -c`, and gets its order (JSON) through a file descriptor. Whatever fails
here ends the process before the nonce, and the parent then knows that the program did not run.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import struct
import sys

TYPE_CHECKING = False  # typing itself takes longer to import than everything else here
if TYPE_CHECKING:
    from typing import Any

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 8, 22, 38
SECCOMP_MODE_FILTER = 2
CAPSET = {"x86_64": 126, "aarch64": 91}
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
READ_FILE, READ_DIR = 1 << 2, 1 << 3
CAP_DAC_READ_SEARCH = 1 << 2
NOBODY = 65534

libc = ctypes.CDLL(None, use_errno=True)


def call(function: Any, *arguments: object) -> int:
    result = int(function(*arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{function.__name__}{arguments[:1]}")
    return result


def become_nobody(keep_reading: bool) -> None:
    """From root to an ordinary user. `keep_reading`: the interpreter lies where only root may look."""
    call(libc.prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    kept = CAP_DAC_READ_SEARCH if keep_reading else 0
    header = struct.pack("=Ii", 0x20080522, 0)
    call(libc.syscall, CAPSET[os.uname().machine], header, struct.pack("=6I", kept, kept, 0, 0, 0, 0))


def landlock(paths: list[str], abi: int) -> None:
    """No file but `paths`, read only; no TCP; from ABI 6 on no signal and no abstract socket beyond."""
    rights = (1 << (16 if abi >= 5 else 15)) - 1
    attributes = struct.pack("=QQQ", rights, 0b11, 0b11 if abi >= 6 else 0)[: 24 if abi >= 6 else 16]
    ruleset = call(libc.syscall, LANDLOCK_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    for path in paths:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        allowed = READ_FILE | READ_DIR if os.path.isdir(path) else READ_FILE
        call(libc.syscall, LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", allowed, folder), 0)
        os.close(folder)
    call(libc.prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    call(libc.syscall, LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)


def seccomp(program: bytes) -> None:
    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    call(libc.prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    filters = Program(len(program) // 8, program)
    call(libc.prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filters), 0, 0)


def lock(order: dict[str, Any]) -> None:
    os.umask(0o077)
    if "landlock" in order:
        if os.geteuid() == 0:
            become_nobody(order["closed"])
        landlock(order["paths"], order["landlock"])
        # After the change of user, which clears it; the parent may have died before.
        call(libc.prctl, PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != order["parent"]:
            raise SystemExit("the parent is gone")
    os.closerange(3, 1 << 16)
    for name, soft, hard in order["limits"]:
        resource.setrlimit(getattr(resource, name), (soft, hard))
    seccomp(bytes.fromhex(order["seccomp"]))


def main() -> None:
    with open(int(sys.argv[1]), "rb") as file:
        order = json.load(file)
    lock(order)
    os.write(1, order["nonce"].encode())
    sys.argv[:] = ["program"]
    sys.orig_argv[:] = ["program"]
    code = compile(order["code"], "<program>", "exec")
    exec(code, {"__name__": "__main__", "__builtins__": __builtins__})  # noqa: S102


if __name__ == "__main__":
    main()
