"""/healthz and /readyz: what they say, and to whom."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import redis
from asgiref.sync import async_to_sync
from django.db import DatabaseError, InterfaceError
from django.test import AsyncClient

from chatapp.accounts.models import User
from chatapp.runs import engines
from chatapp.supervisor import checks, preflight
from reasoning.errors import EngineError

from .support import own_valkey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with own_valkey(tmp_path_factory.mktemp("valkey")) as url:
        yield url


@pytest.fixture
def everything_works(valkey_url: str, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[redis.Redis]:
    async def engine_is_ready() -> None:
        return None

    monkeypatch.setattr(engines, "check", engine_is_ready)
    monkeypatch.setitem(checks.CHECKS, "engine", checks._Engine())
    settings.REDIS_URL = valkey_url
    with redis.Redis.from_url(valkey_url) as client:
        client.mset({"worker:interactive:host:1": 1, "worker:thinking:host:2": 1})
        yield client
        client.flushdb()


def ask(path: str, address: str = "127.0.0.1", user: User | None = None):
    client = AsyncClient()
    if user:
        client.force_login(user)
    request = {"method": "GET", "path": path, "headers": [(b"host", b"testserver")], "client": (address, 1)}
    return async_to_sync(client.request)(**request)


def readyz() -> tuple[int, dict]:
    response = ask("/readyz")
    return response.status_code, response.json()


def test_healthz_answers_without_a_database_or_redis(settings, django_db_blocker) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with django_db_blocker.block():
        response = ask("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.usefixtures("everything_works")
def test_readyz_is_200_when_everything_works() -> None:
    assert readyz() == (
        200,
        {"ready": True, "checks": {"database": "ok", "redis": "ok", "engine": "ok", "workers": "ok"}},
    )


@pytest.mark.usefixtures("everything_works")
@pytest.mark.parametrize("fault", [DatabaseError, InterfaceError])
def test_readyz_says_that_nobody_knows_which_model_answers(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    async def unreadable() -> None:
        raise fault("secret words of the database")

    monkeypatch.setattr(engines, "check", unreadable)
    status, body = readyz()
    assert status == 503
    assert body["checks"]["engine"] == f"Unknown while the database cannot be used ({fault.__name__})."


@pytest.mark.usefixtures("everything_works")
def test_readyz_says_that_redis_is_down(settings) -> None:
    secret = "not-for-your-eyes"
    settings.REDIS_URL = f"redis://:{secret}@127.0.0.1:{preflight.free_port('127.0.0.1')}/0"
    status, body = readyz()
    assert status == 503
    assert body["ready"] is False
    assert body["checks"]["redis"] == "Redis cannot be reached (ConnectionError)."
    assert body["checks"]["workers"] == "Unknown while Redis cannot be reached."
    assert body["checks"]["database"] == "ok"
    assert secret not in str(body)


def test_readyz_names_the_queue_that_no_worker_serves(everything_works: redis.Redis) -> None:
    everything_works.delete("worker:thinking:host:2")
    assert readyz()[1]["checks"]["workers"] == "No worker serves the queue thinking."
    everything_works.delete("worker:interactive:host:1")
    assert readyz()[1]["checks"]["workers"] == "No worker serves the queue interactive nor thinking."


@pytest.mark.usefixtures("everything_works")
def test_readyz_says_why_the_engine_cannot_answer_and_asks_it_only_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    async def engine_is_away() -> None:
        asked.append(time.monotonic())
        raise EngineError("nobody listens there", retryable=True)

    monkeypatch.setattr(engines, "check", engine_is_away)
    for _ in range(3):
        assert readyz()[1]["checks"]["engine"] == "The engine cannot answer: nobody listens there"
    assert len(asked) == 1
    monkeypatch.setattr(checks, "ENGINE_CACHE_SECONDS", 0.0)
    monkeypatch.setitem(checks.CHECKS, "engine", checks._Engine())
    readyz()
    readyz()
    assert len(asked) == 3


@pytest.mark.usefixtures("everything_works")
def test_a_check_that_hangs_is_a_reason_too(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs() -> None:
        import asyncio

        await asyncio.sleep(60)

    monkeypatch.setattr(checks, "TIMEOUT_SECONDS", 0.05)
    monkeypatch.setattr(engines, "check", hangs)
    assert readyz()[1]["checks"]["engine"] == "The engine does not answer in time."


@pytest.mark.usefixtures("everything_works")
def test_strangers_in_production_learn_only_whether_it_is_ready(settings) -> None:
    settings.DEMO = False
    assert ask("/readyz", "203.0.113.7").json() == {"ready": True}
    assert "checks" in ask("/readyz", "::1").json()


@pytest.mark.usefixtures("everything_works")
@pytest.mark.parametrize("staff", [True, False])
def test_staff_in_production_see_the_reasons_and_others_do_not(settings, staff: bool) -> None:
    settings.DEMO = False
    user = User.objects.create(email="someone@example.org", is_staff=staff)
    assert ("checks" in ask("/readyz", "203.0.113.7", user).json()) is staff


def test_the_address_being_unknown_is_not_loopback() -> None:
    from chatapp.supervisor.health import _is_loopback

    assert not _is_loopback("")
    assert not _is_loopback("unix:")
    assert _is_loopback("127.0.0.9")


def test_only_reading_is_allowed() -> None:
    assert async_to_sync(AsyncClient().post)("/readyz").status_code == 405
