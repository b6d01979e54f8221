"""From a worker's attempt to a line of training data, and the task of the night."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from chatapp import celery_config
from chatapp.accounts.models import User
from chatapp.runs.models import Run
from chatapp.traces import services
from chatapp.traces.models import Manifest
from reasoning import versions
from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.types import Capabilities, EngineRequest
from workers.desk import Desk
from workers.loop import in_database
from workers.traces import select_traces

from .conftest import look

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
QUESTION = "What is 6 * 7?"


class Server(ScriptedEngine):
    """Says which weights it runs once it has answered, as vLLM does."""

    fingerprint = ""

    async def stream(self, request: EngineRequest) -> Any:
        async for item in super().stream(request):
            self.fingerprint = "vllm-0.22-1234abcd"
            yield item


async def test_a_thought_becomes_a_line_of_training_data_that_says_what_made_it(
    desk: Desk,
    ask: Callable[..., Run],
    play: Callable[..., Any],
    owner: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "workers.traces")
    run = await in_database(ask, QUESTION, mode="think")
    play(
        lambda request, number: Script(
            f"1. So 6*7 = {42 if number % 2 else 41}.\nAnswer: {42 if number % 2 else 41}"
        ),
        kind=Server,
        capabilities=Capabilities(context=8192, logprobs=True),
    )
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.verdict) == ("succeeded", "verified")
    (made,) = run.made_by
    assert (made["model"], made["weights"]) == ("scripted", "vllm-0.22-1234abcd")
    assert made["strategy_version"] == versions.strategy_version(run.strategy)

    def hand_out(form: str) -> list[dict[str, Any]]:
        out = StringIO()
        call_command("export-traces", "--format", form, stdout=out, stderr=StringIO())
        return [json.loads(line) for line in out.getvalue().splitlines()]

    assert await in_database(hand_out, "sft") == []
    await in_database(lambda: services.allow(user=owner))
    (taught,) = await in_database(hand_out, "sft")
    assert taught["completion"] == [{"role": "assistant", "content": "1. So 6*7 = 42.\nAnswer: 42"}]
    assert taught["made_by"] == [made]
    (pair,) = await in_database(hand_out, "dpo")
    assert pair["rejected"][0]["content"].endswith("Answer: 41")
    assert [record["labels"] for record in await in_database(hand_out, "prm")] in ([[0], [1]], [[1], [0]])
    assert await in_database(hand_out, "raw")

    await in_database(select_traces)
    assert await in_database(lambda: Manifest.objects.get().runs) == 1
    assert "version 1: 1 runs" in caplog.text
    await in_database(select_traces)
    assert await in_database(Manifest.objects.count) == 1


async def test_the_selection_is_made_every_night() -> None:
    entry = celery_config.beat_schedule["select_traces"]
    assert (entry["task"], entry["schedule"].hour) == (select_traces.name, {2})
