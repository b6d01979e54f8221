"""The filter itself, read by a small machine of our own: both architectures, wherever the tests run."""

from __future__ import annotations

import struct

import pytest

from reasoning.sandbox import SandboxError, seccomp
from reasoning.sandbox.syscalls import NUMBERS

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x50001, 0x50026
MACHINES = sorted(NUMBERS)
NULL = (0,) * 6


def answer(machine: str, number: int, arguments: tuple[int, ...] = NULL, arch: int | None = None) -> int:
    """What the filter returns for a system call: classic BPF, as far as the filter uses it."""
    arch = seccomp.AUDIT_ARCH[machine] if arch is None else arch
    data = struct.pack("=IIQ6Q", number, arch, 0, *arguments)
    program = list(struct.iter_unpack("=HBBI", seccomp.program(machine)))
    at = held = 0
    while True:
        code, if_true, if_false, value = program[at]
        at += 1
        if code == 0x20:
            (held,) = struct.unpack_from("=I", data, value)
        elif code == 0x06:
            return int(value)
        else:
            at += if_true if (held == value if code == 0x15 else held & value) else if_false


def call(machine: str, name: str, *arguments: int) -> int:
    return answer(machine, NUMBERS[machine][name], (*arguments, *NULL)[:6])


@pytest.mark.parametrize("machine", MACHINES)
def test_only_what_is_listed_is_allowed(machine: str) -> None:
    free = {number for name, number in NUMBERS[machine].items() if name not in seccomp.RULES}
    allowed = {number for number in range(600) if answer(machine, number, (2**64 - 1,) * 6) == ALLOW}
    assert allowed == free
    assert answer(machine, 435) == ENOSYS
    assert answer(machine, 0x40000000 | NUMBERS[machine]["read"]) == EPERM  # the x32 way round


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_s_numbers_kill(machine: str) -> None:
    assert answer(machine, NUMBERS[machine]["read"], arch=0x40000003) == KILL


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("openat", (0, 1, 0o2000000), (0, 1, 0o1)),
        ("openat", (0, 1, 0), (0, 1, 0o2)),
        ("openat", (0, 1, 0o200000), (0, 1, 0o100)),
        ("openat", (0, 1, 0), (0, 1, 0o20200000)),
        ("ioctl", (1, 0x5401), (1, 0x5412)),
        ("fcntl", (1, 1030), (1, 8)),
        ("prlimit64", (0, 7, 0, 9), (0, 7, 9, 9)),
        ("prlimit64", (0, 7, 0, 9), (0, 7, 2**32, 9)),
        ("prlimit64", (0, 7, 0, 9), (1, 7, 0, 9)),
        ("socketpair", (1, 1, 0, 9), (2, 1, 0, 9)),
        ("sendto", (3, 9, 1, 0, 0), (3, 9, 1, 0, 9)),
        ("sendto", (3, 9, 1, 0, 0), (3, 9, 1, 0, 2**40)),
    ],
)
def test_some_are_allowed_by_their_arguments(
    machine: str, name: str, good: tuple[int, ...], bad: tuple[int, ...]
) -> None:
    assert call(machine, name, *good) == ALLOW
    assert call(machine, name, *bad) == EPERM


def test_an_unknown_machine_has_no_sandbox() -> None:
    with pytest.raises(SandboxError, match="sparc"):
        seccomp.program("sparc")
