"""Better titles: a model reads the first question, once its answer is there. Nobody waits for it, nobody's allowance
pays for it, and what a person has typed as a title stays.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from chatapp.celery import app
from chatapp.runs import roster
from chatapp.runs.models import EngineCall, Run
from reasoning.types import Usage

from . import search
from .models import Conversation, Message
from .naming import title_from
from .telling import tell

TASK = "workers.title"
PATIENCE_SECONDS = 60.0  # a title that nobody had time to make by then is not made
logger = logging.getLogger(__name__)


def wish(*, run: Run) -> None:
    """Have the conversation named once the transaction is through, where `run` was its first answer, a model is there
    to do so, and the title still is the rule's.
    """
    conversation = run.conversation
    if conversation is None or settings.TITLES != "model" or not roster.can_title():
        return
    if question(conversation.pk) and conversation.runs.count() == 1:
        transaction.on_commit(lambda: _send(conversation.pk))


def question(conversation_id: UUID) -> str:
    """The first question of a conversation that has nothing but the rule's title; empty where there is nothing to do:
    it was renamed, it is temporary, or it is gone.
    """
    row = Conversation.objects.filter(pk=conversation_id, temporary=False).first()
    first = Message.objects.filter(conversation=conversation_id, parent=None, role=Message.Role.USER).first()
    text = first.text if row and first else ""
    return text if row and row.title == title_from(text) else ""


def retitle(*, conversation_id: UUID, asked: str, title: str) -> bool:
    """Call the conversation `title`, unless somebody has renamed it since `asked`, its first question, was read."""
    with transaction.atomic():
        rows = Conversation.objects.filter(pk=conversation_id, title=title_from(asked))
        if not rows.update(title=title):
            return False
        conversation = Conversation.objects.select_related("user").get(pk=conversation_id)
        search.index_title(conversation=conversation)
        tell(conversation.user)
    return True


def account(*, model: str, usage: Usage, cost_micros: int) -> None:
    """What the call has cost, for the operator's margins: it is charged to nobody."""
    EngineCall.objects.create(
        run=None,
        attempt=0,
        call=0,
        purpose="title",
        model=model,
        prompt=usage.prompt,
        cached=usage.cached,
        generated=usage.generated,
        cost_micros=cost_micros,
        chargeable=False,
    )


def _send(conversation_id: UUID) -> None:
    try:
        app.send_task(TASK, args=[str(conversation_id)], queue="interactive", expires=PATIENCE_SECONDS)
    except (OperationalError, OSError) as error:
        logger.warning("conversation %s keeps its first title: %s", conversation_id, error)
