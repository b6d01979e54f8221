"""A page without a browser: speaks the live protocol and folds what it hears, as the real page does."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from reasoning.events import Entry, decode
from reasoning.state import State, replay


class Watched:
    """What this page knows of one run. `seen` has every (attempt, seq) in the order of arrival."""

    def __init__(self) -> None:
        self.state = State()
        self.seen: list[tuple[int, int]] = []
        self.resets = 0
        self.done: dict[str, Any] | None = None
        self.first_text_at = 0.0
        self.ended = asyncio.Event()
        self.changed = asyncio.Event()


class Page:
    """One tab. Use as `async with Page(address, cookie) as page`."""

    def __init__(self, address: str, cookie: str) -> None:
        self.address = address
        self.cookie = cookie
        self.runs: dict[str, Watched] = {}
        self.replies: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self.frames: list[dict[str, Any]] = []
        self.socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Page:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self, **options: Any) -> None:
        """Connect, and watch again every run that has not ended, from where this page stands."""
        self.socket = await connect(
            self.address.replace("http", "ws", 1) + "/ws",
            origin=self.address,  # type: ignore[arg-type]
            additional_headers={"Cookie": f"sessionid={self.cookie}"},
            max_size=None,
            ping_interval=None,
            **{"compression": None} | options,
        )
        self._reader = asyncio.create_task(self._read())
        for run_id, watched in self.runs.items():
            if not watched.ended.is_set():
                attempt, seq = watched.state.cursor
                await self.say(type="watch", run=run_id, attempt=attempt, seq=seq)

    async def close(self) -> None:
        if self.socket is not None:
            await self.socket.close()
        if self._reader is not None:
            await asyncio.gather(self._reader, return_exceptions=True)

    async def stay(self, seconds: float = 20.0) -> None:
        """Reconnect until it works, as a page does when the server has gone."""
        until = time.monotonic() + seconds
        while True:
            try:
                return await self.open()
            except OSError:
                if time.monotonic() > until:
                    raise
                await asyncio.sleep(0.1)
            except Exception as error:  # a server that is still starting may answer 5xx
                if time.monotonic() > until:
                    raise
                _ = error
                await asyncio.sleep(0.1)

    async def say(self, **frame: Any) -> None:
        assert self.socket is not None
        await self.socket.send(json.dumps(frame))

    async def ask(self, text: str, mode: str = "fast", **fields: Any) -> dict[str, Any]:
        """Send a question; returns the server's `accepted`, `refused` or `error` frame."""
        client_id = fields.pop("client_id", None) or uuid.uuid4().hex
        reply = self.replies.setdefault(client_id, asyncio.get_running_loop().create_future())
        await self.say(type="send", client_id=client_id, text=text, mode=mode, **fields)
        frame = await asyncio.wait_for(asyncio.shield(reply), 20)
        if frame["type"] == "accepted":
            self.runs.setdefault(frame["answer"]["run"]["id"], Watched())
        return frame

    async def watch(self, run_id: str) -> Watched:
        watched = self.runs.setdefault(run_id, Watched())
        await self.say(type="watch", run=run_id, attempt=0, seq=0)
        return watched

    async def until(self, run_id: str, condition: Any, seconds: float = 30.0) -> Watched:
        """Wait until `condition(watched)` holds."""
        watched = self.runs[run_id]
        try:
            async with asyncio.timeout(seconds):
                while not condition(watched):
                    watched.changed.clear()
                    await watched.changed.wait()
        except TimeoutError:
            assert self.socket is not None
            heard = [(frame["type"], frame.get("message", "")) for frame in self.frames]
            state = f"{watched.state.status} at {watched.state.cursor}, done: {watched.done}"
            raise TimeoutError(f"{state}, heard {heard}, closed with {self.socket.close_code}") from None
        return watched

    async def ended(self, run_id: str, seconds: float = 60.0) -> Watched:
        """Wait for the run's `done`."""
        return await self.until(run_id, lambda watched: watched.ended.is_set(), seconds)

    async def _read(self) -> None:
        assert self.socket is not None
        with suppress(ConnectionClosed):
            async for text in self.socket:
                self._take(json.loads(text))

    def _take(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "events":
                self._events(frame)
            case "reset":
                watched = self.runs.setdefault(frame["run"], Watched())
                watched.resets += 1
                watched.state = State(cursor=(frame["attempt"], 0))
            case "done":
                watched = self.runs.setdefault(frame["run"], Watched())
                watched.done = frame
                watched.ended.set()
                watched.changed.set()
            case _:
                self.frames.append(frame)
                waiting = self.replies.get(frame.get("client_id") or frame.get("ref") or "")
                if waiting and not waiting.done():
                    waiting.set_result(frame)

    def _events(self, frame: dict[str, Any]) -> None:
        watched = self.runs.setdefault(frame["run"], Watched())
        for data in frame["entries"]:
            entry = Entry(data["a"], data["s"], decode(data["e"]), data["at"])
            watched.seen.append((entry.attempt, entry.seq))
            watched.state = replay(watched.state, entry)
        if not watched.first_text_at and (
            watched.state.answer or any(path.draft or path.steps for path in watched.state.paths)
        ):
            watched.first_text_at = time.time()
        watched.changed.set()
