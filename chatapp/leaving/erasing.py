"""Erasing a person, step by step. Each step is safe to repeat, so that a crash between two is made good by the next
sweep; an `Erasure` says that it has begun, and at the end that it is done.

What stays is what others rely on: the ledger, the audit trail and invoices, under ids that lead to nobody.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from billing.claims import Busy
from billing.closing import forget_payer, stop_paying
from billing.gateway import GatewayError
from billing.mails.content import render
from chatapp.accounts.models import Invitation, User
from chatapp.accounts.services import end_sessions
from chatapp.audit.log import record
from chatapp.conversations.beginning import remove
from chatapp.conversations.models import Conversation, Message, Project, Share
from chatapp.conversations.search import forget_deleted
from chatapp.runs.cancel import cancel_unfinished
from chatapp.runs.models import Run

from .mails import farewell
from .models import Erasure, Leaving

CHUNK = 100
# So long a mail server that is away is waited for; then the person goes without the last mail.
MAIL_PATIENCE = timedelta(days=1)
logger = logging.getLogger(__name__)


class NotYet(Exception):
    """A step waits for somebody else's machine; the next sweep tries again."""


def erase_due(*, now: datetime | None = None) -> int:
    """Erase those whose grace is over, and go on with what a crash left; returns how many are done."""
    now = now or timezone.now()
    for person_id in list(Leaving.objects.filter(erase_at__lte=now).values_list("pk", flat=True)):
        begin(person_id=person_id, now=now)
    done = 0
    for erasure in Erasure.objects.filter(erased_at=None).order_by("begun_at"):
        try:
            finish(erasure=erasure)
            done += 1
        except NotYet as error:
            logger.warning("the erasure of %s waits: %s", erasure.pk, error)
        except Exception:
            logger.exception("the erasure of %s failed and is tried again", erasure.pk)  # the others go on
    return done


@transaction.atomic
def begin(*, person_id: uuid.UUID, now: datetime) -> Erasure | None:
    """From here there is no way back. None where the person changed their mind a moment ago."""
    if not Leaving.objects.select_for_update().filter(pk=person_id, erase_at__lte=now).exists():
        return None
    fields = {"actor": Erasure.Actor.PERSON, "counts": counts(person_id), "begun_at": now}
    return Erasure.objects.get_or_create(pk=person_id, defaults=fields)[0]


def erase_at_once(*, user: User, reason: str) -> Erasure:
    """Staff erase somebody without a grace; `reason` is kept and names nobody. Raises NotYet: the sweep goes on."""
    fields = {"actor": Erasure.Actor.STAFF, "reason": reason[:200], "counts": counts(user.pk)}
    with transaction.atomic():
        erasure, _ = Erasure.objects.get_or_create(pk=user.pk, defaults=fields)
        # So that a sign-in meanwhile leads nowhere.
        now = timezone.now()
        Leaving.objects.get_or_create(user=user, defaults={"requested_at": now, "erase_at": now})
        record(
            action="person.erased",
            actor_id=None,
            object_type="user",
            object_id=user.pk,
            reason=erasure.reason,
            facts=erasure.counts,
        )
    return finish(erasure=erasure)


def finish(*, erasure: Erasure) -> Erasure:
    """All steps, from the first. Raises NotYet."""
    user = User.objects.filter(pk=erasure.pk).first()
    if user is not None:
        for step in STEPS:
            step(user, erasure)
    Erasure.objects.filter(pk=erasure.pk, erased_at=None).update(erased_at=timezone.now())
    erasure.refresh_from_db()
    logger.info("erased %s (wanted by: %s)", erasure.pk, erasure.actor)
    return erasure


def counts(person_id: uuid.UUID) -> dict[str, int]:
    """How much there is of the person, for the tombstone."""
    return {
        "conversations": Conversation.objects.filter(user_id=person_id).count(),
        "messages": Message.objects.filter(conversation__user_id=person_id).count(),
        "answers": Run.objects.filter(user_id=person_id).count(),
        "projects": Project.objects.filter(user_id=person_id).count(),
        "shares": Share.objects.filter(user_id=person_id).count(),
    }


def _sign_out(user: User, erasure: Erasure) -> None:
    end_sessions(user=user)


def _stop(user: User, erasure: Erasure) -> None:
    cancel_unfinished(runs=Run.objects.filter(user=user))


def _delete_conversations(user: User, erasure: Erasure) -> None:
    """One by one: a crash loses nothing of what is done, and no transaction holds a whole life."""
    Share.objects.filter(user=user).delete()
    while batch := list(Conversation.objects.filter(user=user)[:CHUNK]):
        for conversation in batch:
            remove(conversation=conversation)
    forget_deleted()


def _end_payments(user: User, erasure: Erasure) -> None:
    try:
        if settings.BILLING:
            stop_paying(user_id=user.pk)
        forget_payer(user_id=user.pk)
    except (GatewayError, Busy) as error:
        raise NotYet(str(error)) from error


def _tell(user: User, erasure: Erasure) -> None:
    """The last mail, at most once: after it there is no address."""
    now = timezone.now()
    if not user.is_active or not Erasure.objects.filter(pk=erasure.pk, told_at=None).update(told_at=now):
        return
    with override(user.language or settings.LANGUAGE_CODE):
        rendered = render(farewell())
    message = EmailMultiAlternatives(rendered.subject, rendered.text, to=[user.email])
    message.attach_alternative(rendered.html, "text/html")
    try:
        message.send()
    except (OSError, SMTPException) as error:
        Erasure.objects.filter(pk=erasure.pk).update(told_at=None)
        if now < erasure.begun_at + MAIL_PATIENCE:
            raise NotYet(f"the last mail was not sent ({type(error).__name__})") from error


def _delete_person(user: User, erasure: Erasure) -> None:
    """With all that hangs on them: settings, sessions, keys, linked accounts, memberships, consent, imports."""
    with transaction.atomic():
        Invitation.objects.filter(email=user.email).delete()
        user.delete()


STEPS: tuple[Callable[[User, Erasure], None], ...] = (
    _sign_out,
    _stop,
    _end_payments,
    _delete_conversations,
    _tell,
    _delete_person,
)
