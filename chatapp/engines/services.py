"""What staff do with the site's model. Every process reads the active one when an answer begins: nothing restarts."""

from __future__ import annotations

from dataclasses import asdict

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.audit.log import Fact, record
from chatapp.errors import RequestError

from . import local, sealing, trial
from .address import BadAddress, Server
from .drafts import Draft, fingerprint
from .models import ConnectedModel


class Untested(RequestError):
    """These very values were not tested with success."""


def list_models(*, draft: Draft, server: Server) -> None:
    """Put the models that `server` offers into the draft. Raises trial.TrialFailed."""
    draft.offered, draft.offered_by = {}, ""
    draft.offered = async_to_sync(trial.offered)(server)
    draft.offered_by = server.base_url
    if not draft.offered:
        raise RequestError(_("The server answers, but offers no model yet."))
    if draft.model not in draft.offered:
        draft.model = next(iter(draft.offered))


def test(*, user: User, draft: Draft, server: Server) -> None:
    """Let the model answer one short question. Raises trial.TrialFailed and BadAddress."""
    require_name(draft)
    draft.tested = ""
    facts = {"base_url": server.base_url, "model": draft.model}
    try:
        tried = async_to_sync(trial.ask)(server, draft.model)
    except trial.TrialFailed as failure:
        _tell("test", user, **facts, failed=failure.code)
        raise
    _tell("test", user, **facts, milliseconds=round(tried.total * 1000))
    draft.tried, draft.tested = asdict(tried), fingerprint(server, draft.model)


def look_for_local(*, draft: Draft) -> None:
    """Put the model servers of this machine into the draft."""
    found = async_to_sync(local.look)()
    draft.found = [asdict(server) | {"base_url": server.base_url} for server in found]


def connect(*, user: User, draft: Draft, server: Server, insisting: bool) -> ConnectedModel:
    """Let the draft's model answer from now on, in the place of the one before. Raises Untested and BadAddress.

    `insisting` connects what was not tested, or failed.
    """
    require_name(draft)
    tested = draft.tested == fingerprint(server, draft.model)
    if not tested and not insisting:
        raise Untested(_("Test these values first, or choose “Connect anyway”."))
    context = draft.offered.get(draft.model) if draft.offered_by == server.base_url else None
    try:
        with transaction.atomic():
            _end_active()
            row = ConnectedModel.objects.create(
                base_url=server.base_url,
                model=draft.model,
                sealed_key=sealing.seal(server.key),
                key_hint=sealing.hint(server.key),
                context=context or settings.ENGINE_CONTEXT,
                created_by=user,
            )
            _tell("connect", user, row.pk, base_url=row.base_url, model=row.model, tested=tested)
    except IntegrityError as error:
        raise RequestError(_("Somebody else connected a model at this moment. Please look again.")) from error
    return row


def disconnect(*, user: User) -> bool:
    """Go back to the embedded demo model; False when nothing was connected."""
    with transaction.atomic():
        ended = _end_active()
        if ended:
            _tell("disconnect", user)
    return ended


def require_name(draft: Draft) -> None:
    """Raises BadAddress when the draft names no model."""
    if not draft.model or not draft.model.isprintable():
        raise BadAddress("model", _("The model's name is needed, as the server calls it."))


def _end_active() -> bool:
    return ConnectedModel.objects.filter(active=True).update(active=False, ended_at=timezone.now()) > 0


def _tell(action: str, user: User, model_id: int | str = "", **facts: Fact) -> None:
    """In the audit log. Never a key."""
    record(action=f"model.{action}", actor_id=user.pk, object_type="model", object_id=model_id, facts=facts)
