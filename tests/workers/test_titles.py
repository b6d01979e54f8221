"""The task that names a conversation: what it asks, what it heeds, and that its failures cost nobody anything."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from chatapp.conversations.models import Conversation
from chatapp.runs import engines, pages, roster
from chatapp.runs.models import EngineCall, Run
from reasoning.engines.profiles import ModelProfile
from reasoning.errors import EngineError
from reasoning.types import Capabilities, Delta, EngineRequest, Finish, Prices, Usage
from workers import titles

pytestmark = pytest.mark.django_db(transaction=True)
PROFILE = ModelProfile(name="quick", kind="openai", model="quick", prices=Prices(output=1_000_000))


class Writer:
    """Says `text`, or fails."""

    capabilities = Capabilities(context=4096, follows=True)

    def __init__(self, text: str = "", error: EngineError | None = None) -> None:
        self.text, self.error = text, error
        self.asked: list[EngineRequest] = []

    async def stream(self, request: EngineRequest) -> AsyncIterator[Delta | Finish]:
        self.asked.append(request)
        if self.error:
            raise self.error
        yield Delta("Let me see.", channel="reasoning")
        yield Delta(self.text)
        yield Finish("stop", Usage(40, 0, 5))


@pytest.fixture
def name(ask: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Callable[[Writer], str]:
    """Have a new conversation named by the writer; its title afterwards."""
    monkeypatch.setattr(roster, "titling", lambda: PROFILE)
    monkeypatch.setattr(pages, "tell", lambda *_: None)

    def name(writer: Writer) -> str:
        @contextlib.asynccontextmanager
        async def using(of: ModelProfile, role: str) -> AsyncIterator[Any]:
            assert (of, role) == (PROFILE, "title")
            yield writer

        monkeypatch.setattr(engines, "using", using)
        run = ask("Where do the swallows go?")
        assert run.conversation_id
        titles.title(str(run.conversation_id))
        return Conversation.objects.get(pk=run.conversation_id).title

    return name


def test_the_model_names_it_and_nobody_is_charged(name: Callable[[Writer], str]) -> None:
    writer = Writer('"Swallows in winter"')
    assert name(writer) == "Swallows in winter"
    assert "Where do the swallows go?" in writer.asked[0].turns[-1].text
    assert writer.asked[0].thinks is False
    call = EngineCall.objects.get()
    assert (call.run, call.chargeable, call.model, call.cost_micros) == (None, False, "quick", 5)


@pytest.mark.parametrize(
    "writer",
    [
        Writer("Here is one:\nSwallows"),
        Writer(""),
        Writer(error=EngineError("away", retryable=True)),
    ],
)
def test_what_is_no_title_and_an_engine_that_fails_leave_the_rules_title(
    name: Callable[[Writer], str], writer: Writer
) -> None:
    assert name(writer) == "Where do the swallows go?"


def test_a_model_that_cannot_but_think_first_is_not_asked(name: Callable[[Writer], str]) -> None:
    writer = Writer("Swallows")
    writer.capabilities = replace(writer.capabilities, always_thinks=True)
    assert name(writer) == "Where do the swallows go?"
    assert writer.asked == []
