"""The outbox: a mail is written in the event's own transaction, and sent after it by a task.

So no mail is sent while something is locked, none tells of what was rolled back, and none is lost in a crash. A key
that was used is never used again: an event that is seen a hundred times is told once. Where a process dies between
the mail server's yes and our note of it, the mail goes out a second time with the same Message-ID, by which mail
programs know it.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from celery import current_app
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from ..alerts import raise_alert
from ..models import Alert, BillingAccount, Mail
from .compose import compose

TASK = "workers.billing_mail"
# Longer than the mail server's own time-outs together.
LEASE_SECONDS = 300
TIMEOUT_SECONDS = 30
BACKOFF_SECONDS = (30, 120, 600, 1800, 3600)
# Staff hear of it in the first hour; after two days a mail is out of date.
ALERT_AT = 4
ATTEMPTS = 50
logger = logging.getLogger(__name__)


def queue(
    *, kind: str, key: str, account: BillingAccount | None = None, facts: Mapping[str, object] | None = None
) -> bool:
    """Write a mail down in the caller's transaction; False when this event (`key`, at most 200 characters) has one.

    `facts` is plain data without names and addresses; moments are in ISO 8601.
    """
    mail = Mail(kind=kind, key=key, account=account, facts=dict(facts or {}))
    spoken = get_language()
    if spoken and spoken != settings.LANGUAGE_CODE:
        # For a receiver who has chosen none, or has no account yet.
        mail.facts["language"] = spoken
    with transaction.atomic():
        if Mail.objects.filter(key=key).exists():
            return False
        # Of several at once one is kept.
        Mail.objects.bulk_create([mail], ignore_conflicts=True)
        transaction.on_commit(lambda: _enqueue(mail.pk))
    return True


def send(*, mail_id: uuid.UUID, now: datetime | None = None) -> bool:
    """Send a mail whose turn it is; True when nothing is left to do for it. A failure is noted and tried again."""
    now = now or timezone.now()
    due = Mail.objects.filter(pk=mail_id, outcome=Mail.Outcome.WAITING, next_attempt_at__lte=now)
    if not due.update(attempts=F("attempts") + 1, next_attempt_at=now + timedelta(seconds=LEASE_SECONDS)):
        return not Mail.objects.filter(pk=mail_id, outcome=Mail.Outcome.WAITING).exists()
    mail = Mail.objects.select_related("account__owner").get(pk=mail_id)
    try:
        outcome = _send(mail)
    except (OSError, SMTPException) as error:
        return _failed(mail, _words(error), now, final=_is_final(error))
    except Exception as error:
        # Ours, not the mail server's: it must neither be lost nor hold up the others.
        logger.exception("mail %s (%s) cannot be written", mail.pk, mail.kind)
        return _failed(mail, type(error).__name__, now, final=False)
    _close(mail, outcome, now)
    return True


def send_due(*, now: datetime | None = None, limit: int = 200) -> int:
    """Send what waits, the oldest first, and say how many are done."""
    now = now or timezone.now()
    due = Mail.objects.filter(outcome=Mail.Outcome.WAITING, next_attempt_at__lte=now)
    ids = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit])
    return sum(send(mail_id=id_, now=now) for id_ in ids)


def _send(mail: Mail) -> str:
    message = compose(mail)
    if message is None:
        return Mail.Outcome.DROPPED
    message.connection = get_connection(timeout=TIMEOUT_SECONDS)
    message.send()
    return Mail.Outcome.SENT


def _failed(mail: Mail, error: str, now: datetime, *, final: bool) -> bool:
    """Note it; True when the mail is given up."""
    logger.warning("mail %s (%s) was not sent: %s", mail.pk, mail.kind, error)
    if final or mail.attempts >= ATTEMPTS:
        _close(mail, Mail.Outcome.FAILED, now, error)
        message = f"A mail ({mail.kind}) was given up: {error}"
        raise_alert(kind=Alert.Kind.MAIL, subject=str(mail.pk), message=message, account=mail.account)
        return True
    wait = BACKOFF_SECONDS[min(mail.attempts, len(BACKOFF_SECONDS)) - 1]
    Mail.objects.filter(pk=mail.pk).update(last_error=error, next_attempt_at=now + timedelta(seconds=wait))
    if mail.attempts == ALERT_AT:
        message = f"Mail does not go out and is tried again: {error}"
        raise_alert(kind=Alert.Kind.MAIL, subject="transport", message=message)
    return False


def _close(mail: Mail, outcome: str, now: datetime, error: str = "") -> None:
    Mail.objects.filter(pk=mail.pk).update(outcome=outcome, done_at=now, last_error=error)


def _is_final(error: Exception) -> bool:
    """Whether the recipient's server has said no for good."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return False


def _words(error: Exception) -> str:
    """The kind of error and the server's number: its words may hold addresses."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = ", ".join(str(code) for code, _ in error.recipients.values())
        return f"the recipient was refused ({codes})"
    if isinstance(error, SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return type(error).__name__


def _enqueue(mail_id: uuid.UUID) -> None:
    try:
        current_app.send_task(TASK, args=[str(mail_id)], queue="interactive")
    except (OperationalError, OSError) as error:
        logger.warning("mail %s waits for the broker: %s", mail_id, error)
