"""The supervisor with services that are a line of shell each."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from chatapp.supervisor.log import Log
from chatapp.supervisor.supervisor import Patience, StartFailed, Supervisor

from .support import is_alive, shell

pytestmark = pytest.mark.asyncio

QUICK = Patience(start=0.5, probe_starting=0.01, probe_running=0.02, first_pause=0.02, longest_pause=0.1)


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest_asyncio.fixture
async def supervisor(written: io.StringIO) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(Log(written), patience=QUICK)
    yield supervisor
    await supervisor.stop([["one", "two", "three"]])


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 (what is waited for happens in another process)
            await asyncio.sleep(0.01)


async def test_start_returns_when_every_service_does_its_work(supervisor: Supervisor, tmp_path: Path) -> None:
    async def made(pid: int) -> bool:
        return (tmp_path / "made").exists()

    await supervisor.start([shell("one", f"sleep 0.1; touch {tmp_path}/made; exec sleep 60", made)])
    assert (tmp_path / "made").exists()


async def test_a_killed_child_is_restarted_and_the_log_says_why(
    supervisor: Supervisor, written: io.StringIO
) -> None:
    await supervisor.start([shell("one", "exec sleep 60")])
    first = supervisor.children["one"].pid
    os.kill(first, signal.SIGKILL)
    await until(lambda: supervisor.children["one"].pid != first)
    assert "one was ended by SIGKILL after 0." in written.getvalue()


async def test_a_child_that_stops_doing_its_work_is_replaced(
    supervisor: Supervisor, written: io.StringIO, tmp_path: Path
) -> None:
    (tmp_path / "working").touch()

    async def works(pid: int) -> bool:
        return (tmp_path / "working").exists()

    await supervisor.start([shell("one", "exec sleep 60", works)])
    first = supervisor.children["one"].pid
    (tmp_path / "working").unlink()
    await until(lambda: not is_alive(first))
    await until(lambda: "one did no work any more" in written.getvalue())


async def test_a_child_of_which_nothing_can_be_told_is_left_alone(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    answers = iter([True])

    async def unknown_later(pid: int) -> bool | None:
        return next(answers, None)

    await supervisor.start([shell("one", "exec sleep 60", unknown_later)])
    first = supervisor.children["one"].pid
    await asyncio.sleep(0.3)
    assert supervisor.children["one"].pid == first
    assert is_alive(first)


async def test_a_probe_that_breaks_is_told_and_ends_nothing(
    supervisor: Supervisor, written: io.StringIO
) -> None:
    answers = iter([True])

    async def breaks_later(pid: int) -> bool:
        if next(answers, None):
            return True
        raise ZeroDivisionError

    await supervisor.start([shell("one", "exec sleep 60", breaks_later)])
    first = supervisor.children["one"].pid
    await until(lambda: "Whether one works cannot be told: ZeroDivisionError()" in written.getvalue())
    os.kill(first, signal.SIGKILL)
    await until(lambda: supervisor.children["one"].pid != first)


async def test_the_pause_doubles_while_a_child_keeps_dying(
    supervisor: Supervisor, written: io.StringIO, tmp_path: Path
) -> None:
    script = f"[ -e {tmp_path}/again ] && exit 3; touch {tmp_path}/again; sleep 0.1"
    await supervisor.start([shell("one", script)])
    await until(lambda: written.getvalue().count("exit code 3") >= 4)
    pauses = [line.split()[-2] for line in written.getvalue().splitlines() if "starts again" in line]
    assert pauses[:5] == ["0.0", "0.0", "0.1", "0.1", "0.1"]


async def test_a_service_that_cannot_start_fails_the_start_with_its_reason(supervisor: Supervisor) -> None:
    with pytest.raises(StartFailed, match="one ended with exit code 7; start 3 was the last"):
        await supervisor.start([shell("one", "exit 7")])


async def test_a_program_that_is_not_there_fails_the_start_too(supervisor: Supervisor) -> None:
    service = shell("one", "")
    with pytest.raises(StartFailed, match="one cannot be run: No such file or directory"):
        await supervisor.start([type(service)("one", ["/no/such/program"], service.probe)])


async def test_a_service_that_never_does_its_work_fails_the_start(supervisor: Supervisor) -> None:
    async def never(pid: int) -> bool:
        return False

    with pytest.raises(StartFailed, match=r"did no work within .*; start 1 was the last"):
        await supervisor.start([shell("one", "exec sleep 60", never)])


async def test_groups_stop_one_after_the_other(supervisor: Supervisor, tmp_path: Path) -> None:
    def leaves_word(name: str) -> str:
        return (
            f"trap 'sleep 0.05; echo {name} >> {tmp_path}/order; exit' TERM; touch {tmp_path}/{name}; {wait}"
        )

    wait = "while :; do sleep 0.01; done"
    names = ("one", "two", "three")
    await supervisor.start([shell(name, leaves_word(name)) for name in names])
    await until(lambda: all((tmp_path / name).exists() for name in names))
    await supervisor.stop([["three"], ["one"], ["absent", "two"]])
    assert (tmp_path / "order").read_text().split() == ["three", "one", "two"]


async def test_a_child_that_ignores_sigterm_is_killed_with_all_it_started(
    supervisor: Supervisor, written: io.StringIO, tmp_path: Path
) -> None:
    script = f"trap '' TERM; sleep 61 & echo $! > {tmp_path}/grandchild; wait; wait; sleep 60"
    await supervisor.start([shell("one", script, stop_seconds=0.1)])
    await until(lambda: (tmp_path / "grandchild").exists() and (tmp_path / "grandchild").read_text().strip())
    await supervisor.stop([["one"]])
    assert "one did not stop in 0.1 s and is killed" in written.getvalue()
    grandchild = int((tmp_path / "grandchild").read_text())
    await until(lambda: not is_alive(grandchild))


async def test_a_childs_lines_appear_behind_its_name(supervisor: Supervisor, written: io.StringIO) -> None:
    await supervisor.start([shell("one", "echo hello; echo oops >&2; exec sleep 60")])
    await until(lambda: "oops" in written.getvalue())
    assert "one         | hello\n" in written.getvalue()
    assert "one         | oops\n" in written.getvalue()
