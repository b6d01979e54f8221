"""What a program may reach: nothing of this machine, by any call."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Refused = Callable[[str], str]

FAMILIES = [name for name in dir(socket) if name.startswith("AF_")]

# By name: (x86_64, aarch64). Every argument is 0: a call that is let through answers something else than EPERM.
CALLS = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "setuid": (105, 146),
    "setresuid": (117, 147),
    "setgroups": (116, 159),
    "capset": (126, 91),
    "prctl": (157, 167),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "sendmsg": (46, 211),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "init_module": (175, 105),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "setrlimit": (160, 164),
    "sched_setaffinity": (203, 122),
    "setpriority": (141, 140),
    "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444),
    "personality": (135, 92),
    "setsid": (112, 157),
    "setpgid": (109, 154),
    "unlinkat": (263, 35),
    "renameat2": (316, 276),
    "openat2": (437, 437),
    "fchmodat": (268, 53),
    "ftruncate": (77, 46),
    "splice": (275, 76),
    "sethostname": (170, 161),
}


def test_these_system_calls_are_refused(run: Run) -> None:
    numbers = {name: pair[os.uname().machine == "aarch64"] for name, pair in CALLS.items()}
    code = f"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for name, number in {numbers}.items():
    ctypes.set_errno(0)
    result = libc.syscall(number, 0, 0, 0, 0, 0, 0)
    if (result, ctypes.get_errno()) != (-1, 1): print(name, result, ctypes.get_errno())
print('done')
"""
    assert run(code).stdout == "done\n"


def test_no_socket_of_any_family(run: Run) -> None:
    code = f"""
import socket
for name in {FAMILIES}:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try: socket.socket(getattr(socket, name, 1), kind)
        except OSError: continue
        print(name)
try: socket.create_connection(('127.0.0.1', 80), 1)
except OSError: print('done')
"""
    assert run(code).stdout == "done\n"


def test_a_pair_of_sockets_leads_nowhere_but_asyncio_works(run: Run) -> None:
    name = f"fragaria-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"\0{name}")
        listener.setblocking(False)
        code = f"""
import asyncio, socket
one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
for send in (lambda: one.sendto(b'x', chr(0) + {name!r}), lambda: one.connect(chr(0) + {name!r}),
             lambda: one.sendmsg([b'x'], [], 0, chr(0) + {name!r})):
    try: send()
    except OSError: print('no')
async def add(a, b): return a + b
print(asyncio.run(add(2, 3)))
"""
        assert run(code).stdout.split() == ["no", "no", "no", "5"]
        with pytest.raises(BlockingIOError):
            listener.recv(1)


def test_no_file_of_the_host_is_read(run: Run, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="fragaria-open-") as folder:
        os.chmod(folder, 0o755)
        secret = Path(folder, "secret")
        secret.write_text("the secret")
        secret.chmod(0o644)
        own = Path(__file__)
        code = f"""
import glob, os
for path in ({str(secret)!r}, {str(own)!r}, '/etc/passwd', '/etc/shadow', '/etc/hostname', '/root/.bashrc'):
    for read in (lambda: open(path).read(), lambda: os.open(path, os.O_RDONLY),
                 lambda: os.listdir(os.path.dirname(path) or '/')[0] and open(path)):
        try: read()
        except OSError: continue
        print('read', path)
print('done')
"""
        assert run(code).stdout == "done\n"


def test_no_process_is_seen(run: Run) -> None:
    code = f"""
import os
for path in ('/proc', '/proc/self/environ', '/proc/self/maps', '/proc/{os.getpid()}/environ', '/sys', '/proc/1/root'):
    try: print(os.listdir(path) if os.path.isdir(path) else open(path, 'rb').read())
    except OSError: continue
print('done')
"""
    assert run(code).stdout == "done\n"


def test_the_environment_is_empty(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "must not leak")
    code = "import os, sys\nprint(sorted(os.environ), sys.argv, sys.orig_argv)"
    names, rest = run(code).stdout.split("] [", 1)
    assert set(names.strip("[").replace("'", "").split(", ")) <= {"PWD", "LC_CTYPE", ""}
    assert rest == "'program'] ['program']\n"


def test_links_lead_nowhere(run: Run) -> None:
    code = """
import os
library = os.path.dirname(os.__file__)
for path in ('/proc/self/root/etc/passwd', '/proc/self/cwd/etc/passwd', library + '/../' * 20 + 'etc/passwd'):
    try: print(open(path, 'rb').read(1))
    except OSError: continue
print('done')
"""
    assert run(code).stdout == "done\n"


def test_no_descriptor_but_the_three_is_inherited(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        code = """
import os
for fd in range(1024):
    try: os.fstat(fd)
    except OSError: continue
    print(fd, end=' ')
"""
        assert run(code).stdout.split() == ["0", "1", "2"]


def test_standard_input_cannot_be_written(run: Run) -> None:
    code = "import os\ntry: os.write(0, b'x')\nexcept OSError: print('no')"
    assert run(code, stdin="given").stdout == "no\n"


@pytest.mark.parametrize(
    "code",
    [
        "__import__('os').execv('/bin/sh', ['sh'])",
        "__import__('subprocess').run(['true'])",
        "__import__('os').posix_spawn('/bin/sh', ['sh'], {})",
        "__import__('pty').spawn('sh')",
        "__import__('multiprocessing').Process(target=print).start()",
    ],
)
def test_no_other_program_runs(refused: Refused, code: str) -> None:
    assert refused(code) in ("PermissionError", "FileNotFoundError", "OSError")


@pytest.mark.parametrize(
    "path", ["/dev/mem", "/dev/kmsg", "/dev/tty", "/dev/ptmx", "/dev/vda", "/dev/fuse", "/dev/kvm"]
)
def test_no_device_is_open(refused: Refused, path: str) -> None:
    assert refused(f"open({path!r}, 'rb')") in ("PermissionError", "FileNotFoundError")


def test_the_parent_gets_no_signal_in_any_way(run: Run) -> None:
    code = f"""
import fcntl, os, signal
parent = {os.getpid()}
for act in (lambda: os.kill(parent, 0), lambda: os.killpg(0, 0), lambda: os.kill(-1, 0),
            lambda: signal.pidfd_send_signal(os.pidfd_open(parent), 0),
            lambda: fcntl.fcntl(0, fcntl.F_SETOWN, parent), lambda: fcntl.fcntl(0, fcntl.F_SETSIG, 9)):
    try: act()
    except OSError: continue
    print('sent')
print('done')
"""
    assert run(code).stdout == "done\n"


def test_it_runs_as_nobody_without_a_capability(run: Run) -> None:
    code = """
import ctypes, os, struct
held = ctypes.create_string_buffer(24)
number = {'x86_64': 125, 'aarch64': 90}[os.uname().machine]
print(os.getuid(), os.geteuid(), os.getgid(), ctypes.CDLL(None).syscall(number, None, held))
"""
    assert run(code).stdout == "65534 65534 65534 -1\n"


def test_no_package_shadows_the_standard_library(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("print('mine')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    result = run("import json, sys\nprint(json.dumps([1]), '' in sys.path)")
    assert result.stdout == "[1] False\n"
    assert "ModuleNotFoundError" in run("import django").stderr
    assert "ModuleNotFoundError" in run("import reasoning").stderr
