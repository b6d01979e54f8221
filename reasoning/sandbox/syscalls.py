"""What a confined program may ask of the kernel: an allow-list, with numbers for x86_64 and aarch64.

Numbers are from Linux's own tables (arch/x86/entry/syscalls, asm-generic/unistd.h). Absent on purpose: every
way to start a process or a thread, to signal, to open a socket, to change files, names, limits or credentials,
to trace, to mount, and to make memory that an address-space limit does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Answered with ENOSYS: libc then asks for the older clone, and is refused in words that Python understands.
CLONE3 = 435
NUMBERS: dict[str, dict[str, int]] = {
    "x86_64": {
        "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "mmap": 9, "munmap": 11, "brk": 12,
        "futex": 202, "newfstatat": 262, "stat": 4, "lstat": 6, "statx": 332, "mprotect": 10, "mremap": 25,
        "madvise": 28, "readv": 19, "writev": 20, "pread64": 17, "getdents64": 217, "getcwd": 79, "chdir": 80,
        "access": 21, "faccessat": 269, "faccessat2": 439, "readlink": 89, "readlinkat": 267,
        "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sigaltstack": 131,
        "dup": 32, "dup2": 33, "dup3": 292, "pipe": 22, "pipe2": 293, "poll": 7, "ppoll": 271, "select": 23,
        "pselect6": 270, "epoll_create1": 291, "epoll_ctl": 233, "epoll_wait": 232, "epoll_pwait": 281,
        "eventfd2": 290, "recvfrom": 45, "nanosleep": 35, "clock_nanosleep": 230, "clock_gettime": 228,
        "clock_getres": 229, "gettimeofday": 96, "time": 201, "times": 100, "setitimer": 38, "getitimer": 36,
        "alarm": 37, "pause": 34, "restart_syscall": 219, "getpid": 39, "gettid": 186, "getuid": 102,
        "geteuid": 107, "getgid": 104, "getegid": 108, "uname": 63, "sysinfo": 99, "getrandom": 318,
        "getrusage": 98, "getrlimit": 97, "sched_yield": 24, "sched_getaffinity": 204,
        "set_robust_list": 273, "rseq": 334, "exit": 60, "exit_group": 231,
        "open": 2, "openat": 257, "ioctl": 16, "fcntl": 72, "prlimit64": 302, "socketpair": 53, "sendto": 44,
    },
    "aarch64": {
        "read": 63, "write": 64, "close": 57, "fstat": 80, "lseek": 62, "mmap": 222, "munmap": 215, "brk": 214,
        "futex": 98, "newfstatat": 79, "statx": 291, "mprotect": 226, "mremap": 216, "madvise": 233,
        "readv": 65, "writev": 66, "pread64": 67, "getdents64": 61, "getcwd": 17, "chdir": 49,
        "faccessat": 48, "faccessat2": 439, "readlinkat": 78, "rt_sigaction": 134, "rt_sigprocmask": 135,
        "rt_sigreturn": 139, "sigaltstack": 132, "dup": 23, "dup3": 24, "pipe2": 59, "ppoll": 73,
        "pselect6": 72, "epoll_create1": 20, "epoll_ctl": 21, "epoll_pwait": 22, "eventfd2": 19,
        "recvfrom": 207, "nanosleep": 101, "clock_nanosleep": 115, "clock_gettime": 113, "clock_getres": 114,
        "gettimeofday": 169, "times": 153, "setitimer": 103, "getitimer": 102, "restart_syscall": 128,
        "getpid": 172, "gettid": 178, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177,
        "uname": 160, "sysinfo": 179, "getrandom": 278, "getrusage": 165, "getrlimit": 163,
        "sched_yield": 124, "sched_getaffinity": 123, "set_robust_list": 99, "rseq": 293, "exit": 93,
        "exit_group": 94, "openat": 56, "ioctl": 29, "fcntl": 25, "prlimit64": 261, "socketpair": 199,
        "sendto": 206,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on argument `index` (from 0): one of `values`, free of the bits in `values`, or NULL."""

    index: int
    test: Literal["among", "without", "null"]
    values: tuple[int, ...] = ()


# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_TMPFILE's own bit: the same numbers on both machines.
WRITING = (0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000,)

RULES: dict[str, tuple[Rule, ...]] = {
    "open": (Rule(1, "without", WRITING),),
    "openat": (Rule(2, "without", WRITING),),
    # TCGETS, FIOCLEX, FIONCLEX, FIONBIO: what Python's own file objects ask.
    "ioctl": (Rule(1, "among", (0x5401, 0x5451, 0x5450, 0x5421)),),
    # F_DUPFD to F_SETFL and F_DUPFD_CLOEXEC; F_SETOWN could have the kernel signal someone else.
    "fcntl": (Rule(1, "among", (0, 1, 2, 3, 4, 1030)),),
    "prlimit64": (Rule(0, "among", (0,)), Rule(2, "null")),
    # A pair of AF_UNIX sockets is a pipe to oneself, and asyncio needs one. Without a destination address
    # nothing leaves it.
    "socketpair": (Rule(0, "among", (1,)),),
    "sendto": (Rule(4, "null"),),
}
