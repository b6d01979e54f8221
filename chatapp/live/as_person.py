"""The WebSocket of staff who see the product as a person: it reads, and every other frame is refused."""

from __future__ import annotations

from types import SimpleNamespace

from channels.db import database_sync_to_async
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.errors import NotFound, RequestError
from chatapp.runs.models import Run
from chatapp.viewing_as.models import Viewing
from chatapp.viewing_as.reading import refusal
from chatapp.viewing_as.rules import over
from chatapp.viewing_as.selectors import SESSION_KEY, viewing_of
from chatapp.viewing_as.services import count_refusal

from .frames import ClientFrame, Ping, Unwatch, Watch

READING = (Ping, Watch, Unwatch)


class ViewOver(Exception):
    """The page shows a person whom its session no longer views."""


async def begin(staff: User, session: SessionBase) -> Viewing | None:
    """The viewing of the session that opens a socket; None for everybody else, without a query. Raises ViewOver."""
    return await _begin(staff, session) if SESSION_KEY in session else None


@database_sync_to_async
def _begin(staff: User, session: SessionBase) -> Viewing:
    viewing = viewing_of(session, staff)
    if viewing is None or over(viewing, timezone.now()):
        raise ViewOver
    return viewing


def _check(viewing: Viewing, session_key: str, frame: ClientFrame) -> None:
    session = SessionStore(session_key)
    found = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]  (it reads nothing but the session)
    known = viewing_of(session, found) if isinstance(found, User) else None
    if known is None or known.pk != viewing.pk or over(known, timezone.now()):
        raise ViewOver
    if isinstance(frame, Watch) and Run.objects.filter(pk=frame.run, conversation__temporary=True).exists():
        raise NotFound(_("This answer does not exist."))
    if not isinstance(frame, READING):
        count_refusal(viewing=known, what=frame.type, method="socket")
        raise RequestError(refusal(), code="read_only")


def may_hear(text: str) -> bool:
    """Whether a frame for all pages of the person is for this one too: nothing of a temporary chat is."""
    return '"temporary":true' not in text and '"temporary": true' not in text


def require_own_view(session: SessionBase) -> None:
    """Refuse to write for a page that is older than the viewing which its browser has begun since."""
    if SESSION_KEY in session:
        raise RequestError(
            _("In this browser you see Fragaria as somebody else now. Stop that first, then send again."),
            code="read_only",
        )


check = database_sync_to_async(_check, thread_sensitive=False)
