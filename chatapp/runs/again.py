"""Staff have an answer made again: the same question, asked in the same way, at the installation's expense.

There is no hold: nothing counts on any of the person's meters, and no credit stands in their ledger that they did not
ask for. What it costs is in its engine calls, as for every answer.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing import accounts, spend
from billing.models import BillingAccount
from billing.refusals import Suspended
from chatapp.conversations import selectors
from chatapp.conversations import services as conversations
from chatapp.errors import NotFound, RequestError

from . import choosing, held, request, seeing
from .models import Run
from .services import answering_profile, queue_run, refuse_when_full


def answer_again(*, run: Run) -> tuple[Run, bool]:
    """One more answer beside the ended `run`, and whether it was begun now: a run is made again once, and what came of
    that may be made again in its turn.

    Mode, budget, way to think and instructions are those of `run`; the model is its own while it is there, else the
    mode's first. Raises billing's quota.Refused (a suspended account, the day's ceiling) and RequestError: NotFound
    (no question any more), running, suspended, paused, Busy, no_engine, switched_off, no_vision.
    """
    client_id = f"again-{run.pk.hex}"
    if run.conversation is None or run.answer is None or run.answer.parent_id is None:
        raise NotFound(_("There is no question to answer any more."))
    with transaction.atomic():
        # Its row stays locked: of two equal requests at once, one gets past the next line.
        account = accounts.lock(run.conversation.account_id)
        if known := Run.objects.filter(user=run.user_id, client_id=client_id).first():
            return known, False
        _need_ended(run)
        _need_open(run, account)
        held.need_going(run.mode)
        refuse_when_full(run.mode)
        profile = answering_profile(run.mode, choosing.kept(mode=run.mode, name=run.input.get("chosen", "")))
        conversation, question, answer = conversations.add_answer(
            user=run.user, conversation_id=run.conversation_id, question_id=run.answer.parent_id
        )
        seeing.need(profile, question)
        asked = request.remake(
            run.input,
            mode=run.mode,
            profile=profile,
            history=request.history_before(question),
            question=question.text,
            files=request.files_of(question),
            instructions=selectors.instructions_for(conversation),
        )
        made = queue_run(
            user=run.user,
            account=account,
            conversation=conversation,
            answer=answer,
            client_id=client_id,
            mode=run.mode,
            profile=profile,
            asked=asked | {"seed": secrets.randbelow(2**31)},
            plan=accounts.effective_plan(account).code,
            origin=Run.Origin.STAFF,
        )
    return made, True


def _need_ended(run: Run) -> None:
    siblings = Run.objects.filter(answer__parent=run.answer.parent_id, status__in=Run.OPEN)
    if siblings.exists():
        raise RequestError(_("An answer to this question is being made already."), code="running")


def _need_open(run: Run, account: BillingAccount) -> None:
    """What would stop the person from asking stops staff from asking for them."""
    if not run.user.is_active or run.user.is_suspended:
        raise RequestError(_("The person’s account is closed or suspended."), code="suspended")
    if settings.BILLING and account.suspended_at is not None:
        raise Suspended(meter=run.mode)
    spend.refuse_over_ceiling(meter=run.mode, now=timezone.now())
