"""Adding to the block list, and taking off it. Nobody locks out staff, themselves or everybody."""

from __future__ import annotations

import ipaddress
import uuid

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import record

from . import entries, lasting
from .errors import ModerationError
from .models import Block


@transaction.atomic
def add(
    *,
    kind: str,
    value: str,
    reason: str,
    days: int | None = None,
    actor: User | None = None,
    client: str = "",
) -> Block:
    """Block it from now on, for so many days or, with None, until it is taken off. `client` is the actor's own network
    address; `actor` None is the command line. Raises ReasonNeeded and ModerationError.
    """
    reason = given(reason)
    value = entries.plain(kind, value)
    now = timezone.now()
    refusal = _("Block for 1 to {most} days, or leave the days empty: until it is taken off.")
    until = lasting.until(days, now, refusal)
    _keep_the_door_open(kind, value, client)
    Block.objects.filter(kind=kind, value=value, until__lte=now).delete()
    try:
        with transaction.atomic():
            row = Block.objects.create(
                kind=kind,
                value=value,
                reason=reason,
                until=until,
                added_by=actor,
            )
    except IntegrityError:
        words = _("{value} is on the list already. Take it off first to change it.")
        raise ModerationError(words.format(value=value)) from None
    _record("block.added", row, actor, reason)
    return row


@transaction.atomic
def remove(*, block_id: uuid.UUID, reason: str, actor: User | None = None) -> Block:
    """Take an entry off the list. Raises ReasonNeeded and ModerationError."""
    reason = given(reason)
    row = Block.objects.select_for_update().filter(pk=block_id).first()
    if row is None:
        raise ModerationError(_("Somebody has taken this off the list already."))
    Block.objects.filter(pk=row.pk).delete()
    _record("block.removed", row, actor, reason)
    return row


def _keep_the_door_open(kind: str, value: str, client: str) -> None:
    """Raises ModerationError for what would lock out staff, or this machine itself."""
    if kind == Block.Kind.NETWORK:
        network = entries.network_of(value)
        own = entries.client(client)
        if any(network.overlaps(each) for each in _loopback() if each.version == network.version):
            raise ModerationError(_("This machine itself is in {network}.").format(network=network))
        if own is not None and own.version == network.version and own in network:
            words = _("You are in {network} yourself: you could not sign in again.")
            raise ModerationError(words.format(network=network))
        return
    with_it = entries.domains_with if kind == Block.Kind.DOMAIN else entries.addresses_with
    if kind == Block.Kind.DOMAIN:
        for domain in settings.SIGNUP_DOMAINS:
            if value in with_it(domain):
                words = _("SIGNUP_DOMAINS lets {value} in. Change that setting instead.")
                raise ModerationError(words.format(value=domain))
    # As they would be looked up: one address has several spellings.
    staff = User.objects.filter(is_staff=True).values_list("email", flat=True)
    if any(value in with_it(email) for email in staff):
        words = _("A member of the staff has an address at {value}.")
        raise ModerationError(words.format(value=value))


def _loopback() -> list[entries.Network]:
    return [ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128")]


def _record(action: str, row: Block, actor: User | None, reason: str) -> None:
    """Without the value: an address names somebody."""
    facts = {"kind": row.kind, "until": row.until.isoformat() if row.until else None}
    record(
        action=action,
        actor_id=actor.pk if actor else None,
        object_type="block",
        object_id=row.pk,
        reason=reason,
        facts=facts,
    )
