"""What the chat page knows when it starts: the first thing the browser reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from billing.accounts import account_for
from billing.quota import allowance
from chatapp.accounts.models import User
from chatapp.runs.engines import labels


def boot(*, user: User, conversation: UUID | None) -> dict[str, Any]:
    """The page's start as plain data; docs/protocol.md describes `allowance`."""
    account = account_for(user_id=user.pk)
    return {
        "user": {"email": user.email, "name": user.name},
        "mode": settings.MODE,
        "allowance": allowance(account=account, user_id=user.pk).as_dict(),
        "models": labels(),
        "limits": {"text": settings.MAX_TEXT},
        "conversation": str(conversation) if conversation else None,
        "urls": {
            "ws": "/ws",
            "api": "/api/",
            "chat": reverse("chat"),
            "settings": reverse("settings"),
            "signout": reverse("account_logout"),
        },
    }
