"""What the chat page knows when it starts: the first thing the browser reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from billing.paying import payer_among, payers_of
from billing.quota import allowance
from chatapp.accounts.models import User
from chatapp.accounts.preferences.selectors import as_dict, preferences_of
from chatapp.attachments import limits
from chatapp.controls.site import site
from chatapp.conversations.present import payer
from chatapp.engines import CONNECT
from chatapp.pages import starters
from chatapp.paying.notices import notice_for
from chatapp.runs import choosing, roster


def boot(*, user: User, conversation: UUID | None, read_only: bool = False) -> dict[str, Any]:
    """The page's start as plain data; docs/protocol.md describes `allowance`. `read_only`: a member of the staff sees
    it as `user`."""
    payers = payers_of(user.pk)
    account = payer_among(payers)
    demo = roster.named().kind == "embedded"
    can_connect = user.has_perm(CONNECT)
    return {
        "user": {"email": user.email, "name": user.name},
        "preferences": as_dict(preferences_of(user)),
        "mode": settings.MODE,
        # Whether anything is sold here: without it the page knows no prices and no upgrades.
        "billing": settings.BILLING,
        "allowance": allowance(account=account, user_id=user.pk).as_dict(),
        "payers": [payer(each) for each in payers],
        "models": roster.labels(),
        "choices": choosing.offered(also_off=True),
        "site": site(is_staff=user.is_staff),
        "demo": demo,
        "notice": notice.as_dict() if (notice := notice_for(user)) else None,
        "starters": [one.shown() for one in (starters.SEEDLING if demo else starters.GENERAL)],
        "thoughts": settings.THOUGHTS,
        "limits": {"text": settings.MAX_TEXT, "upload": limits.most_bytes(), "files": limits.A_MESSAGE},
        "conversation": str(conversation) if conversation else None,
        "read_only": read_only,
        "urls": {
            "ws": "/ws",
            "api": "/api/",
            "chat": reverse("chat"),
            "diagram": reverse("diagram"),
            "files": "/attachments/",
            "settings": reverse("settings"),
            "data": reverse("settings_data"),
            "signout": reverse("account_logout"),
            "pricing": reverse("pricing") if settings.BILLING else None,
            "billing": reverse("settings_billing") if settings.BILLING else None,
            "connect": reverse("connect_model") if can_connect else None,
        },
    }
