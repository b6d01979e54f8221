"""What the chat page knows when it starts: the first thing the browser reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from billing.accounts import account_for
from billing.quota import allowance
from chatapp.accounts.models import User
from chatapp.engines import CONNECT
from chatapp.pages import starters
from chatapp.runs import engines


def boot(*, user: User, conversation: UUID | None) -> dict[str, Any]:
    """The page's start as plain data; docs/protocol.md describes `allowance`."""
    account = account_for(user_id=user.pk)
    answering = engines.named()
    demo = answering.kind == "embedded"
    can_connect = user.has_perm(CONNECT)
    return {
        "user": {"email": user.email, "name": user.name},
        "mode": settings.MODE,
        "allowance": allowance(account=account, user_id=user.pk).as_dict(),
        "models": engines.labels(answering),
        "demo": demo,
        "starters": [one.shown() for one in (starters.SEEDLING if demo else starters.GENERAL)],
        "limits": {"text": settings.MAX_TEXT},
        "conversation": str(conversation) if conversation else None,
        "urls": {
            "ws": "/ws",
            "api": "/api/",
            "chat": reverse("chat"),
            "settings": reverse("settings"),
            "signout": reverse("account_logout"),
            "connect": reverse("connect_model") if can_connect else None,
        },
    }
