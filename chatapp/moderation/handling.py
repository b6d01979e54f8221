"""What moderators do with a report. Each locks the report, so that of two at once the second learns of the first."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import record
from chatapp.conversations import sharing
from chatapp.conversations.models import Share
from chatapp.errors import NotFound
from chatapp.staff.closed import why_closed

from .errors import ModerationError
from .models import Report

# What a moderator may choose: a person takes back for themselves.
OUTCOMES = [outcome for outcome in Report.Outcome if outcome is not Report.Outcome.WITHDRAWN]


@transaction.atomic
def take(*, report: Report, actor: User, reason: str, held_by: str = "") -> None:
    """It is the actor's from now on. `held_by` is the id of who had it on the actor's page, "" for nobody: only from
    them it is taken over. Raises ReasonNeeded and ModerationError.
    """
    reason = given(reason)
    row = _open(report)
    holder = str(row.taken_by_id or "")
    if row.taken_by_id == actor.pk:
        raise ModerationError(_("You have taken this report already."))
    if row.state == Report.State.TAKEN and holder != held_by:
        raise ModerationError(_("{person} has just taken this report.").format(person=_name(row.taken_by)))
    row.state, row.taken_by, row.taken_at = Report.State.TAKEN, actor, timezone.now()
    row.save(update_fields=["state", "taken_by", "taken_at"])
    _record("report.taken", row, actor, reason, taken_over=bool(holder))


@transaction.atomic
def close(*, report: Report, actor: User, outcome: str, reason: str) -> None:
    """It is done with, and this came of it. Raises ReasonNeeded and ModerationError: for a report that somebody else
    has, and for an outcome that is not so.
    """
    reason = given(reason)
    row = _open(report)
    if row.state == Report.State.TAKEN and row.taken_by_id not in (actor.pk, None):
        words = _("{person} has taken this report. Take it over first, or leave it to them.")
        raise ModerationError(words.format(person=_name(row.taken_by)))
    if outcome not in OUTCOMES:
        raise ModerationError(_("Choose what came of it."))
    if outcome == Report.Outcome.LINK_ENDED and (row.share is None or link_of(row) is not None):
        raise ModerationError(_("There is a shared link still, or there never was one. End it first."))
    if outcome == Report.Outcome.SUSPENDED and not row.person.is_suspended:
        raise ModerationError(_("This person is not suspended. Suspend them first, on their page."))
    row.state, row.outcome, row.note = Report.State.CLOSED, outcome, reason
    row.closed_by, row.closed_at = actor, timezone.now()
    row.save(update_fields=["state", "outcome", "note", "closed_by", "closed_at"])
    _record("report.closed", row, actor, reason, outcome=outcome)


@transaction.atomic
def end_link(*, report: Report, actor: User, reason: str) -> None:
    """The shared page that the report is about leads nowhere from now on. Raises ReasonNeeded and ModerationError."""
    reason = given(reason)
    row = _open(report)
    share = link_of(row)
    if share is None:
        raise ModerationError(_("This link leads nowhere already."))
    try:
        sharing.revoke(user=share.user, share_id=share.pk)
    except NotFound as error:
        raise ModerationError(_("This link leads nowhere already.")) from error
    record(
        action="share.ended",
        actor_id=actor.pk,
        object_type="share",
        object_id=share.pk,
        reason=reason,
        facts={"report": str(row.pk), "person": str(row.person_id)},
    )


@transaction.atomic
def note_reading(*, report: Report, actor: User, reason: str) -> None:
    """Before what people wrote is shown. Raises ReasonNeeded, and ModerationError for what is closed to everybody."""
    reason = given(reason)
    conversation = report.message.conversation if report.message else None
    if words := why_closed(conversation=conversation, user_id=report.person_id):
        raise ModerationError(words)
    _record("report.content_viewed", report, actor, reason)


def link_of(report: Report) -> Share | None:
    """The shared link that a report is about, without what is under it; None once it was ended."""
    if report.share is None:
        return None
    return Share.objects.select_related("user").defer("snapshot").filter(pk=report.share).first()


def _open(report: Report) -> Report:
    """The report, locked. Raises ModerationError where it is closed."""
    row = (
        Report.objects.select_for_update(of=("self",))
        .select_related("person", "taken_by", "closed_by")
        .filter(pk=report.pk)
        .first()
    )
    if row is None:
        raise ModerationError(_("What was reported has been deleted, and the report with it."))
    if row.state == Report.State.CLOSED:
        who = _name(row.closed_by) if row.closed_by else _("The person themselves")
        raise ModerationError(_("{person} has closed this report already.").format(person=who))
    return row


def _name(user: User | None) -> str:
    return user.email if user else _("Somebody")


def _record(action: str, row: Report, actor: User, reason: str, **facts: Any) -> None:
    about: dict[str, Any] = {"person": str(row.person_id), "about": row.reason}
    if row.message_id:
        about["message"] = str(row.message_id)
    if row.share:
        about["share"] = str(row.share)
    record(
        action=action,
        actor_id=actor.pk,
        object_type="report",
        object_id=row.pk,
        reason=reason,
        facts={**about, **facts},
    )
