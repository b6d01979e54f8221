"""A server on loopback that answers as vLLM does: chat, raw completions, `/tokenize`, `/v1/models`.

Every character is a token and its id is its code point; the template is Qwen's. Which model it is and what it says is
an imitation's and a script's.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from reasoning.engines.imitations import IMITATIONS, Imitation, end
from reasoning.engines.openai import OpenAIEngine
from reasoning.engines.scripted import Script
from reasoning.types import Delta, EngineRequest, Finish, Turn

from .server import DONE

Raw = tuple[int, bytes | list[bytes | float]]


QUESTION = (Turn("system", "Be brief."), Turn("user", "2+2?"))
NAMES = {
    "qwen3": "Qwen/Qwen3-8B",
    "qwen3-tags": "Qwen/Qwen3-8B",
    "r1": "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B",
    "llama": "meta-llama/Llama-3.1-8B-Instruct",
}
Make = Callable[..., OpenAIEngine]


class VLLM:
    """`script` is what the model would think and say. `broken` maps a path to a status and a body, or to the parts of
    one that is sent piece by piece (bytes, or seconds to wait). `refused` are fields that it does not accept.
    `ignores_switch`: it thinks whether it is asked to or not.
    """

    def __init__(self) -> None:
        self.url = ""
        self.reset("qwen3")

    def reset(self, imitates: str, script: Script | None = None) -> None:
        self.model: Imitation = IMITATIONS[imitates]
        self.script = script or Script("4", "Two and two.\nThat is four.")
        self.broken: dict[str, Raw] = {}
        self.refused: tuple[str, ...] = ()
        self.ignores_switch = False
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def bodies(self, path: str) -> list[dict[str, Any]]:
        """What was asked of `path`."""
        return [body for asked, body in self.asked if asked == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            path = head.split(" ", 2)[1]
            fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            size = int(fields.get("content-length", 0))
            body = json.loads(await reader.readexactly(size)) if size else {}
            self.asked.append((path, body))
            status, content = self._answer(path, body)
            if isinstance(content, bytes):
                writer.write(
                    f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    f"Content-Length: {len(content)}\r\n\r\n".encode()
                    + content
                )
            else:
                writer.write(b"HTTP/1.1 %d X\r\nConnection: close\r\n\r\n" % status)
                for part in content:
                    if isinstance(part, bytes):
                        writer.write(part)
                        await writer.drain()
                    else:
                        await asyncio.sleep(part)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _answer(self, path: str, body: dict[str, Any]) -> Raw:
        if path in self.broken:
            return self.broken[path]
        if refused := [field for field in self.refused if field in body]:
            error = {"message": f"Unrecognized request argument: {refused[0]}"}
            return 400, json.dumps({"error": error}).encode()
        if path == "/v1/models":
            models = [{"id": "m", "object": "model", "max_model_len": 4096}]
            return 200, json.dumps({"object": "list", "data": models}).encode()
        if path == "/tokenize":
            text = body["prompt"] if "prompt" in body else self._rendered(body)
            told: dict[str, Any] = {
                "count": len(text),
                "max_model_len": 4096,
                "tokens": [ord(c) for c in text],
            }
            if body.get("return_token_strs"):
                told["token_strs"] = list(text)
            return 200, json.dumps(told).encode()
        if path == "/v1/completions":
            text = "".join(map(chr, body["prompt"]))
            written = text.rsplit("<|im_start|>assistant\n", 1)[1]
            return 200, self._stream(
                body, written.replace("<think>\n", "<think>", 1), thinks="<think>" in text
            )
        if path == "/v1/chat/completions":
            return 200, self._stream(body, "", thinks=self._thinks(body))
        return 404, b"{}"

    def _thinks(self, body: dict[str, Any]) -> bool:
        return self.ignores_switch or body.get("chat_template_kwargs", {}).get("enable_thinking", True)

    def _rendered(self, body: dict[str, Any]) -> str:
        turns = [f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in body["messages"]]
        family = self.model.family
        opened = "<think>\n" if family.opens else ""
        if family.thinking == "switch" and not self._thinks(body):
            opened = "<think>\n\n</think>\n\n"
        return "".join(turns) + "<|im_start|>assistant\n" + opened

    def _stream(self, body: dict[str, Any], prefix: str, *, thinks: bool) -> list[bytes | float]:
        prefix = prefix.removeprefix("<think>\n</think>\n\n")  # an empty thought of the template
        request = EngineRequest((Turn("user", "x"),), prefix=prefix, thinks=thinks)
        text = self.script.text if "response_format" not in body else '{"sum": 4}'
        wants = body.get("logprobs")
        events = list(self.model.events(request, self.script.thought, text))
        events = [self._dressed(event, raw="prompt" in body, logprobs=bool(wants)) for event in events]
        said = events[: body["max_tokens"]]
        reason = "stop" if len(said) == len(events) else "length"
        last = end(reason, prompt=len(body.get("prompt", "12345")), generated=len(said))
        return [b"data: " + event + b"\n\n" for event in (*said, *last)] + [DONE]

    def _dressed(self, event: bytes, *, raw: bool, logprobs: bool) -> bytes:
        choice = json.loads(event)["choices"][0]
        if raw:
            choice = {"text": choice["delta"].get("content", "")}
        if logprobs:
            choice["logprobs"] = {"token_logprobs": [-0.5]} if raw else {"content": [{"logprob": -0.5}]}
        return json.dumps({"choices": [choice]}).encode()


@asynccontextmanager
async def vllm_server() -> AsyncIterator[VLLM]:
    """A running VLLM; `url` is its base URL."""
    server = VLLM()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
    async with listening:
        yield server


async def collect(engine: OpenAIEngine, **how: object) -> list[Delta | Finish]:
    request = EngineRequest(QUESTION, **{"max_tokens": 100, **how})  # type: ignore[arg-type]
    return [item async for item in engine.stream(request)]


def said(items: list[Delta | Finish], channel: str = "answer") -> str:
    return "".join(item.text for item in items if isinstance(item, Delta) and item.channel == channel)
