"""What may be used, by whom it is allowed, and how a stored run is read as a trace."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from billing.accounts import accounts_of
from billing.models import BillingAccount
from billing.seats import MANAGERS, role_of
from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation
from chatapp.runs import store
from chatapp.runs.models import Run
from reasoning.traces import Trace
from reasoning.types import Turn

from .models import Consent, Selected, TeamRefusal

logger = logging.getLogger(__name__)
ENDED = (Run.Status.SUCCEEDED, Run.Status.FAILED, Run.Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class TeamRule:
    """A team of a person: whether it forbids the use, and whether the person may change that."""

    account: BillingAccount
    forbids: bool
    manages: bool


def allows(user: User) -> bool:
    """Whether the person allows it now."""
    return Consent.objects.filter(user=user, withdrawn_at=None).exists()


def team_rules(user: User) -> list[TeamRule]:
    """The teams that the person is in, by name."""
    teams = [each for each in accounts_of(user.pk) if each.kind == BillingAccount.Kind.TEAM]
    forbidding = set(TeamRefusal.objects.filter(account__in=teams).values_list("account_id", flat=True))
    return [TeamRule(each, each.pk in forbidding, role_of(each, user.pk) in MANAGERS) for each in teams]


def usable(*, since: datetime | None = None, manifest: int | None = None) -> QuerySet[Run]:
    """The thinking that has ended and may be used at this moment, oldest first: its person allows it and can still
    sign in to withdraw, no team that pays forbids it, and neither does the operator.

    `since` leaves out what ended before, `manifest` what is not in that version.
    """
    if settings.TRACES == "off":
        return Run.objects.none()
    consents = Consent.objects.filter(user=OuterRef("user"), withdrawn_at=None)
    refusals = TeamRefusal.objects.filter(account=OuterRef("conversation__account"))
    # What a team paid for stays its own where the conversation went on with another account; later answers there
    # build on it.
    refusing = TeamRefusal.objects.values("account")
    paid_by_one = Run.objects.filter(conversation=OuterRef("conversation"), hold__account__in=refusing)
    # What is to be gone tomorrow is not kept, and what another product's model said is not ours to give.
    private = Conversation.objects.filter(Q(temporary=True) | ~Q(source=""), pk=OuterRef("conversation"))
    runs = Run.objects.filter(
        Exists(consents),
        ~Exists(refusals),
        ~Exists(paid_by_one),
        ~Exists(private),
        mode="think",
        status__in=ENDED,
        user__is_active=True,
    )
    if since is not None:
        runs = runs.filter(finished_at__gte=since)
    if manifest is not None:
        chosen = Selected.objects.filter(in_version(manifest), run_id=OuterRef("pk"))
        runs = runs.filter(Exists(chosen))
    return runs.order_by("finished_at", "pk")


def in_version(number: int) -> Q:
    """The condition of Selected: it belongs to this version."""
    return Q(since__lte=number) & (Q(until=None) | Q(until__gt=number))


def selected(number: int) -> set[UUID]:
    """The ids of the runs of a version, those included that are gone since."""
    return set(Selected.objects.filter(in_version(number)).values_list("run_id", flat=True))


def turns_of(run: Run) -> tuple[Turn, ...]:
    """What the run was asked: the turns of people and the model. What a system prompt says is not for others: it may
    hold what a person told about themselves. Empty where the run's input was not kept, and where files were attached:
    they may be anybody's.
    """
    if run.input.get("attached"):
        return ()
    turns = tuple(Turn(**turn) for turn in run.input.get("turns", ()))
    return tuple(turn for turn in turns if turn.role != "system")


def trace_of(run: Run) -> Trace | None:
    """The run as training sees it; None where it left no events or no question, or where they cannot be read."""
    try:
        turns, entries = turns_of(run), store.load_entries(run)
        state = store.state_of(run, entries)
    except (ValueError, TypeError, KeyError) as error:
        logger.warning("run %s cannot be read as a trace: %s", run.pk, type(error).__name__)
        return None
    if not turns or not entries:
        return None
    # Runs from before this was noted have what their row says.
    known = {"model": run.model, "strategy": run.strategy, "prompt": run.input.get("prompt_version", "")}
    return Trace(turns, tuple(entries), state, tuple(run.made_by or [known]))
