"""Which model answers, in every process, without a restart."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatapp.accounts.models import User
from chatapp.engines import services
from chatapp.engines.address import Server
from chatapp.engines.drafts import Draft
from chatapp.engines.models import ConnectedModel
from chatapp.errors import RequestError
from chatapp.runs import engines, roster
from chatapp.runs.services import start_run
from reasoning.engines.scripted import ScriptedEngine
from reasoning.errors import EngineError
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db
KEY = "sk-a-secret-of-the-house-7f3d"


def connect(user: User, model: str) -> ConnectedModel:
    server = Server("http://gpu.example.org/v1", KEY)
    return services.connect(user=user, draft=Draft(model=model), server=server, insisting=True)


class Closable(ScriptedEngine):
    closed = False

    async def aclose(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, Closable]:
    """A process that has just begun; the engines that it opens, by their model's name."""
    made: dict[str, Closable] = {}
    monkeypatch.setattr(engines, "_opened", [])
    monkeypatch.setattr(engines, "open_engine", lambda profile: made.setdefault(profile.name, Closable()))
    return made


def test_without_anything_the_seedling_answers_and_says_what_it_is() -> None:
    assert (roster.profile().kind, roster.profile().name) == ("embedded", roster.SEEDLING)
    assert roster.labels()["fast"]["label"] == "Seedling (tiny demo model)"


def test_a_connected_model_answers_at_once_and_the_next_one_too(owner: User) -> None:
    connect(owner, "large")
    profile = roster.profile()
    assert (profile.kind, profile.model, profile.base_url) == ("openai", "large", "http://gpu.example.org/v1")
    assert (profile.api_key, profile.guarded) == (KEY, True)
    assert KEY not in repr(profile)
    assert roster.labels()["think"] == {"name": "large", "label": "large", "vision": False}
    connect(owner, "larger")
    assert roster.profile().model == "larger"
    services.disconnect(user=owner)
    assert roster.profile().name == roster.SEEDLING


def test_fast_says_of_a_model_that_always_thinks_that_it_takes_longer(owner: User) -> None:
    connect(owner, "deepseek-ai/DeepSeek-R1")
    shown = roster.labels()
    assert shown["fast"]["label"].startswith("deepseek-ai/DeepSeek-R1. This model always thinks")
    assert shown["think"]["label"] == "deepseek-ai/DeepSeek-R1"


def test_the_operators_model_wins(owner: User, settings: Any) -> None:
    connect(owner, "large")
    settings.ENGINE_BASE_URL, settings.ENGINE_MODEL = "http://10.0.0.1/v1", "the-operators"
    assert (roster.profile().model, roster.profile().guarded) == ("the-operators", False)
    assert roster.named() == roster.Named("the-operators", "openai")


def test_a_connected_model_that_calls_itself_seedling_is_not_the_demo_model(owner: User) -> None:
    connect(owner, roster.SEEDLING)
    assert roster.named().kind == roster.profile().kind == "openai"
    assert roster.labels()["fast"]["label"] == roster.SEEDLING
    assert start_run(user=owner, client_id="a-client-id", text="hello", mode="fast").run.embedded is False
    services.disconnect(user=owner)
    assert start_run(user=owner, client_id="another-id", text="hello", mode="fast").run.embedded is True


@pytest.mark.django_db(transaction=True)
def test_another_process_that_runs_already_notices(owner: User) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings; from django.db import connection\n"
        "connection.settings_dict.update(eval(input()))\n"
        "from chatapp.runs import roster\n"
        "while True: print(roster.profile().name, flush=True); input()\n"
    )
    from django.db import connection

    database = {"NAME": str(connection.settings_dict["NAME"])}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    ) as other:  # fmt: skip
        assert other.stdin
        assert other.stdout
        said = []
        for line in (repr(database), "", ""):
            other.stdin.write(line + "\n")
            other.stdin.flush()
            said.append(other.stdout.readline().strip())
            if len(said) == 1:
                connect(owner, "large")
            elif len(said) == 2:
                services.disconnect(user=owner)
        other.kill()
    assert said == ["seedling", "large", "seedling"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_an_answer_keeps_its_engine_which_closes_when_the_last_one_has_ended(
    owner: User, opened: dict[str, Closable]
) -> None:
    now = sync_to_async(roster.profile)
    before = await now()
    async with engines.using(before) as first, engines.using(before) as second:
        assert first is second
        await sync_to_async(connect)(owner, "large")
        async with engines.using(await now()) as large:
            assert large is opened["large"]
            assert not opened["seedling"].closed
    assert opened["seedling"].closed
    assert not opened["large"].closed
    async with engines.using(await now()) as again:
        assert again is large


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_the_check_is_of_the_model_that_answers_now(owner: User, opened: dict[str, Closable]) -> None:
    await engines.check()
    await sync_to_async(connect)(owner, "large")
    await engines.check()
    assert opened["seedling"].closed
    assert list(opened) == ["seedling", "large"]


def test_a_key_that_cannot_be_read_is_told_to_the_person_and_in_the_log(
    owner: User, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    connect(owner, "large")
    settings.SECRET_KEY = "another secret than the one that sealed it"
    with pytest.raises(EngineError) as error:
        roster.profile()
    assert (error.value.code, error.value.retryable) == ("key", False)
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert roster.named().name == "large"  # pages can still be drawn
    with pytest.raises(RequestError, match="administrator") as refused:
        start_run(user=owner, client_id="a-client-id", text="hello", mode="fast")
    assert refused.value.code == "no_engine"
    assert owner.runs.count() == 0


@pytest.mark.asyncio
async def test_an_engine_that_does_not_close_fails_no_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Stuck(Closable):
        async def aclose(self) -> None:
            await super().aclose()
            raise RuntimeError("no")

    made = {"seedling": Stuck(), "a": Stuck(), "b": Closable()}
    monkeypatch.setattr(engines, "open_engine", lambda profile: made[profile.name])
    for name in made:
        async with engines.using(replace(roster.seedling(), name=name)) as engine:
            assert engine is made[name]
    assert [entry.profile.name for entry in engines._opened] == ["b"]
    assert made["seedling"].closed
    assert caplog.text.count("did not close") == 2


@pytest.mark.asyncio
async def test_an_engine_that_is_needed_while_another_closes_stays_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second, third = (replace(roster.seedling(), name=name) for name in ("first", "second", "third"))
    second_needed = contextlib.AsyncExitStack()

    class Slow(Closable):
        async def aclose(self) -> None:
            await second_needed.enter_async_context(engines.using(second))
            await super().aclose()

    made = {"first": Slow(), "second": Closable(), "third": Closable()}
    monkeypatch.setattr(engines, "open_engine", lambda profile: made[profile.name])
    for profile in (first, second):
        engines.engine(profile)
    async with engines.using(third):
        assert made["first"].closed
        assert not made["second"].closed
    await second_needed.aclose()


def test_answers_that_begin_together_share_one_engine() -> None:
    async def all_at_once() -> None:
        profile = roster.seedling()
        async with asyncio.TaskGroup() as group:
            for _ in range(5):
                group.create_task(use(profile))

    async def use(profile: Any) -> None:
        async with engines.using(profile):
            await asyncio.sleep(0)

    asyncio.run(all_at_once())
    assert len(engines._opened) == 1
