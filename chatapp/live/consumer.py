"""One WebSocket: answers the page's frames and carries the runs that it watches.

Tokens never pass through here as messages: each watched run has its own pump (pump.py).
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.utils.translation import activate, override
from django.utils.translation import gettext as _

from billing.quota import Refused
from chatapp.controls import refreshing
from chatapp.controls.site import site
from chatapp.errors import RequestError
from chatapp.languages import language_of
from chatapp.observing import tracing
from chatapp.observing.binding import bind, bound, request_id
from chatapp.observing.figures import levels, tally
from chatapp.runs.pages import CLOSE
from chatapp.viewing_as.models import Viewing

from . import as_person, requests
from .frames import AnswerNow, ClientFrame, Ping, Send, Stop, Unwatch, UseFast, Watch, parse, reference
from .hub import hub
from .pump import Pumps

logger = logging.getLogger(__name__)
SIGNED_OUT = 4401
STALLED = 4408
VIEW_OVER = 4410  # of a member of the staff who saw the product as a person (chatapp/viewing_as)
SESSION_CHECK_SECONDS = (
    60.0  # an open page of a session that was ended lives this long at most, if it only listens
)
FRAMES_A_SECOND = 20.0
BURST = 60.0


def dump(frame: dict[str, Any]) -> str:
    """A frame as it is sent."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


class LiveConsumer(AsyncWebsocketConsumer):
    """See docs/protocol.md. Never uses a channel layer: a layer drops messages when it is full."""

    channel_layer_alias = "none"

    async def connect(self) -> None:
        self.user = self.scope["user"]
        self.session_key = self.scope["session"].session_key
        # Holds for all that this socket's task does, and what it begins.
        self.language = language_of(self.scope)
        activate(self.language)
        self.pumps: Pumps | None = None
        self.told = ""
        self.closing: asyncio.Task[None] | None = None
        self.viewing: Viewing | None = None
        self.view_ends: asyncio.TimerHandle | None = None
        await self.accept()
        if not self.user.is_authenticated:
            await self.close(code=SIGNED_OUT)
            return
        bind(account=self.user.pk)  # ends with the socket's task
        try:
            self.viewing = await as_person.begin(self.user, self.scope["session"])
        except as_person.ViewOver:
            await self.close(code=VIEW_OVER)
            return
        if self.viewing is not None:
            self.user = self.viewing.person
            bind(viewed=self.user.pk)
            self.view_ends = asyncio.get_running_loop().call_later(
                self.viewing.seconds_left, self.begin_to_close, VIEW_OVER
            )
        self.allowed = BURST
        self.filled_at = self.checked_at = time.monotonic()
        levels.change("sockets", 1)
        loop = asyncio.get_running_loop()
        self.switched = lambda: loop.call_soon_threadsafe(self.push_site)
        refreshing.listen(self.switched)
        self.pumps = Pumps(hub(), send=self.send_text, stalled=self.stalled)
        self.channel = requests.user_channel(self.user.pk)
        await hub().subscription.add(self.channel, self.pushed)
        await self.send_frame(
            {"type": "hello", "heartbeat": settings.SOCKET_HEARTBEAT_SECONDS, "site": self.site()}
        )

    async def disconnect(self, code: int) -> None:
        if self.view_ends is not None:
            self.view_ends.cancel()
        if self.closing is not None:
            self.closing.cancel()
        if self.pumps is not None:
            levels.change("sockets", -1)
            refreshing.forget(self.switched)
            await self.pumps.close()
            await hub().subscription.remove(self.channel, self.pushed)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.pumps is None:
            return
        # A frame is to a socket what a request is to a page.
        with bound(request=request_id()):
            await self.serve(text_data or "")

    async def serve(self, text: str) -> None:
        """Answer a frame, or say why not."""
        try:
            self.spend()
            await self.answer(parse(text))
            tally.count("frames_total", "served")
        except Refused as refusal:
            tally.count("frames_total", "no allowance")
            await self.send_frame(await requests.refusal(self.user, refusal, reference(text)))
        except RequestError as error:
            tally.count("frames_total", "refused")
            await self.send_error(error.code, error.message, reference(text))
            if error.code in ("signed_out", "suspended"):
                await self.close(code=SIGNED_OUT)
        except as_person.ViewOver:
            await self.close(code=VIEW_OVER)
        except Exception:
            tally.count("frames_total", "failed")
            logger.exception("a frame could not be served")
            await self.send_error(
                "internal", _("Something went wrong here. Please try again."), reference(text)
            )

    async def answer(self, frame: ClientFrame) -> None:
        """Serve one frame; raises RequestError or Refused with what the page is told instead."""
        assert self.pumps is not None
        if self.viewing is not None:
            await as_person.check(self.viewing, self.session_key, frame)
        match frame:
            case Ping() if self.viewing is not None:
                await self.send_frame({"type": "pong", "n": frame.n})
            case Ping():
                if time.monotonic() > self.checked_at + SESSION_CHECK_SECONDS:
                    await requests.require_session(self.user, self.session_key)
                    self.checked_at = time.monotonic()
                await self.send_frame({"type": "pong", "n": frame.n})
            case Send():
                with tracing.span("send", mode=frame.mode):
                    accepted, run_id = await requests.send(self.user, self.session_key, frame)
                # Watching from here saves the page a round trip before the first word.
                self.pumps.watch(run_id, self.user)
                await self.tell_all_tabs(accepted)
            case Watch():
                await requests.authorise(self.user, frame.run)
                self.pumps.watch(str(frame.run), self.user, attempt=frame.attempt, seq=frame.seq)
            case Unwatch():
                await self.pumps.unwatch(str(frame.run))
            case Stop():
                await requests.stop(self.user, frame.run)
            case AnswerNow():
                await requests.answer_now(self.user, frame.run)
            case UseFast():
                accepted = await requests.use_fast(self.user, self.session_key, frame.run)
                await self.tell_all_tabs(accepted)

    def spend(self) -> None:
        """Count one frame against this socket's rate; raises RequestError when it sends too fast."""
        now = time.monotonic()
        self.allowed = min(BURST, self.allowed + (now - self.filled_at) * FRAMES_A_SECOND)
        self.filled_at = now
        if self.allowed < 1:
            raise RequestError(_("This page sends too fast. Please wait a second."), code="slow_down")
        self.allowed -= 1

    async def tell_all_tabs(self, frame: dict[str, Any]) -> None:
        """Send a frame here at once, and to the other open pages of this person."""
        self.told = dump(frame)
        await self.send_text(self.told)
        await requests.tell_tabs(self.user, self.told)

    def pushed(self, text: str) -> None:
        """Another tab of this person has something to tell."""
        if text == CLOSE:
            self.begin_to_close(SIGNED_OUT)
        elif self.viewing is not None and not as_person.may_hear(text):
            pass
        elif self.pumps is not None and text != self.told:
            self.pumps.push(text)

    def site(self) -> dict[str, Any]:
        """What staff have switched, for this page."""
        with override(self.language):
            return site(is_staff=self.user.is_staff)

    def push_site(self) -> None:
        """Staff have switched something."""
        if self.pumps is not None:
            self.pumps.push(dump({"type": "site", "site": self.site()}))

    async def stalled(self) -> None:
        """The page has not read for too long: let it come back when it can.

        The close waits behind what the page does not read; nobody waits for the close.
        """
        self.begin_to_close(STALLED)

    def begin_to_close(self, code: int) -> None:
        if self.closing is None:
            self.closing = asyncio.create_task(self.close(code=code))

    async def send_text(self, text: str) -> None:
        # The page may have gone meanwhile (ASGI: a subclass of OSError); `disconnect` follows.
        with suppress(OSError):
            await self.send(text_data=text)

    async def send_frame(self, frame: dict[str, Any]) -> None:
        await self.send_text(dump(frame))

    async def send_error(self, code: str, message: str, ref: str | None) -> None:
        await self.send_frame({"type": "error", "code": code, "message": message, "ref": ref})
