"""Running a program: what comes back, what is left behind, and what happens when nothing can be run."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reasoning.sandbox import Sandbox, SandboxError, limits
from reasoning.sandbox.process import Command
from reasoning.sandbox.tiers import Bubblewrap, Tier
from tests.support.confined import need

from .conftest import Run

MARK = "fragaria_test_sleeper"
SLEEPER = f"import time\n{MARK} = 1\nprint('up', flush=True)\ntime.sleep(60)"
ROOT = Path(__file__).resolve().parents[3]


def children_of(pid: int) -> set[int]:
    """Every living or dead child of a process, and theirs."""
    found: set[int] = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        if parent == pid:
            found |= {int(folder.name)} | children_of(int(folder.name))
    return found


def gone(pids: set[int], seconds: float = 5.0) -> bool:
    """Whether every process of `pids` ends soon, zombies included."""
    deadline = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_what_a_program_prints_and_its_exit_come_back(run: Run) -> None:
    result = run("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(3)")
    assert (result.stdout, result.stderr, result.exit, result.limit) == ("out\n", "err\n", 3, "")
    assert not result.timed_out
    assert 0 < result.seconds < 5


def test_a_signal_is_a_negative_exit(run: Run) -> None:
    assert run("import ctypes\nctypes.string_at(0)").exit == -signal.SIGSEGV


def test_output_is_text_without_nul(run: Run) -> None:
    result = run(r"import os; os.write(1, b'a\0b\xff\xfec'); os.write(2, b'\0')")
    assert result.stdout == "a\ufffdb\ufffd\ufffdc"
    assert result.stderr == "\ufffd"


def test_a_program_with_half_a_surrogate_or_nul_is_run_or_refused_in_words(run: Run) -> None:
    assert run("print('\ud800')").stdout == "?\n"
    assert "SyntaxError" in run("print(1)\0").stderr or "null bytes" in run("print(1)\0").stderr


def test_a_nonce_of_its_own_does_not_reach_the_program(run: Run) -> None:
    code = """
import gc, sys
texts = [o for o in gc.get_objects() if isinstance(o, dict) and 'nonce' in o]
frame = sys._getframe()
while frame: print(sorted(frame.f_locals)); frame = frame.f_back
print(len(texts))
"""
    result = run(code)
    assert "nonce" not in result.stdout.replace("'nonce'", "")
    assert result.exit == 0


def test_too_long_a_program_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="more than the sandbox takes"):
        sandbox.run_now("#" * (limits.PROGRAM_BYTES + 1))


@pytest.fixture
def adopting() -> Iterator[None]:
    """This process adopts orphans meanwhile, so that a zombie left to someone else is seen."""
    libc, subreaper = ctypes.CDLL(None), 36
    assert libc.prctl(subreaper, 1, 0, 0, 0) == 0
    yield
    libc.prctl(subreaper, 0, 0, 0, 0)


@pytest.mark.usefixtures("adopting")
def test_nothing_is_left_behind(run: Run) -> None:
    before, descriptors = children_of(os.getpid()), len(os.listdir("/proc/self/fd"))
    run("print('fine')")
    run("while True: print('x' * 9999)")
    run("import os\ntry: os.fork()\nexcept OSError: os.setsid()")
    run("import time\ntime.sleep(99)", seconds=0.1)
    assert children_of(os.getpid()) <= before
    assert len(os.listdir("/proc/self/fd")) <= descriptors + 1


@pytest.mark.asyncio
async def test_a_cancelled_run_is_gone_when_the_cancellation_is(sandbox: Sandbox) -> None:
    before = children_of(os.getpid())
    running = asyncio.create_task(sandbox.run(SLEEPER))
    await asyncio.sleep(0.3)
    started = children_of(os.getpid()) - before
    assert started
    running.cancel()
    begun = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert time.monotonic() - begun < 1
    assert gone(started, 1)


@pytest.mark.asyncio
async def test_only_so_many_run_at_once_and_a_waiting_one_can_be_cancelled(sandbox: Sandbox) -> None:
    narrow = Sandbox(sandbox.tier, at_once=1)
    first = asyncio.create_task(narrow.run("import time\ntime.sleep(0.5)\nprint(1)"))
    await asyncio.sleep(0.05)
    waiting, last = asyncio.create_task(narrow.run("print(2)")), asyncio.create_task(narrow.run("print(3)"))
    await asyncio.sleep(0.05)
    waiting.cancel()
    begun = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert time.monotonic() - begun < 0.4
    assert not last.done()
    assert [(await first).stdout, (await last).stdout] == ["1\n", "3\n"]


def test_the_program_dies_with_the_process_that_runs_it(sandbox: Sandbox) -> None:
    code = (
        "from reasoning.sandbox import Sandbox\n"
        "from reasoning.sandbox.tiers import TIERS\n"
        f"tier = next(tier for tier in TIERS if tier.name == {sandbox.tier.name!r})\n"
        "Sandbox(tier).run_now('import time; time.sleep(60)', seconds=40)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        deadline = time.monotonic() + 20
        # bubblewrap is two processes, Landlock one; then the program needs a moment to begin.
        while len(started := children_of(parent.pid)) < (2 if isinstance(sandbox.tier, Bubblewrap) else 1):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.3)
    finally:
        parent.kill()
        parent.wait()
    assert all(not _alive(pid, 5) for pid in started)


def _alive(pid: int, seconds: float) -> bool:
    """Whether it still runs; an orphan that ended may wait for a reaper that is not ours."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except OSError:
            return False
        time.sleep(0.02)
    return True


class Broken:
    """A tier that starts and fails before the program is confined."""

    name = "A"
    words = "broken"

    def __init__(self, tier: Tier, arguments: list[str]) -> None:
        self.tier, self.arguments = tier, arguments

    def order(self) -> dict[str, object]:
        return self.tier.order()

    def command(self, order: int, info: int) -> Command:
        return Command(self.arguments, (order,))


@pytest.mark.parametrize(
    "arguments", [["/bin/false"], ["/nowhere/bwrap"], ["/bin/echo", "passed"]], ids=lambda a: a[0]
)
def test_a_program_that_was_not_confined_was_not_run(arguments: list[str]) -> None:
    with pytest.raises(SandboxError, match=r"did not start|cannot be started"):
        Sandbox(Broken(Bubblewrap(), arguments)).run_now("print('run')")


def test_a_lock_that_fails_ends_the_process_before_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    tier = need(Bubblewrap())
    monkeypatch.setattr("reasoning.sandbox.seccomp.program", lambda: b"\0" * 7)
    with pytest.raises(SandboxError, match="did not start"):
        Sandbox(tier).run_now("print('run')")


def test_it_works_in_a_worker_s_loop(sandbox: Sandbox) -> None:
    from workers.loop import run as in_loop

    assert in_loop(sandbox.run("print(6 * 7)")).stdout == "42\n"


def test_a_machine_that_runs_out_of_descriptors_refuses_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> int:
        raise OSError(24, "Too many open files")

    sandbox = Sandbox(need(Bubblewrap()))
    for part in ("memfd_create", "pidfd_open", "pipe"):
        with monkeypatch.context() as patched:
            patched.setattr(os, part, none)
            with pytest.raises(SandboxError, match="Too many open files"):
                sandbox.run_now("print('run')")
