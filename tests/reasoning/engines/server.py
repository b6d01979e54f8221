"""A small model server on loopback that says what a test wants, over real HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

Send = Callable[[bytes], Any]


def chunk(text: str | None = None, *, finish: str | None = None, **delta: Any) -> bytes:
    """One event of a streamed completion."""
    delta = delta if text is None else {"content": text, **delta}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return event({"id": "c", "object": "chat.completion.chunk", "choices": [choice]})


def usage(prompt: int, generated: int, cached: int = 0) -> bytes:
    """The last event, which tells the tokens."""
    counts = {
        "prompt_tokens": prompt,
        "completion_tokens": generated,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
    return event({"choices": [], "usage": counts})


def event(data: Any) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


class ModelServer:
    """`script` is what a completion sends (bytes, or seconds to wait); `status` other than 200 refuses."""

    def __init__(self) -> None:
        self.url = ""
        self.reset()

    def reset(self) -> None:
        """As new, for the next test."""
        self.script: list[bytes | float] = []
        self.status = 200
        self.body: Any = {}
        self.encoding = ""
        self.requests: list[dict[str, Any]] = []
        self.headers: list[str] = []
        self.asked = asyncio.Event()
        self.disconnected = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.headers.append(head)
            length = next(
                (
                    int(line.split(":")[1])
                    for line in head.split("\r\n")
                    if line.lower().startswith("content-length")
                ),
                0,
            )
            if length:
                self.requests.append(json.loads(await reader.readexactly(length)))
                self.asked.set()
            if self.status != 200 or head.startswith("GET"):
                body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
                writer.write(
                    f"HTTP/1.1 {self.status} X\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(body)}\r\nConnection: close\r\n".encode()
                    + (f"Content-Encoding: {self.encoding}\r\n".encode() if self.encoding else b"")
                    + b"\r\n"
                    + body
                )
            else:
                await self.play(reader, writer)
            await writer.drain()
        except ConnectionError:
            self.disconnected.set()
        finally:
            writer.close()

    async def play(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for part in self.script:
            if isinstance(part, bytes):
                writer.write(b"%x\r\n%b\r\n" % (len(part), part))
                await writer.drain()
            else:
                # A client that hangs up ends the wait: reading gives its end of file.
                try:
                    async with asyncio.timeout(part):
                        if not await reader.read(1):
                            self.disconnected.set()
                            return
                except TimeoutError:
                    continue
        writer.write(b"0\r\n\r\n")


@asynccontextmanager
async def model_server() -> AsyncIterator[ModelServer]:
    """A running ModelServer; `url` is its base URL."""
    model = ModelServer()
    server = await asyncio.start_server(model.serve, "127.0.0.1", 0)
    model.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    async with server:
        yield model
