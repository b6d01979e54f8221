from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from chatapp.observing.figures import page, shared, tally
from chatapp.runs.models import Run
from reasoning.engines.scripted import Script
from reasoning.errors import EngineError
from workers.desk import Desk
from workers.loop import in_database

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a-token-of-the-tests-0123456789"


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    tally.take()
    monkeypatch.setattr(page, "_made", (0.0, b""))
    yield
    tally.take()


def values(text: str) -> dict[str, float]:
    """Every sample as `name{label="value"}`."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f'{key}="{value}"' for key, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_the_sums_of_all_processes_are_shown_and_handed_over_once(valkey: redis.Redis) -> None:
    for _ in range(2):
        tally.count("runs_ended_total", "fast", "succeeded")
        tally.observe("run_seconds", 0.3, "fast")
        tally.observe("run_seconds", 1000.0, "fast")
        shared.hand_over(valkey, "interactive")
    shared.hand_over(valkey, "interactive")
    shown = values(page.page().decode())
    assert shown['fragaria_runs_ended_total{mode="fast",outcome="succeeded"}'] == 2
    assert shown['fragaria_run_seconds_bucket{le="0.25",mode="fast"}'] == 0
    assert shown['fragaria_run_seconds_bucket{le="0.5",mode="fast"}'] == 2
    assert shown['fragaria_run_seconds_bucket{le="+Inf",mode="fast"}'] == 4
    assert shown['fragaria_run_seconds_count{mode="fast"}'] == 4
    assert shown['fragaria_run_seconds_sum{mode="fast"}'] == pytest.approx(2000.6)
    assert shown['fragaria_processes{role="interactive"}'] == 1
    assert shown["fragaria_redis_up"] == shown["fragaria_database_up"] == 1


def test_nothing_is_lost_while_redis_is_away(mortal_valkey: Any) -> None:
    client = redis.Redis.from_url(mortal_valkey.url, decode_responses=True)
    tally.count("runs_recovered_total", "dead worker")
    mortal_valkey.stop()
    with pytest.raises(redis.RedisError):
        shared.hand_over(client, "web")
    shown = values(page.page().decode())
    assert shown["fragaria_redis_up"] == 0
    assert shown["fragaria_holds_open"] == 0
    mortal_valkey.start()
    shared.hand_over(client, "web")
    assert shared.sums(client) == {("runs_recovered_total", "dead worker", ""): 1}


def test_a_process_that_died_is_forgotten(valkey: redis.Redis) -> None:
    shared.hand_over(valkey, "web")
    assert len(shared.processes(valkey)) == 1
    assert shared.processes(valkey, time.time() + 60) == []
    assert valkey.hgetall(shared.PROCESSES_KEY) == {}


def test_labels_without_end_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MOST", 3)
    for number in range(10):
        tally.count("run_failures_total", f"code {number}")
    taken = tally.take()
    assert len(taken) == 4
    assert taken["run_failures_total", ("other",), ""] == 7


def test_a_scrape_makes_few_queries_and_the_next_one_none(
    valkey: redis.Redis, ask: Callable[..., Run]
) -> None:
    ask()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        shown = values(page.page().decode())
        page.page()
    assert len(queries) <= 8
    assert shown['fragaria_runs_queued{mode="fast"}'] == 1
    assert shown['fragaria_queue_tasks{queue="interactive"}'] == 1
    assert shown["fragaria_holds_open"] == 1
    assert shown['fragaria_alerts_open{kind="drift"}'] == 0


@pytest.mark.asyncio
async def test_an_answer_leaves_its_figures(
    desk: Desk, ask: Callable[..., Run], play: Any, valkey: redis.Redis
) -> None:
    run = await in_database(ask, "One?")
    play({"One?": "Two words."})
    await desk.answer(str(run.pk))
    failing = await in_database(ask, "Two?")
    play(lambda request, number: Script(error=EngineError("No.", retryable=False, code="busy")))
    await desk.answer(str(failing.pk))
    await in_database(shared.hand_over, valkey, "interactive")
    shown = values((await in_database(page.page)).decode())
    assert shown['fragaria_runs_ended_total{mode="fast",outcome="succeeded"}'] == 1
    assert shown['fragaria_runs_ended_total{mode="fast",outcome="failed"}'] == 1
    assert shown['fragaria_run_failures_total{code="busy"}'] == 1
    assert shown['fragaria_engine_errors_total{code="busy",model="scripted"}'] >= 1
    assert shown['fragaria_engine_tokens_total{kind="generated",model="scripted"}'] > 0
    assert shown['fragaria_run_queue_seconds_count{mode="fast"}'] == 2
    assert shown['fragaria_run_first_word_seconds_count{mode="fast"}'] == 1
    assert shown['fragaria_engine_first_token_seconds_count{model="scripted"}'] == 1


def test_the_page_is_for_this_machine_alone_where_there_is_no_token(valkey: redis.Redis) -> None:
    web = Client()
    assert re.search(rb"^fragaria_redis_up 1.0$", web.get("/metrics").content, re.M)
    assert web.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert web.get("/metrics", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404
    assert web.post("/metrics").status_code == 405


def test_with_a_token_it_is_for_whoever_has_it(valkey: redis.Redis, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    web = Client()
    assert web.get("/metrics").status_code == 404
    assert web.get("/metrics", headers={"authorization": f"Bearer {TOKEN}x"}).status_code == 404
    reply = web.get("/metrics", REMOTE_ADDR="203.0.113.9", headers={"authorization": f"Bearer {TOKEN}"})
    assert reply.status_code == 200
    assert reply["Content-Type"].startswith("text/plain; version=")
