"""What an open page shows of the controls, in the reader's language (docs/protocol.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from . import state
from .values import Banner


def site(*, is_staff: bool, now: datetime | None = None) -> dict[str, Any]:
    """For a person who is signed in. Asks no database."""
    known = state.now()
    closed = known.maintenance
    maintenance = None
    if closed or settings.MAINTENANCE:
        text = closed.texts.best(language())[0] if closed else ""
        until = closed.until.isoformat() if closed and closed.until else None
        maintenance = {"text": text, "until": until, "passes": is_staff}
    due = banner(signed_in=True, now=now)
    listed = {each.name for each in settings.MODELS}
    return {
        "maintenance": maintenance,
        "banner": shown(due) if due else None,
        "paused": {
            mode: {
                "since": pause.since.isoformat() if pause.since else None,
                "until": pause.until.isoformat() if pause.until else None,
            }
            for mode, pause in known.paused.items()
        },
        "off": sorted(known.off & listed),
    }


def banner(*, signed_in: bool, now: datetime | None = None) -> Banner | None:
    """The one that is due, and for this reader."""
    found = state.now().banner
    if found is None or (found.signed_in and not signed_in) or not found.is_due(now or timezone.now()):
        return None
    return found


def shown(banner: Banner) -> dict[str, Any]:
    text, lang = banner.texts.best(language())
    return {"id": banner.number, "level": banner.level, "text": text, "lang": lang, "link": banner.link}


def language() -> str:
    return get_language() or settings.LANGUAGE_CODE
