"""A thinking answer that waits for its turn becomes a fast one: the same question, the same place, another hold."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing import accounts, quota
from chatapp.accounts.models import User
from chatapp.conversations import selectors
from chatapp.errors import NotFound, RequestError
from chatapp.observing.carrying import kept

from . import choosing, held, request, seeing
from .enqueue import enqueue
from .lease import HOLD_SECONDS
from .models import Run
from .services import answering_profile, is_slowed, refuse_when_full
from .turns import place


def use_fast(*, user: User, run_id: UUID) -> Run:
    """Answer the person's waiting run fast instead; one that is fast already stays as it is.

    The thinking unit comes back and a fast one is held, in one transaction: refused, it goes on waiting. Raises
    billing's quota.Refused and RequestError: NotFound, begun, paused, Busy, no_engine, switched_off.
    """
    known = Run.objects.filter(pk=run_id, user=user).select_related("hold").first()
    if known is None or known.hold is None or known.answer_id is None:
        raise NotFound(_("This answer does not exist."))
    # Before any lock: the worker of one that has begun locks the run first, and then the account.
    _need_waiting(known)
    with transaction.atomic():
        # The account first, then the run: start_run's order.
        account = accounts.lock(known.hold.account_id)
        runs = Run.objects.select_related("hold", "conversation", "answer__parent")
        run = runs.select_for_update(of=("self",)).get(pk=run_id)
        if run.mode == "fast":
            return run
        _need_waiting(run)
        held.need_going("fast")
        refuse_when_full("fast")
        quota.release(hold=run.hold, reason="made fast")
        run.hold = quota.reserve(
            account=account,
            user_id=user.pk,
            meter="fast",
            key=f"{run.hold.idempotency_key}:fast",
            ttl_seconds=HOLD_SECONDS,
        )
        chosen = choosing.kept(mode="fast", name=run.input.get("chosen", ""))
        question, profile, now = run.answer.parent, answering_profile("fast", chosen), timezone.now()
        seeing.need(profile, question)
        run.input = request.make_request(
            mode="fast",
            plan=accounts.effective_plan(account, now),
            profile=profile,
            history=request.history_before(question),
            question=question.text,
            files=request.files_of(question),
            instructions=selectors.instructions_for(run.conversation),
            personal=run.input.get("personal", ""),
            chosen=chosen,
        ) | kept(run.input)
        own = Run.objects.filter(user=user, mode="fast", status__in=Run.OPEN).count()
        run.mode, run.strategy = "fast", run.input["strategy"]
        run.model, run.embedded = profile.name, profile.kind == "embedded"
        run.enqueued_at = now
        run.turn_at = place(now, mode="fast", plan=run.hold.plan, own=own, slowed=is_slowed(account))
        run.save()
        transaction.on_commit(partial(enqueue, run_id=run.pk, mode="fast"))
    return run


def _need_waiting(run: Run) -> None:
    if run.mode != "fast" and (run.status != Run.Status.QUEUED or run.started_at is not None):
        raise RequestError(_("This answer has begun already."), code="begun")
