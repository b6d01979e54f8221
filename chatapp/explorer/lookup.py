"""From an id that somebody has in hand to a run, or to the runs that it stands for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from chatapp.conversations.models import Conversation, Message
from chatapp.runs.models import Run


@dataclass(frozen=True, slots=True)
class Found:
    """Either one run, or a conversation whose runs are meant."""

    run: uuid.UUID | None = None
    conversation: uuid.UUID | None = None


def look_up(id_: uuid.UUID) -> Found | None:
    """What has this id: a run, an answer, a question (its last answer), or a conversation."""
    if Run.objects.filter(pk=id_).exists():
        return Found(run=id_)
    if message := Message.objects.filter(pk=id_).only("conversation_id").first():
        for of_it in (Run.objects.filter(answer=id_), Run.objects.filter(answer__parent=id_)):
            if newest := of_it.order_by("-created_at").values_list("pk", flat=True).first():
                return Found(run=newest)
        return Found(conversation=message.conversation_id)
    if Conversation.objects.filter(pk=id_).exists():
        return Found(conversation=id_)
    return None
