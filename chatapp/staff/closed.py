"""What people wrote that no member of the staff reads, whatever they may."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from chatapp.conversations.models import Conversation
from chatapp.leaving.models import Leaving


def why_closed(*, conversation: Conversation | None, user_id: uuid.UUID) -> str:
    """Why nobody reads what this person wrote there, in words; "" where somebody may."""
    if conversation is not None and conversation.temporary:
        return _("This was asked in a temporary chat: what was written there is for nobody else.")
    if Leaving.objects.filter(user=user_id).exists():
        return _("This person has asked to be erased: what they wrote stays closed.")
    return ""
