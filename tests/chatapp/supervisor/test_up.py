"""`manage.py up` as a person runs it: what it refuses, and the whole product through good and bad hours."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from chatapp.supervisor import preflight

from .support import is_alive, wait_for

ROOT = Path(__file__).parents[3]
LISTEN = preflight.listen


def environment(home: Path, **variables: object) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {"FRAGARIA_HOME": str(home)} | {name: str(value) for name, value in variables.items()}


def refused(home: Path, **variables: object) -> str:
    """The one line that a start which cannot work ends with."""
    done = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=environment(home, **variables),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_taken_port_is_named_with_a_free_one(tmp_path: Path) -> None:
    port = preflight.free_port("127.0.0.1")
    with LISTEN("127.0.0.1", port):
        line = refused(tmp_path, PORT=port)
    assert re.fullmatch(rf"Fragaria does not start: PORT {port} of .* is taken\..*Example: PORT=\d+", line)


def test_a_bad_value_is_named_with_what_is_wrong_and_an_example(tmp_path: Path) -> None:
    line = refused(tmp_path, PORT="eighty")
    assert line == ("Fragaria does not start: PORT must be a whole number, not 'eighty'. Example: PORT=8080")


@pytest.mark.parametrize("mode", ["demo", "production"])
def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path, mode: str) -> None:
    (tmp_path / "file").touch()
    production = {
        "SECRET_KEY": "x" * 40,
        "ALLOWED_HOSTS": "chat.example.org",
        "EMAIL_URL": "submission://mail.example.org:587",
    }
    variables = production if mode == "production" else {}
    line = refused(tmp_path / "file" / "home", FRAGARIA_MODE=mode, **variables)
    assert "FRAGARIA_HOME" in line
    assert str(tmp_path / "file" / "home") in line
    assert "Not a directory" in line


class Product:
    """A running `manage.py up`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = preflight.free_port("127.0.0.1")
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = home.parent / f"{home.name}.log"
        with self._log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=ROOT,
                env=environment(home, PORT=self.port, ALLOWED_HOSTS="127.0.0.1"),
                stdout=log,
                stderr=log,
            )

    @property
    def log(self) -> str:
        return self._log.read_text()

    def wait(self) -> None:
        wait_for(lambda: f"Fragaria runs at {self.address}" in self.log or self.process.poll(), 60)
        assert self.process.poll() is None, self.log

    def child(self, sign: str) -> psutil.Process:
        found = [child for child in self.children() if sign in " ".join(child.cmdline())]
        assert found, f"no child with {sign}"
        return found[0]

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = Product(tmp_path_factory.mktemp("product") / "home")
    try:
        product.wait()
        yield product
    finally:
        product.process.kill()
        product.process.wait()


@pytest.mark.stack
class TestTheWholeProduct:
    """In this order: each test finds the product as the one before left it."""

    def test_the_start_ends_with_the_address_and_the_demo_accounts(self, product: Product) -> None:
        password = (product.home / "demo_password").read_text()
        assert product.log.count(password) == 1
        assert "staff@demo.example" in product.log
        assert product.get("/healthz") == (200, "ok")

    def test_secrets_are_for_the_owner_only_and_not_in_any_command_line(self, product: Product) -> None:
        url = (product.home / "redis_url").read_text()
        for name in ("redis_url", "secret_key", "demo_password", "valkey/valkey.conf"):
            assert stat.S_IMODE((product.home / name).stat().st_mode) == 0o600, name
        assert stat.S_IMODE(product.home.stat().st_mode) == 0o700
        password = url.partition("://:")[2].partition("@")[0]
        assert password
        assert not any(password in " ".join(child.cmdline()) for child in product.children())
        assert password not in product.log

    def test_everything_that_an_answer_needs_is_there(self, product: Product) -> None:
        checks = json.loads(product.get("/readyz")[1])["checks"]
        assert (checks["database"], checks["redis"], checks["workers"]) == ("ok", "ok", "ok")

    def test_a_second_start_is_told_where_the_first_one_is(self, product: Product) -> None:
        assert f"{product.address} (process {product.process.pid})" in refused(
            product.home, PORT=preflight.free_port("127.0.0.1")
        )

    def test_visitors_wait_while_a_killed_web_process_comes_back(self, product: Product) -> None:
        web = product.child("chatapp.supervisor.web")
        web.kill()
        assert product.get("/healthz") == (200, "ok")
        assert product.child("chatapp.supervisor.web").pid != web.pid
        assert "web was ended by SIGKILL" in product.log

    def test_a_stop_goes_from_schedule_to_store_and_leaves_nothing(self, product: Product) -> None:
        children = product.children()
        names = {
            "beat-schedule": "beat",
            "chatapp.supervisor.web": "web",
            "valkey": "valkey",
            "--queues": "workers",
        }
        ends: dict[str, float] = {}
        product.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + 30
        commands = {child.pid: " ".join(child.cmdline()) for child in children}
        while len(ends) < len(names) and time.monotonic() < until:
            for sign, name in names.items():
                pids = [pid for pid, command in commands.items() if sign in command]
                if name not in ends and not any(map(is_alive, pids)):
                    ends[name] = time.monotonic()
            time.sleep(0.005)
        assert product.process.wait(5) == 0
        assert min(ends, key=ends.__getitem__) == "beat"
        assert max(ends, key=ends.__getitem__) == "valkey"
        assert product.log.rstrip().endswith("Stopped.")

    def test_a_killed_supervisor_leaves_no_orphan_and_the_next_start_is_quick(self, product: Product) -> None:
        began = time.monotonic()
        again = Product(product.home)
        try:
            again.wait()
            assert time.monotonic() - began < 30
            children = again.children()
            assert len(children) == 5
            again.process.kill()
            wait_for(lambda: not any(is_alive(child.pid) for child in children), seconds=3)
        finally:
            again.process.kill()
            again.process.wait()
