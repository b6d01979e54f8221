"""The allow-list as a classic BPF program (seccomp(2), Documentation/userspace-api/seccomp_filter.rst).

Made here and not by libseccomp: the list is short, and nothing has to be installed or linked.
"""

from __future__ import annotations

import platform
import struct
from functools import cache

from .errors import SandboxError
from .syscalls import CLONE3, NUMBERS, RULES, Rule

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# struct seccomp_data: nr, arch, instruction_pointer, args[6]; both machines are little-endian.
NR, ARCH, ARGS = 0, 4, 16
LOAD, JUMP_EQUAL, JUMP_BITS, RETURN = 0x20, 0x15, 0x45, 0x06
ALLOW, KILL_PROCESS, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, ENOSYS = 1, 38


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _refusal() -> bytes:
    return _instruction(RETURN, ERRNO | EPERM)


def _condition(rule: Rule) -> bytes:
    """Instructions that fall through when the rule holds and refuse otherwise."""
    low = ARGS + 8 * rule.index
    load = _instruction(LOAD, low)
    if rule.test == "without":
        return load + _instruction(JUMP_BITS, rule.values[0], 0, 1) + _refusal()
    if rule.test == "null":
        high = _instruction(LOAD, low + 4)
        return b"".join(part + _instruction(JUMP_EQUAL, 0, 1, 0) + _refusal() for part in (load, high))
    # The kernel reads these arguments as 32 bits and so does the filter.
    count = len(rule.values)
    tests = (_instruction(JUMP_EQUAL, value, count - at, 0) for at, value in enumerate(rule.values))
    return load + b"".join(tests) + _refusal()


@cache
def program(machine: str = "") -> bytes:
    """The filter for `machine` (default: this one) as an array of struct sock_filter.

    Raises SandboxError for a machine whose numbers are not known here.
    """
    machine = machine or platform.machine()
    if machine not in NUMBERS:
        raise SandboxError(f"there is no list of system calls for {machine}")
    parts = [
        _instruction(LOAD, ARCH),
        _instruction(JUMP_EQUAL, AUDIT_ARCH[machine], 1, 0),
        _instruction(RETURN, KILL_PROCESS),
        _instruction(LOAD, NR),
    ]
    for name, number in NUMBERS[machine].items():
        body = b"".join(map(_condition, RULES.get(name, ()))) + _instruction(RETURN, ALLOW)
        parts += [_instruction(JUMP_EQUAL, number, 0, len(body) // 8), body]
    parts += [_instruction(JUMP_EQUAL, CLONE3, 0, 1), _instruction(RETURN, ERRNO | ENOSYS), _refusal()]
    return b"".join(parts)
