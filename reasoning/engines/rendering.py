"""A conversation as a model's own tokens, made by the server that has its chat template: vLLM's `/tokenize`.

With them a reply can be continued as raw text. `continue_final_message`, the chat API's own way, strips blanks and
closes thinking, depending on the template.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from typing import Any

import httpx2

from ..errors import EngineError
from .posting import Unreadable, post
from .refusals import broken, by_status, garbage

SECONDS = 10.0
LARGEST = 16_000_000  # bytes of a response: a million ids, and their texts
KEPT = 16  # prompts whose ids are remembered: the paths of a question share theirs
TAIL = 16  # tokens at a prompt's end in which a tag is looked for


class Renderer:
    """Asks the server at `base_url`, with or without /v1, about `model`. Raises EngineError. One event loop's."""

    def __init__(self, http: httpx2.AsyncClient, *, base_url: str, model: str, api_key: str = "") -> None:
        self._http = http
        self._url = base_url.rstrip("/").removesuffix("/v1") + "/tokenize"
        self._model = model
        self._key = api_key
        self._prompts: OrderedDict[bytes, tuple[int, ...]] = OrderedDict()

    async def prompt(self, messages: list[dict[str, Any]], fields: dict[str, Any]) -> tuple[int, ...]:
        """The ids of `messages` up to where the reply begins. `fields` are those that change the template."""
        asked = {"messages": messages, "add_generation_prompt": True, **fields}
        key = hashlib.sha256(json.dumps(asked).encode()).digest()
        if key not in self._prompts:
            self._prompts[key] = _ids(await self._ask(asked))
            if len(self._prompts) > KEPT:
                self._prompts.popitem(last=False)
        self._prompts.move_to_end(key)
        return self._prompts[key]

    async def text(self, text: str) -> tuple[int, ...]:
        """The ids of `text`, without any that mark its beginning or end."""
        return _ids(await self._ask({"prompt": text, "add_special_tokens": False}))

    async def opens(
        self, messages: list[dict[str, Any]], fields: dict[str, Any], tags: tuple[str, str]
    ) -> bool:
        """Whether the prompt itself opens the thinking, so that the reply begins inside it."""
        told = await self._ask(
            {"messages": messages, "add_generation_prompt": True, "return_token_strs": True, **fields}
        )
        _ids(told)
        texts = told.get("token_strs")
        if not isinstance(texts, list):
            return False
        end = "".join(map(str, texts[-TAIL:]))
        return end.rfind(tags[0]) > end.rfind(tags[1])

    async def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            async with asyncio.timeout(SECONDS):
                status, content = await post(
                    self._http,
                    self._url,
                    {"model": self._model, **body},
                    api_key=self._key,
                    limit_bytes=LARGEST,
                )
        except TimeoutError as error:
            raise EngineError(
                "The model took too long to respond.", retryable=True, code="timeout"
            ) from error
        except Unreadable as error:
            raise garbage() from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise broken() from error
        if status != 200:
            raise by_status(status, content[:1000].decode(errors="replace"))
        try:
            told = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise garbage() from error
        if not isinstance(told, dict):
            raise garbage()
        return told


def _ids(told: dict[str, Any]) -> tuple[int, ...]:
    """The token ids of a response. Some servers answer any question with an empty list: that is no prompt."""
    ids = told.get("tokens")
    if not isinstance(ids, list) or not ids or any(type(one) is not int or one < 0 for one in ids):
        raise garbage()
    return tuple(ids)
