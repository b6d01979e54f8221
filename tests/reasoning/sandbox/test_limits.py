"""What a program may use up: one test a promise, in every tier that this machine can have."""

from __future__ import annotations

import asyncio
import resource
import time

import pytest

from reasoning.sandbox import Sandbox, limits
from reasoning.sandbox.sandbox import _limits

from .conftest import Run

ALLOCATORS = {
    "bytearray": "bytearray(600 * 2**20)",
    "small objects": "[str(i) * 10 for i in range(10**8)]",
    "an anonymous mapping": "__import__('mmap').mmap(-1, 600 * 2**20)",
    "malloc": "assert __import__('ctypes').CDLL(None).malloc(600 * 2**20), 'no memory'",
    "a long text": "'x' * 600 * 2**20",
    "doubling": "x = [0]\nwhile True: x += x",
}


@pytest.mark.parametrize("how", ALLOCATORS)
def test_memory_is_bounded_whoever_allocates_it(run: Run, how: str) -> None:
    result = run(ALLOCATORS[how] + "\nprint('got it')", seconds=3)
    assert "got it" not in result.stdout
    assert any(words in result.stderr for words in ("MemoryError", "Cannot allocate", "no memory")), result


def test_a_fork_bomb_starts_no_second_process(run: Run) -> None:
    code = "import os\nfor _ in range(200):\n    try: os.fork()\n    except OSError: print('no')"
    assert run(code).stdout.count("no") == 200


def test_no_thread_starts_by_any_call(run: Run) -> None:
    code = """
import _thread, ctypes, os, threading
for start in (lambda: threading.Thread(target=print).start(), lambda: _thread.start_new_thread(print, ())):
    try: start()
    except RuntimeError: print('no')
number, flags = {'x86_64': 56, 'aarch64': 220}[os.uname().machine], 0x50f00
print('no' if ctypes.CDLL(None).syscall(number, flags, 0, 0, 0, 0) == -1 else 'thread')
"""
    assert run(code).stdout.split() == ["no"] * 3


@pytest.mark.parametrize("descriptor", [1, 2])
def test_endless_output_ends_the_program(run: Run, descriptor: int) -> None:
    result = run(f"import os\nwhile True: os.write({descriptor}, b'x' * 4096)")
    assert result.limit == "output"
    assert len(result.stdout) <= limits.OUTPUT_BYTES
    assert len(result.stderr) <= limits.OUTPUT_BYTES


IGNORING = """
import signal, time
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
print('still here', flush=True)
time.sleep(1000)
"""
SILENT = "import os, time\nfor fd in range(3): os.close(fd)\ntime.sleep(1000)"


@pytest.mark.asyncio
async def test_who_only_waits_is_ended_by_the_clock(sandbox: Sandbox) -> None:
    started = time.monotonic()
    ignoring, silent = await asyncio.gather(*(sandbox.run(code, seconds=0.1) for code in (IGNORING, SILENT)))
    assert time.monotonic() - started < limits.clock_seconds(0.1) + 3
    assert (ignoring.limit, silent.limit) == ("clock", "clock")
    assert ignoring.timed_out
    assert "still here" in ignoring.stdout


def test_waiting_for_input_ends_at_once(run: Run) -> None:
    assert "EOFError" in run("input()").stderr
    assert run("print(input()[::-1])", stdin="abc\n").stdout == "cba\n"


@pytest.mark.parametrize(
    "code",
    [
        "def f(n): return f(n + 1)\nf(0)",
        "import sys\nsys.setrecursionlimit(10**9)\nx = []\nfor _ in range(10**6): x = [x]\nrepr(x)",
        "import ctypes\nctypes.string_at(0)",
        "import os\nos.abort()",
        "eval('(' * 10**5)",
        "int('9' * 10**6)",
        "print(10**10000)",
    ],
    ids=["recursion", "deep recursion", "segfault", "abort", "nested source", "int of text", "text of int"],
)
def test_a_crash_is_a_result(run: Run, code: str) -> None:
    assert run(code).exit != 0


@pytest.mark.usefixtures("patient_clock")
@pytest.mark.parametrize(
    "code",
    [
        "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
        "9**9**9",
        "import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')",
    ],
    ids=["a loop that ignores signals", "a huge number", "a regular expression"],
)
def test_who_only_computes_is_killed_after_its_time(run: Run, code: str) -> None:
    result = run(code)
    assert (result.limit, result.exit) == ("computing", -9)
    assert result.timed_out


def test_no_limit_can_be_raised(run: Run) -> None:
    code = """
import resource
for name in ('AS', 'CPU', 'NPROC', 'FSIZE', 'NOFILE'):
    for value in ((-1, -1), (2**40, 2**40)):
        try: resource.setrlimit(getattr(resource, 'RLIMIT_' + name), value)
        except (OSError, ValueError): continue
        print('raised', name)
"""
    result = run(code)
    assert (result.stdout, result.exit) == ("", 0)


def test_nothing_is_written_to_a_disk(run: Run) -> None:
    code = """
import os, tempfile
paths = ['/', '/tmp', '/dev/shm', '/var/tmp', '/run', '.', os.path.dirname(os.__file__)]
for path in paths:
    for act in (lambda p: open(p, 'wb'), lambda p: os.mkdir(p), lambda p: os.mkfifo(p),
                lambda p: os.mknod(p), lambda p: os.symlink('/', p), lambda p: os.link(os.__file__, p),
                lambda p: os.open(path, os.O_TMPFILE | os.O_RDWR), lambda p: os.truncate(os.__file__, 0)):
        try: act(os.path.join(path, 'made'))
        except OSError: continue
        print('wrote', path)
try: tempfile.mkstemp()
except OSError: print('done')
"""
    assert run(code).stdout == "done\n"


def test_open_files_and_pipes_are_bounded(run: Run) -> None:
    code = """
import os
pipes = []
try:
    while True: pipes.append(os.pipe())
except OSError: print(len(pipes))
"""
    assert int(run(code).stdout) <= limits.OPEN_FILES // 2


def test_a_tighter_limit_of_this_process_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda which: (8, 16))
    hard = {name: most for name, _, most in _limits(5)}
    assert hard["RLIMIT_NOFILE"] == 16
    assert hard["RLIMIT_NPROC"] == 0
    assert hard["RLIMIT_CPU"] == 5
