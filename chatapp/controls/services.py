"""Switching: each change has a reason, a row of its own, and an entry in the audit log."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.reasons import given
from chatapp.audit.log import record
from chatapp.errors import RequestError
from chatapp.runs import held

from . import names, state
from .models import Change, Control
from .values import OFF, Stored


class ChangedMeanwhile(RequestError):
    """Somebody else has changed it since it was looked at. The message says who, and is fit to be shown."""


class AsItIs(RequestError):
    """It stands so already."""


def close_site(
    *, texts: dict[str, str], until: datetime | None, version: int, actor_id: uuid.UUID | None, reason: str
) -> Change:
    """Maintenance. Answers that are being made finish. Raises ReasonNeeded, ChangedMeanwhile, AsItIs."""
    value = {"on": True, "texts": texts, "until": until.isoformat() if until else None}
    return change(names.MAINTENANCE, value, version=version, actor_id=actor_id, reason=reason)


def open_site(*, version: int, actor_id: uuid.UUID | None, reason: str) -> Change:
    """The end of maintenance."""
    return change(names.MAINTENANCE, {}, version=version, actor_id=actor_id, reason=reason)


def pause_queue(
    *, mode: str, until: datetime | None, version: int, actor_id: uuid.UUID | None, reason: str
) -> Change:
    """Begin no answers of `mode`. Those that are being made finish; those that wait keep their places."""
    since = timezone.now().isoformat()
    value = {"paused": True, "since": since, "until": until.isoformat() if until else None}
    return change(names.queue(mode), value, version=version, actor_id=actor_id, reason=reason)


def resume_queue(*, mode: str, version: int, actor_id: uuid.UUID | None, reason: str) -> Change:
    """Let the answers that wait begin, in their order."""
    return change(
        names.queue(mode),
        {},
        version=version,
        actor_id=actor_id,
        reason=reason,
        also=lambda: held.let_go(mode),
    )


def switch_model(*, model: str, off: bool, version: int, actor_id: uuid.UUID | None, reason: str) -> Change:
    """Let a model answer no more, or again. Answers that it is making finish; those that wait take the mode's next."""
    return change(
        names.model(model),
        OFF if off else {},
        version=version,
        actor_id=actor_id,
        reason=reason,
        also=(lambda: None) if off else held.let_all_go,
    )


def show_banner(*, value: Stored, version: int, actor_id: uuid.UUID | None, reason: str) -> Change:
    """Show a line on every page; `{}` takes it away."""
    return change(names.BANNER, value, version=version, actor_id=actor_id, reason=reason)


def change(
    name: str,
    value: Stored,
    *,
    version: int,
    actor_id: uuid.UUID | None,
    reason: str,
    also: Callable[[], None] = lambda: None,
) -> Change:
    """Let the control `name` have `value`, if it has been changed `version` times; `also` is done with it."""
    reason = given(reason)
    with transaction.atomic():
        Control.objects.get_or_create(pk=name)
        control = Control.objects.select_for_update().get(pk=name)
        if control.version != version:
            raise _changed_meanwhile(control)
        before = control.value
        if before == value:
            raise AsItIs(_("It stands so already: nothing was changed."))
        control.value = value
        control.version += 1
        control.save()
        made = Change.objects.create(
            control=control,
            version=control.version,
            actor_id=actor_id,
            reason=reason,
            before=before,
            after=value,
        )
        also()
        record(
            action=f"controls.{names.kind(name)}",
            actor_id=actor_id,
            object_type="control",
            object_id=name,
            reason=reason,
            facts={"version": made.version, "from": _flat(before), "to": _flat(value)},
        )
        transaction.on_commit(state.refresh)
    return made


def _changed_meanwhile(control: Control) -> ChangedMeanwhile:
    last = Change.objects.filter(control=control).select_related("actor").order_by("-version").first()
    who = last.actor.email if last and last.actor else _("the command line")
    return ChangedMeanwhile(
        _("Changed meanwhile by {who}: nothing of yours was done. Look at it again below.").format(who=who)
    )


def _flat(value: Stored) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
