"""Round the whole web application: each request and each socket gets an id, and its time is taken.

The id of a proxy in front (X-Request-ID) is kept where it is sane, and goes back in the response.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from .binding import bound, request_id
from .figures import tally

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
HEADER = b"x-request-id"
GONE = 499  # the caller did not wait for a response
NO_VIEW = "none"  # static files, and what is refused before a view is found
# Where middleware.py leaves in the scope what it knows.
VIEW = "fragaria.view"
ACCOUNT = "fragaria.account"

logger = structlog.stdlib.get_logger("fragaria.http")


class Entrance:
    """Lets everything through to `app`."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(HEADER, b"").decode("latin-1")
        its = request_id(given)
        if scope["type"] == "websocket":
            with bound(socket=its):
                await self.app(scope, receive, send)
            return
        with bound(request=its):
            await self._serve(scope, receive, send, its)

    async def _serve(self, scope: Message, receive: Receive, send: Send, its: str) -> None:
        began, status = time.perf_counter(), GONE

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), (HEADER, its.encode())]}
            await send(message)

        try:
            await self.app(scope, receive, answered)
        except Exception:
            status = 500 if status == GONE else status
            raise
        finally:
            seconds = time.perf_counter() - began
            view = scope.get(VIEW, NO_VIEW)
            tally.observe(
                "http_request_seconds", seconds, view, "gone" if status == GONE else f"{status // 100}xx"
            )
            with bound(account=scope.get(ACCOUNT)):
                logger.info(
                    "served",
                    method=scope["method"],
                    view=view,
                    status=status,
                    ms=round(seconds * 1000, 1),
                )
