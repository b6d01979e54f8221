"""Who did what with the site's model: one line of the log each, as JSON after a fixed word. Never a key."""

from __future__ import annotations

import json
import logging

from chatapp.accounts.models import User

logger = logging.getLogger("fragaria.audit")


def note(action: str, *, user: User, **facts: str | int | float | bool | None) -> None:
    """Write `model.<action>` with the person's id and `facts`."""
    said = json.dumps({"user": str(user.pk), **facts}, ensure_ascii=True)  # no line of its own making
    logger.info("model.%s %s", action, said)
