"""What staff do to an answer, each with a reason, in one transaction with its entry in the audit log."""

from __future__ import annotations

import uuid
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.reasons import given
from chatapp.audit.log import record
from chatapp.errors import RequestError
from chatapp.leaving.selectors import is_leaving
from chatapp.live.requests import accepted
from chatapp.runs import again, by_staff, pages
from chatapp.runs.cancel import request_cancel
from chatapp.runs.models import Run


class AlreadyEnded(ValueError):
    """There is nothing to stop. The message is fit to be shown."""


@transaction.atomic
def cancel(*, run: Run, actor_id: uuid.UUID, reason: str) -> None:
    """Stop an answer that is being made: its person is told so, and it counts nothing. Asking twice asks once more, and
    is one entry. Raises ReasonNeeded and AlreadyEnded.
    """
    reason = given(reason)
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.status not in Run.OPEN:
        raise AlreadyEnded(_("This answer has ended already. Nothing was stopped."))
    if by_staff.mark(run):
        facts = {"user": str(run.user_id), "mode": run.mode, "status": run.status}
        _tell("run.cancelled", run, actor_id, reason, facts)
    # Its worker is told once the mark is there to be read.
    transaction.on_commit(partial(request_cancel, run=run))


@transaction.atomic
def rerun(*, run: Run, actor_id: uuid.UUID, reason: str) -> tuple[Run, bool]:
    """Have the question of an ended answer answered once more, beside it; False where that was done before.

    Raises ReasonNeeded, RequestError for who has asked to be erased, and what again.answer_again raises.
    """
    reason = given(reason)
    if is_leaving(run.user):
        raise RequestError(
            _("This person has asked to be erased: nothing more is made for them."), code="leaving"
        )
    made, is_new = again.answer_again(run=run)
    if is_new:
        _tell("run.rerun", run, actor_id, reason, {"user": str(run.user_id), "made": str(made.pk)})
        transaction.on_commit(partial(_show, made.pk))
    return made, is_new


def _show(run_id: uuid.UUID) -> None:
    """On the person's open pages, as if they had asked themselves on another one."""
    run = Run.objects.select_related("user", "conversation", "answer__parent", "hold").get(pk=run_id)
    with override(run.user.language or settings.LANGUAGE_CODE):
        pages.tell(run.user_id, accepted(run.user, run, run.client_id))


def _tell(action: str, run: Run, actor_id: uuid.UUID, reason: str, facts: dict[str, str]) -> None:
    record(action=action, actor_id=actor_id, object_type="run", object_id=run.pk, reason=reason, facts=facts)
