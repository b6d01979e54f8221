"""A suspended person's word on it, and what staff decide."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import record
from chatapp.conversations.services import storable_lines

from . import mails, suspending
from .errors import ModerationError
from .models import Appeal

LONGEST = 2000  # characters
ROWS = 50


@transaction.atomic
def appeal(*, person: User, text: str) -> Appeal:
    """Keep the person's note, instead of the one before. Raises ModerationError: without words, with too many, once
    it is decided, and where nothing is suspended any more.
    """
    text = storable_lines(text).strip()
    if not 1 <= len(text) <= LONGEST:
        raise ModerationError(_("Write something, in at most {longest} characters.").format(longest=LONGEST))
    suspension = suspending.current(person)
    if suspension is None:
        raise ModerationError(_("Your account is not suspended any more."))
    row, is_new = Appeal.objects.select_for_update().get_or_create(
        suspension=suspension, defaults={"text": text}
    )
    if row.state != Appeal.State.OPEN:
        raise ModerationError(_("This has been decided. Your note stays as it was."))
    if not is_new:
        row.text, row.changed_at = text, timezone.now()
        row.save(update_fields=["text", "changed_at"])
    return row


@transaction.atomic
def decide(*, appeal_id: uuid.UUID, actor: User, lifts: bool, words: str, reason: str) -> Appeal:
    """Lift the suspension, or let it stay; the person gets `words`, `reason` stays with staff. Raises ReasonNeeded
    and ModerationError.
    """
    reason, words = given(reason), suspending.to_person(words)
    # The person first, as who lifts a suspension without its appeal does: the other order would be a deadlock.
    User.objects.select_for_update(of=("self",)).filter(suspensions__appeal=appeal_id).first()
    row = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("suspension__person", "decided_by")
        .filter(pk=appeal_id)
        .first()
    )
    if row is None:
        raise ModerationError(_("This person is gone."))
    if row.state != Appeal.State.OPEN:
        who = row.decided_by.email if row.decided_by else _("Somebody")
        raise ModerationError(_("{person} has decided this already.").format(person=who))
    if lifts:
        suspending.end(person=row.suspension.person, actor=actor, reason=reason)
    row.state = Appeal.State.LIFTED if lifts else Appeal.State.UPHELD
    row.words, row.decided_at, row.decided_by = words, timezone.now(), actor
    row.save(update_fields=["state", "words", "decided_at", "decided_by"])
    mails.queue_decided(row)
    record(
        action="appeal.granted" if lifts else "appeal.refused",
        actor_id=actor.pk,
        object_type="user",
        object_id=row.suspension.person_id,
        reason=reason,
        facts={"appeal": str(row.pk), "suspension": str(row.suspension_id)},
    )
    return row


def waiting() -> list[Appeal]:
    """Those that nobody has decided, ROWS at most, the oldest first."""
    rows = Appeal.objects.select_related("suspension__person").filter(state=Appeal.State.OPEN)
    return list(rows.order_by("created_at", "pk")[:ROWS])
