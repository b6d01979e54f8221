"""What is open while somebody is viewed: a list of what may be read, for what is not on it stays closed.

Left out on purpose: everything about signing in (password, second factor, sessions), everything that leaves with a file
or a link (exports, shared links, the payment service's pages), and every page of the staff. A test reads every address
of the site against this list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatapp.conversations.models import Conversation

PAGES = frozenset(
    {
        "landing",
        "chat",
        "conversation",
        "diagram",
        "attachment",
        "attachment_picture",
        "settings",
        "settings_general",
        "settings_instructions",
        "settings_notifications",
        "settings_keyboard",
        "settings_usage",
        "settings_billing",
        "account_billing",
        "settings_team",
        "team",
        "settings_privacy",
        "pricing",
        "terms",
        # What a browser asks for by itself.
        "manifest",
        "worker",
        "offline",
    }
)
# By the name of the first of each address's methods; only reading ones pass.
API = frozenset(
    {
        "api:me",
        "api:allowance",
        "api:events",
        "api:conversations",
        "api:conversation",
        "api:about",
        "api:listing",
        "api:find",
        "api:unsent",
        "api:text",
        "api:show",
    }
)
# How a chat is found by the id in the address, and what that id is called there.
IN_A_CHAT = {
    "api:events": ("runs", "id"),
    "api:about": ("messages", "id"),
    "api:text": ("messages__attachments", "id"),
    "attachment": ("messages__attachments", "attachment_id"),
    "attachment_picture": ("messages__attachments", "attachment_id"),
}
OPEN = PAGES | API
READING = ("GET", "HEAD")


def is_temporary(view_name: str, ids: Mapping[str, Any]) -> bool:
    """Whether the request is about a temporary chat, which is nobody's but its person's."""
    if view_name == "conversation":
        found = Conversation.objects.filter(pk=ids["conversation_id"], temporary=True)
    elif view_name == "api:conversation":
        found = Conversation.objects.filter(pk=ids["id"], temporary=True)
    elif view_name in IN_A_CHAT:
        path, name = IN_A_CHAT[view_name]
        found = Conversation.objects.filter(temporary=True, **{path: ids[name]})
    else:
        return False
    return found.exists()
