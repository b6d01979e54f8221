from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chatapp.live.hub import hub
from chatapp.observing import tracing
from chatapp.runs.models import Run
from reasoning.engines.scripted import Script
from tests.support.tab import Tab
from workers.desk import Desk
from workers.loop import in_database

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
QUESTION = "What is MARKXYZZY?"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracing.use(provider)
    yield exporter
    tracing.use(None)


@pytest.mark.parametrize("mode", ["fast", "think"])
async def test_one_trace_leads_from_the_page_through_the_queue_to_the_end(
    desk: Desk, cookie: str, play: Callable[..., Any], spans: InMemorySpanExporter, mode: str
) -> None:
    play(lambda request, number: Script(text="The answer is 4, says MARKXYZZY.\n\n\\boxed{4}"))
    async with Tab(cookie) as tab:
        await tab.say(type="send", client_id="0123456789abcdef", text=QUESTION, mode=mode)
        accepted = await tab.next("accepted")
        await desk.answer(accepted["answer"]["run"]["id"], mode)
    await hub().close()
    made = spans.get_finished_spans()
    by_name = {span.name: span for span in made}
    assert {"send", "enqueue", "claim", "answer", "think", "path", "finish"} <= set(by_name)
    assert len({span.context.trace_id for span in made}) == 1
    assert by_name["send"].parent is None
    parents = {
        "enqueue": "send",
        "answer": "send",
        "claim": "answer",
        "think": "answer",
        "path": "think",
        "finish": "answer",
    }
    for name, parent in parents.items():
        assert by_name[name].parent.span_id == by_name[parent].context.span_id, name
    assert {span.attributes["outcome"] for span in made if span.name == "path"} == {"finished"}
    assert [event.name for event in by_name["think"].events] == ["first word"]
    assert "MARKXYZZY" not in str([span.to_json() for span in made])


async def test_an_error_has_its_kind_and_not_its_words(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="MARK"), tracing.span("send"):
        raise ValueError("MARK")
    (span,) = spans.get_finished_spans()
    assert span.status.description == "ValueError"
    assert "MARK" not in span.to_json()


async def test_without_an_address_there_are_none(ask: Callable[..., Run]) -> None:
    tracing.start("web")
    with tracing.span("send"):
        assert tracing.traceparent() == ""
    assert "came_with" not in (await in_database(ask)).input
