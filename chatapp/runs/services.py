"""Starting a run: one transaction from the question to the hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing import accounts, quota, slowdowns
from billing.models import BillingAccount, UsageHold
from billing.paying import payer_for
from chatapp.accounts.models import User
from chatapp.accounts.preferences.selectors import instructions_of
from chatapp.attachments import sending
from chatapp.attachments.present import part
from chatapp.controls import state
from chatapp.conversations import selectors
from chatapp.conversations import services as conversations
from chatapp.conversations.models import Conversation, Message
from chatapp.errors import Busy, NotFound, RequestError
from chatapp.observing.carrying import carried
from reasoning.engines.profiles import ModelProfile
from reasoning.errors import EngineError
from reasoning.routing.effort import Effort
from reasoning.routing.router import Mode

from . import choosing, held, request, roster, routing, seeing
from .enqueue import enqueue
from .lease import HOLD_SECONDS
from .models import Run
from .said import said
from .turns import SECONDS_A_RUN, place

MODES = (routing.AUTO, "fast", "think")


@dataclass(frozen=True, slots=True)
class Started:
    """A run with its conversation and messages; `created` is False when the client_id was known."""

    run: Run
    created: bool


def start_run(
    *,
    user: User,
    client_id: str,
    text: str,
    mode: str,
    conversation_id: UUID | None = None,
    parent_id: UUID | None = None,
    question_id: UUID | None = None,
    effort: Effort = "standard",
    model: str = "",
    files: Sequence[UUID] = (),
) -> Started:
    """Store the question, hold the allowance and queue the run, or do nothing at all.

    The mode `auto` becomes fast or think (routing.py), and from here on the run is one of that mode. With
    `question_id` that question of the conversation gets one more answer, and `text` and `parent_id` are its own.
    `model` names one of the mode's models (choosing.py); Auto takes the first. The same client_id again returns the
    same run. `files` are attached to the question, which then needs no text. Raises billing's quota.Refused (no
    allowance left) and RequestError: NotFound (conversation, parent or question), BadText, Busy (queue full),
    unknown_mode, unknown_model, model_not_in_plan, no_engine, switched_off, no_file, too_many_files, no_vision.
    """
    if mode not in MODES:
        raise RequestError(
            _("There is no mode {mode}; choose {modes}.").format(
                mode=repr(mode[:20]), modes=", ".join(MODES)
            ),
            code="unknown_mode",
        )
    state.fresh()
    if question_id is None:
        text = conversations.clean_text(text) if text.strip() or not files else ""
    with transaction.atomic():
        # Its row stays locked: of twenty equal requests at once, one gets past the next line.
        account = accounts.lock(_paying_account(user, conversation_id).pk)
        if known := _known(user, client_id):
            return Started(known, created=False)
        if question_id is None:
            taken = sending.take(user=user, ids=files, conversation_id=conversation_id)
            conversation, question, answer = conversations.add_question(
                user=user,
                account=account,
                conversation_id=conversation_id,
                parent_id=parent_id,
                text=text,
                attached=[part(row) for row in taken],
            )
            sending.bind(attachments=taken, message=question)
        else:
            conversation, question, answer = conversations.add_answer(
                user=user, conversation_id=conversation_id, question_id=question_id
            )
        history = request.history_before(question)
        plan = accounts.effective_plan(account)
        chosen = "" if mode == routing.AUTO else choosing.need(mode=mode, name=model, plan=plan)
        reserve = partial(_reserve, account, user, client_id)
        if mode == routing.AUTO:
            found = routing.choose(account=account, user=user, question=question.text, history=history)
            found = seeing.among(found, question)
            mode, route, hold = routing.reserve(found, reserve, is_full=is_full, is_held=held.is_held)
        else:
            route, hold = "", reserve(mode)
        refuse_when_full(mode)
        profile = answering_profile(mode, chosen)
        seeing.need(profile, question)
        asked = request.make_request(
            mode=mode,
            plan=plan,
            profile=profile,
            history=history,
            question=question.text,
            files=request.files_of(question),
            effort=effort,
            route=route,
            instructions=selectors.instructions_for(conversation),
            personal=instructions_of(user),
            chosen=chosen,
        )
        run = queue_run(
            user=user,
            account=account,
            conversation=conversation,
            answer=answer,
            client_id=client_id,
            mode=mode,
            profile=profile,
            asked=asked,
            plan=hold.plan,
            hold=hold,
        )
    return Started(run, created=True)


def queue_run(
    *,
    user: User,
    account: BillingAccount,
    conversation: Conversation,
    answer: Message,
    client_id: str,
    mode: str,
    profile: ModelProfile,
    asked: dict[str, Any],
    plan: str,
    hold: UsageHold | None = None,
    origin: str = Run.Origin.WEB,
) -> Run:
    """The last thing in a transaction: make the run, with its place in the queue, and have it worked on once all is
    stored. `plan` is the code of what its place is by. Raises RequestError `suspended`.
    """
    now = timezone.now()
    own = Run.objects.filter(user=user, mode=mode, status__in=Run.OPEN).count()
    run = Run.objects.create(
        user=user,
        conversation=conversation,
        answer=answer,
        hold=hold,
        origin=origin,
        client_id=client_id,
        mode=mode,
        strategy=asked["strategy"],
        model=profile.name,
        embedded=profile.kind == "embedded",
        input=asked | carried(),
        created_at=now,
        turn_at=place(now, mode=mode, plan=plan, own=own, slowed=is_slowed(account)),
    )
    _need_admitted(user)
    transaction.on_commit(partial(enqueue, run_id=run.pk, mode=mode))
    return run


def _need_admitted(user: User) -> None:
    """Raise RequestError `suspended` where the person was shut out since they were let in. With their row locked:
    whoever suspends them now waits for the run, and stops it.
    """
    if User.objects.select_for_update(no_key=True).get(pk=user.pk).is_suspended:
        raise RequestError(
            _("This account is suspended. Reload the page to read why, and to answer."), code="suspended"
        )


def refuse_when_full(mode: str) -> None:
    """Raise Busy, with an estimate of the wait, when more runs wait than the workers will soon serve."""
    if is_full(mode):
        if held.is_paused(mode):
            raise Busy(_("Answers of this kind are paused, and many wait already. Please try again later."))
        lanes = settings.INTERACTIVE_CONCURRENCY if mode == "fast" else settings.THINKING_CONCURRENCY
        minutes = max(1, round(_waiting(mode) * SECONDS_A_RUN[mode] / lanes / 60))
        raise Busy(
            _("Many people are asking right now. Please try again in about {minutes} min.").format(
                minutes=minutes
            )
        )


def is_full(mode: str) -> bool:
    """Whether so many runs wait that no more are taken."""
    return _waiting(mode) >= settings.QUEUE_LIMIT


def _waiting(mode: str) -> int:
    return Run.objects.filter(status=Run.Status.QUEUED, mode=mode).count()


def is_slowed(account: BillingAccount) -> bool:
    """Whether the account's answers wait longer this month."""
    return slowdowns.current(account, timezone.now()) is not None


def _reserve(account: BillingAccount, user: User, client_id: str, meter: str) -> UsageHold:
    gone = NotFound(_("This message was answered in a conversation that has been deleted since."))
    try:
        hold = quota.reserve(
            account=account,
            user_id=user.pk,
            meter=meter,
            key=f"{user.pk}:{client_id}",
            ttl_seconds=HOLD_SECONDS,
        )
    except ValueError:
        raise gone from None  # it was used before, in another mode or for another account
    if hold.state != hold.State.HELD:
        raise gone
    return hold


def answering_profile(mode: Mode, chosen: str = "") -> ModelProfile:
    """The model that answers in `mode` now, or the one `chosen` for it. Raises RequestError no_engine, switched_off."""
    try:
        return roster.profile(mode, chosen)
    except EngineError as error:
        off = error.code == roster.SWITCHED_OFF
        raise RequestError(said(error.message), code=error.code if off else "no_engine") from error


def _known(user: User, client_id: str) -> Run | None:
    return (
        Run.objects.select_related("conversation", "answer__parent")
        .filter(user=user, client_id=client_id)
        .first()
    )


def _paying_account(user: User, conversation_id: UUID | None) -> BillingAccount:
    if conversation_id is None:
        return payer_for(user.pk)
    return selectors.get_conversation(user, conversation_id).account
