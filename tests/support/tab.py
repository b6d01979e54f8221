"""A page's WebSocket over ASGI, with the server's part played as a server plays it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from .heard import Heard
from .wait import until


class Tab:
    """Use as `async with Tab(cookie) as tab`. `heard` has all frames, `code` is the close code.

    While `reading` is cleared, the page takes nothing: what the server sends waits, a close too.
    """

    def __init__(self, cookie: str = "", *, origin: str = "http://127.0.0.1") -> None:
        self.heard = Heard()
        self.accepted = False
        self.code: int | None = None
        self.reading = asyncio.Event()
        self.reading.set()
        self.waiting = 0
        self._read = 0
        self._input: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._scope = {
            "type": "websocket",
            "path": "/ws",
            "query_string": b"",
            "headers": [(b"origin", origin.encode()), (b"cookie", f"sessionid={cookie}".encode())],
            "subprotocols": [],
        }

    async def __aenter__(self) -> Tab:
        from chatapp.asgi import application

        self._task = asyncio.create_task(application(self._scope, self._input.get, self._send))
        self._input.put_nowait({"type": "websocket.connect"})
        await until(lambda: self.accepted or self.code)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.reading.set()
        if self.code is None:
            self._input.put_nowait({"type": "websocket.disconnect", "code": 1001})
        async with asyncio.timeout(10):
            await self._task

    async def say(self, **frame: Any) -> None:
        self.say_text(json.dumps(frame))

    def say_text(self, text: str) -> None:
        self._input.put_nowait({"type": "websocket.receive", "text": text})

    def say_bytes(self, data: bytes) -> None:
        self._input.put_nowait({"type": "websocket.receive", "bytes": data})

    async def next(self, *types: str) -> dict[str, Any]:
        """The next frame of one of `types`; those before it are passed over."""
        while True:
            await until(lambda: self._read < len(self.heard.frames))
            frame = self.heard.frames[self._read]
            self._read += 1
            if frame["type"] in types:
                return frame

    async def ask(self, **frame: Any) -> dict[str, Any]:
        """Say a frame; returns what the server answers to it."""
        await self.say(**frame)
        return await self.next("accepted", "refused", "error", "pong")

    async def closed(self) -> int:
        """Wait for the end; returns the close code."""
        await until(lambda: self.code)
        assert self.code
        return self.code

    async def _send(self, message: dict[str, Any]) -> None:
        if self.code is not None:
            raise RuntimeError(f"{message['type']} after the close")  # as servers do
        match message["type"]:
            case "websocket.accept":
                self.accepted = True
            case "websocket.close":
                await self.reading.wait()
                self.code = message.get("code", 1000)
                self._input.put_nowait({"type": "websocket.disconnect", "code": self.code})
            case "websocket.send":
                self.waiting += 1
                try:
                    await self.reading.wait()
                finally:
                    self.waiting -= 1
                text = (
                    message["text"].encode("utf-8").decode("utf-8")
                )  # what cannot be encoded cannot be sent
                self.heard.take(json.loads(text))
