"""Nothing outlives a supervisor that was killed, by the kernel's word or by the guard's hand."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from chatapp.supervisor.orphans import left_behind

from .support import is_alive, wait_for

SUPERVISOR = textwrap.dedent("""
    import asyncio
    from chatapp.supervisor import process
    from chatapp.supervisor.log import Log
    from chatapp.supervisor.orphans import Guard
    from chatapp.supervisor.supervisor import Supervisor
    from tests.chatapp.supervisor.support import shell

    async def main():
        guard = GUARD
        if guard:
            process.die_with_parent = lambda: None  # as on a kernel that does not know how
        supervisor = Supervisor(Log(), guard)
        await supervisor.start([shell("one", "trap '' TERM; sleep 60"), shell("two", "exec sleep 60")])
        print("PIDS", *(child.pid for child in supervisor.children.values()), flush=True)
        await asyncio.sleep(60)

    asyncio.run(main())
""")


@pytest.mark.parametrize(
    "guard",
    [
        pytest.param(
            "None",
            id="kernel",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux's kernel does this"),
        ),
        pytest.param("Guard()", id="guard"),
    ],
)
def test_a_killed_supervisor_leaves_no_orphan(guard: str) -> None:
    root = Path(__file__).parents[3]
    code = SUPERVISOR.replace("GUARD", guard)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline()
        pids = [int(word) for word in line.split()[1:]]
        assert len(pids) == 2, line
        assert all(map(is_alive, pids))
        process.send_signal(signal.SIGKILL)
        wait_for(lambda: not any(map(is_alive, pids)), seconds=3)


def test_the_guard_remembers_who_was_announced_and_not_taken_back() -> None:
    assert left_behind(["+10\n", "+11\n", "-10\n", "+12\n"]) == {11, 12}
