"""Shutting a person out, and letting them in again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.accounts import account_for
from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import record
from chatapp.runs import pages
from chatapp.runs.cancel import cancel_unfinished
from chatapp.runs.models import Run

from . import lasting, mails
from .errors import ModerationError
from .models import Appeal, Suspension

LONGEST_WORDS = 1000  # characters


def suspend(*, person: User, actor: User, reason: str, words: str, days: int | None = None) -> Suspension:
    """Shut the person out, for so many days or, with None, until staff lift it. They read `words`, on the page that
    is left to them and in a mail; `reason` stays with staff. What is being answered stops, open pages close.

    Raises ReasonNeeded and ModerationError: for staff, for oneself, and for somebody who is suspended already.
    """
    reason, words = given(reason), to_person(words)
    now = timezone.now()
    refusal = _("Suspend for 1 to {most} days, or leave the days empty: until it is lifted.")
    until = lasting.until(days, now, refusal)
    # For the mail. Not with the person's row locked: who makes the account at the same time would wait for that.
    account_for(user_id=person.pk)
    with transaction.atomic():
        row = _locked(person)
        if row.pk == actor.pk:
            raise ModerationError(_("You cannot suspend yourself."))
        if row.is_staff or row.is_superuser:
            raise ModerationError(_("A member of the staff cannot be suspended. Take their roles first."))
        if row.is_suspended:
            raise ModerationError(_("This person is suspended already."))
        # One that has ended by itself.
        open_ones = Suspension.objects.filter(person=row, ended_at=None)
        for past in open_ones:
            past.ended_at = past.until or now
            past.save(update_fields=["ended_at"])
        made = Suspension.objects.create(
            person=row,
            reason=reason,
            words=words,
            begun_at=now,
            begun_by=actor,
            until=until,
        )
        row.suspended_at, row.suspended_until = now, made.until
        row.save(update_fields=["suspended_at", "suspended_until"])
        mails.queue_suspended(made)
        facts = {"suspension": str(made.pk), "until": made.until.isoformat() if made.until else None}
        _record("person.suspended", row, actor, reason, facts)
    # Another machine may have to stop an answer: not while the log is locked.
    cancel_unfinished(runs=Run.objects.filter(user=person))
    pages.close_all(person.pk)
    return made


@transaction.atomic
def lift(*, person: User, actor: User, reason: str) -> None:
    """Let the person in again, now; an appeal that waits is decided by that. Raises ReasonNeeded, ModerationError."""
    reason = given(reason)
    suspension = end(person=person, actor=actor, reason=reason)
    Appeal.objects.filter(suspension=suspension, state=Appeal.State.OPEN).update(
        state=Appeal.State.LIFTED, decided_at=suspension.ended_at, decided_by=actor
    )
    mails.queue_lifted(suspension)
    _record("person.suspension_lifted", suspension.person, actor, reason, {"suspension": str(suspension.pk)})


def end(*, person: User, actor: User, reason: str) -> Suspension:
    """The suspension that holds, ended, in the caller's transaction. Raises ModerationError where none does."""
    row = _locked(person)
    suspension = Suspension.objects.filter(person=row, ended_at=None).first()
    if suspension is None or not row.is_suspended:
        raise ModerationError(_("This person is not suspended (any more)."))
    suspension.ended_at, suspension.ended_by, suspension.end_reason = timezone.now(), actor, reason
    suspension.save(update_fields=["ended_at", "ended_by", "end_reason"])
    row.suspended_at = row.suspended_until = None
    row.save(update_fields=["suspended_at", "suspended_until"])
    suspension.person = row
    return suspension


def current(person: User) -> Suspension | None:
    """The suspension that holds now, with its appeal if there is one."""
    if not person.is_suspended:
        return None
    return Suspension.objects.select_related("appeal").filter(person=person, ended_at=None).first()


def to_person(words: str) -> str:
    """What the person is told, without blanks around it. Raises ModerationError."""
    words = words.strip()
    if not 1 <= len(words) <= LONGEST_WORDS:
        problem = _("Say to the person why, in at most {longest} characters.")
        raise ModerationError(problem.format(longest=LONGEST_WORDS))
    return words


def _locked(person: User) -> User:
    row = User.objects.select_for_update().filter(pk=person.pk).first()
    if row is None:
        raise ModerationError(_("This person is gone."))
    return row


def _record(action: str, person: User, actor: User, reason: str, facts: dict[str, str | None]) -> None:
    record(
        action=action,
        actor_id=actor.pk,
        object_type="user",
        object_id=person.pk,
        reason=reason,
        facts=facts,
    )
