"""Finding out what a model server can do, by asking it a few small things before the first question."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import EngineError
from ..types import Delta, EngineRequest, Finish, Turn
from . import asking
from .families import SWITCHES, Family, Sampling
from .refusals import broken
from .rendering import Renderer
from .reply import Reply
from .tags import ThinkTags

SECONDS = 15.0  # for each question
TOKENS = 400  # enough for a reasoner to show that it is one
LONGEST = 20_000  # characters that are listened to, whatever the server was asked for
REASONER = Sampling(0.6, 0.95)  # what most makers of reasoners recommend
# Warm, so that the family's cuts are sent as well, and are known to be understood.
SUM = EngineRequest(
    (Turn("user", "What is 2+2? Give the number only."),), max_tokens=TOKENS, temperature=0.7, thinks=False
)
PREFIX = "The sum of two and two is"
SCHEMA = {
    "type": "object",
    "properties": {"sum": {"type": "integer"}},
    "required": ["sum"],
    "additionalProperties": False,
}

Stream = AsyncGenerator[Delta | Finish, None]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a server's model.

    `reasoning`: its thinking can be told from its answer; `apart`: the server does that, in a field of its own.
    `opens`: whether the prompt opens the thinking, without and with a wish to think. `settled` is False where a
    failure that may pass was in the way: another try could find out more.
    """

    family: Family
    reasoning: bool
    opens: tuple[bool, bool]
    apart: bool = False
    logprobs: bool = True
    continues: bool = False
    structured: bool = False
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Server:
    """The ways to ask: `chat` streams a chat completion, `raw` one that goes on after token ids. `extra` are
    the operator's fields."""

    chat: Callable[[EngineRequest, Family, Reply], Stream]
    raw: Callable[[EngineRequest, Family, Reply, tuple[int, ...]], Stream]
    renderer: Renderer
    extra: dict[str, Any] = field(default_factory=dict)

    def template(self, family: Family, *, thinks: bool) -> dict[str, Any]:
        """The fields that change how a conversation is rendered."""
        return asking.template(replace(SUM, thinks=thinks), family, self.extra)


def assumed(family: Family) -> Findings:
    """What a model's name says before it is asked."""
    thinks = family.thinking != "never"
    return Findings(family, thinks, (family.opens and family.thinking == "always", family.opens and thinks))


async def probe(family: Family, server: Server) -> Findings:
    """Ask the server. Never raises EngineError: what cannot be found out is taken for absent."""
    found = assumed(family)
    for look in (_thinking, _rendering, _continuing, _structure):
        found = await _tried(look, found, server)
    return found


async def _tried(
    look: Callable[[Findings, Server], Awaitable[Findings]], found: Findings, server: Server
) -> Findings:
    try:
        async with asyncio.timeout(SECONDS):
            return await look(found, server)
    except TimeoutError:
        return replace(found, settled=False)
    except EngineError as error:
        # Garbage is worth another try in the middle of an answer; here it means that nothing of the kind is there.
        passing = error.retryable and error.code != "garbage"
        return replace(found, settled=found.settled and not passing)


async def _thinking(found: Findings, server: Server) -> Findings:
    """Does it think though it was asked not to, and how does that show? Are there log probabilities?"""
    family = found.family
    heard = await _first_reply(found, server)
    if family.thinking != "never" or heard.family.thinking != "always":
        return heard
    # A reasoner under a name that says nothing of it: perhaps one of the common switches is its own.
    for switch in SWITCHES:
        switched = replace(heard.family, thinking="switch", switch=switch)
        again = await _listen(replace(heard, family=switched), replace(SUM, logprobs=heard.logprobs), server)
        if again.family.thinking == "switch":
            return replace(again, apart=heard.apart, opens=(False, heard.opens[1]))
    return heard


async def _first_reply(found: Findings, server: Server) -> Findings:
    family = found.family
    bare = replace(
        family, switch=({}, {}), fast=replace(family.fast, top_k=0), think=replace(family.think, top_k=0)
    )
    # Some servers refuse what they do not know.
    ways = ((family, True), (family, False), (bare, False))
    for number, (kind, logprobs) in enumerate(ways, 1):
        try:
            return await _listen(replace(found, family=kind), replace(SUM, logprobs=logprobs), server)
        except EngineError as error:
            if error.code != "bad_request" or number == len(ways):
                raise
    return found


async def _listen(found: Findings, request: EngineRequest, server: Server) -> Findings:
    family = found.family
    reply = Reply(request, ThinkTags(family.tags))
    heard = await _hear(server.chat(request, family, reply), lambda h: _is_thinking(h, family))
    if not heard.text and not heard.thought:
        raise broken()
    found = replace(found, logprobs=heard.logprobs)
    if _is_thinking(heard, family):
        untagged = not heard.thought.strip()
        return replace(
            found, family=_reasoner(family), reasoning=True, apart=reply.apart, opens=(untagged, untagged)
        )
    if family.thinking == "switch" and not any(family.switch):
        return replace(found, family=replace(family, thinking="never"), reasoning=False, opens=(False, False))
    # It did not think this time, or the server keeps that to itself: either way no prompt had opened it.
    return replace(found, opens=(False, False)) if heard.end == "stop" and found.opens[0] else found


async def _rendering(found: Findings, server: Server) -> Findings:
    """Does the prompt itself open the thinking?"""
    family = found.family
    messages = asking.messages(SUM, family)
    quiet, thinking = (server.template(family, thinks=thinks) for thinks in (False, True))
    opens = [await server.renderer.opens(messages, quiet, family.tags)]
    same = quiet == thinking
    opens.append(opens[0] if same else await server.renderer.opens(messages, thinking, family.tags))
    family = _reasoner(family) if opens[0] else family
    return replace(found, family=family, reasoning=found.reasoning or opens[0], opens=(opens[0], opens[1]))


async def _continuing(found: Findings, server: Server) -> Findings:
    """Can a reply be continued?"""
    family = found.family
    if not family.continues:
        return found
    prompt = await server.renderer.prompt(asking.messages(SUM, family), server.template(family, thinks=False))
    text, _ = asking.written(PREFIX, family.tags, opens=found.opens[0])
    request = replace(SUM, max_tokens=2)
    reply = Reply(request, ThinkTags(family.tags))
    ids = prompt + await server.renderer.text(text)
    heard = await _hear(server.raw(request, family, reply, ids))
    return replace(found, continues=bool(heard.end))


async def _structure(found: Findings, server: Server) -> Findings:
    """Does a schema bind the reply?"""
    family = found.family
    request = replace(SUM, schema=SCHEMA)
    opens = found.opens[0] and not found.apart
    reply = Reply(request, ThinkTags(family.tags, opened=opens))
    heard = await _hear(server.chat(request, family, reply))
    try:
        told = json.loads(heard.text)
    except (ValueError, RecursionError):
        return found
    return replace(found, structured=isinstance(told, dict) and type(told.get("sum")) is int)


@dataclass(slots=True)
class _Heard:
    thought: str = ""
    text: str = ""
    logprobs: bool = False
    end: str = ""


async def _hear(stream: Stream, enough: Callable[[_Heard], Any] = lambda heard: False) -> _Heard:
    heard = _Heard()
    async with aclosing(stream) as items:
        async for item in items:
            if isinstance(item, Finish):
                heard.end = item.reason
                break
            heard.logprobs = heard.logprobs or item.logprob is not None
            if item.channel == "reasoning":
                heard.thought += item.text
            else:
                heard.text += item.text
            if enough(heard) or len(heard.text) + len(heard.thought) > LONGEST:
                break
    return heard


def _reasoner(family: Family) -> Family:
    """The family of a model that was heard to think though it was asked not to."""
    return replace(family, thinking="always", think=REASONER if family.thinking == "never" else family.think)


def _is_thinking(heard: _Heard, family: Family) -> bool:
    return bool(heard.thought.strip()) or family.tags[1] in heard.text
