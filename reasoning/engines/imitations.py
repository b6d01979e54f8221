"""How well-known models sound through a server of their own, so that they can be played without their weights.

What is imitated is the form of the stream: where the thinking stands, which tags are said, how the reply ends. The
words are a script's. An imitation's events go through the very code that reads a real server's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..types import THINK_CLOSE, THINK_OPEN, Capabilities, EngineRequest
from .families import Family, family_of
from .tags import ThinkTags

TOKEN = re.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Imitation:
    """A model, and whether its server sets thinking apart in a field of its own (`--reasoning-parser`)."""

    model: str
    apart: bool = False

    @property
    def family(self) -> Family:
        return family_of(self.model)

    @property
    def capabilities(self) -> Capabilities:
        """What the engine of such a server would find out about it."""
        family = self.family
        return Capabilities(
            context=family.context,
            logprobs=True,
            continue_prefix=family.continues,
            reasoning=family.thinking != "never",
            structured=True,
            follows=family.follows,
            always_thinks=family.thinking == "always",
        )

    def tags(self, request: EngineRequest) -> ThinkTags:
        """What finds the thinking in the reply to `request`."""
        opened = _is_open(request.prefix) if request.prefix else self._opens(request)
        return ThinkTags(self.family.tags, opened=opened)

    def events(
        self, request: EngineRequest, thought: str, text: str, *, logprob: float | None = None
    ) -> Iterator[bytes]:
        """The data of each event, a token each, for a model that would think `thought` and say `text`: what is left of
        that after the request's prefix. The one that ends the reply is not among them."""
        opened, closed = self.family.tags
        thinks = self.family.does_think(request.thinks)
        begun = bool(request.prefix)
        thought, text = left(request.prefix, thought if thinks else "", text)
        if self.apart and not begun:  # raw completions know no such field
            yield from (_event({"reasoning": token}, logprob) for token in TOKEN.findall(thought))
        elif thought or _is_open(request.prefix):
            first = [] if begun or self._opens(request) else [opened, "\n"]
            for token in (*first, *TOKEN.findall(thought), "\n", closed, "\n\n"):
                yield _event({"content": token}, logprob)
        yield from (_event({"content": token}, logprob) for token in TOKEN.findall(text))

    def _opens(self, request: EngineRequest) -> bool:
        return self.family.opens and self.family.does_think(request.thinks)


IMITATIONS: dict[str, Imitation] = {
    "qwen3": Imitation("Qwen/Qwen3-8B", apart=True),
    "qwen3-tags": Imitation("Qwen/Qwen3-8B"),
    "r1": Imitation("deepseek-ai/DeepSeek-R1-Distill-Qwen-7B"),
    "llama": Imitation("meta-llama/Llama-3.1-8B-Instruct"),
}


def left(prefix: str, thought: str, text: str) -> tuple[str, str]:
    """What of `thought` and `text` is left after `prefix`."""
    if not prefix.startswith(THINK_OPEN):
        return "" if prefix else thought, text.removeprefix(prefix)
    said, ended, answer = prefix.removeprefix(THINK_OPEN).partition(THINK_CLOSE)
    if ended:
        return "", text.removeprefix(answer.lstrip())
    # The closing tag begins a line of its own, which was told as part of the thought.
    rest = thought.removeprefix(said.lstrip())
    return rest if rest != thought else thought.removeprefix(said.strip()), text


def end(reason: str, *, prompt: int, generated: int) -> Iterator[bytes]:
    """The data of the events that end a reply."""
    yield json.dumps({"choices": [{"delta": {}, "finish_reason": reason}]}).encode()
    usage = {"prompt_tokens": prompt, "completion_tokens": generated}
    yield json.dumps({"choices": [], "usage": usage}).encode()


def _is_open(prefix: str) -> bool:
    return prefix.startswith(THINK_OPEN) and THINK_CLOSE not in prefix


def _event(delta: dict[str, Any], logprob: float | None) -> bytes:
    choice: dict[str, Any] = {"delta": delta}
    if logprob is not None:
        choice["logprobs"] = {"content": [{"logprob": logprob}]}
    return json.dumps({"choices": [choice]}).encode()
