"""The whole product in processes of its own, for tests and benchmarks that break or measure it."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from subprocess import PIPE
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
# How a service is recognised among the supervisor's children.
MARKS = {
    "web": "chatapp.supervisor.web",
    "interactive": "interactive@",
    "thinking": "thinking@",
    "beat": "beat-schedule",
    "valkey": "valkey",
}
DATABASE = "fragaria.sqlite3"


@cache
def prepared() -> Path:
    """A data folder with an empty database and the static files, to be copied: to make them takes longer than all else
    at a first start, which tests/chatapp/supervisor/test_up.py goes through whole.
    """
    folder = Path(tempfile.mkdtemp(prefix="fragaria-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="fragaria-preparing-") as home:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "chatapp.settings", "FRAGARIA_HOME": home, "DEMO": "false",
        }  # fmt: skip
        command = [sys.executable, "-m", "chatapp.supervisor.prepare"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        for name in (DATABASE, "static", "static.stamp"):
            shutil.move(Path(home, name), folder / name)
    return folder


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def engine_server() -> Iterator[str]:
    """The scripted engine in a process of its own; yields its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.engine_server", "--port", str(port)], cwd=ROOT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address + "/log", 15)
        yield address
    finally:
        process.kill()
        process.wait()


def wait_for(url: str, seconds: float) -> None:
    """Return once `url` answers 200."""
    until = time.monotonic() + seconds
    while True:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5) as reply:
            if reply.status == 200:
                return
        if time.monotonic() > until:
            raise TimeoutError(f"{url} did not answer within {seconds} s")
        time.sleep(0.05)


class Stack:
    """`manage.py up` in a folder of its own. `environment` overrides settings."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.home = home
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = (
            {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
            | {"FRAGARIA_HOME": str(home), "PORT": str(self.port)}
            | environment
        )
        self.output = home / "up.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.hand: subprocess.Popen[str] | None = None

    def start(self, seconds: float = 60) -> float:
        """Start it and wait until it is ready; returns the seconds that took."""
        began = time.monotonic()
        self.home.mkdir(parents=True, exist_ok=True)
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=ROOT, env=self.environment, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
        try:
            wait_for(self.address + "/readyz", seconds)
        except TimeoutError as error:
            self.stop()
            raise TimeoutError(f"{error}\n{self.log()[-4000:]}") from None
        return time.monotonic() - began

    def stop(self, seconds: float = 40) -> None:
        if self.hand is not None:
            self.hand.communicate()
            self.hand = None
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def log(self) -> str:
        return self.output.read_text(errors="replace")

    def story(self) -> str:
        """What may say why a test failed: the newest answers, and the end of the log."""
        runs = "SELECT created_at, started_at, finished_at, mode, status, attempt, lease_until, error FROM runs_run"
        rows = self.query(f"{runs} ORDER BY created_at DESC LIMIT 5")
        lines = [", ".join(str(value) for value in row) for row in rows]
        return "\n".join([*lines, *self.log().splitlines()[-40:]])

    def service(self, name: str) -> psutil.Process:
        """The running process of a service, one of MARKS."""
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):
                if MARKS[name] in " ".join(child.cmdline()):
                    return child
        raise LookupError(f"{name} does not run\n{self.log()[-2000:]}")

    def processes(self) -> list[psutil.Process]:
        """The supervisor and everything under it."""
        assert self.process is not None
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def kill(self, name: str, number: int = signal.SIGKILL) -> psutil.Process:
        """Send a signal to a service; returns the process that it was."""
        victim = self.service(name)
        victim.send_signal(number)
        return victim

    def people(self, number: int, plan: str = "pro") -> list[str]:
        """Session keys of new people on `plan`."""
        return list(self.make("people", number, plan))

    def write(self, session_key: str, texts: list[str]) -> str:
        """Store a conversation of questions and answers in turn for the session's person; returns its id."""
        return str(self.make("conversation", session_key, texts))

    def make(self, what: str, *arguments: Any) -> Any:
        """What the stack's hand made; raises RuntimeError with its traceback."""
        if self.hand is None:
            self.hand = subprocess.Popen(
                [sys.executable, "-m", "tests.support.hand"],
                cwd=ROOT, env=self.environment, stdin=PIPE, stdout=PIPE, text=True,
            )  # fmt: skip
        assert self.hand.stdin is not None
        assert self.hand.stdout is not None
        self.hand.stdin.write(json.dumps([what, arguments]) + "\n")
        self.hand.stdin.flush()
        told = json.loads(self.hand.stdout.readline() or '{"failed": "the hand ended"}')
        if "failed" in told:
            raise RuntimeError(told["failed"])
        return told["made"]

    def run(self, *arguments: str) -> str:
        """Run python with these arguments in the stack's environment; returns what it prints."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def query(self, sql: str) -> list[list[object]]:
        """Rows of a read of the stack's SQLite database."""
        import sqlite3

        with sqlite3.connect(f"file:{self.home / DATABASE}?mode=ro", uri=True, timeout=20) as base:
            return [list(row) for row in base.execute(sql)]


@contextmanager
def prepared_stack(environment: dict[str, str]) -> Iterator[Stack]:
    """A stack in a temporary folder that has its data and is still to be started; stopped and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="fragaria-stack-"))
    stack = Stack(home, environment)
    try:
        shutil.copytree(prepared(), home, dirs_exist_ok=True)
        yield stack
    finally:
        stack.stop()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def running_stack(environment: dict[str, str]) -> Iterator[Stack]:
    """A started stack in a temporary folder, stopped and removed afterwards."""
    with prepared_stack(environment) as stack:
        stack.start()
        yield stack
