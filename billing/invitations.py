"""Invitations to a team, read: the token in the mail, what became of one, how its address is shown to others."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import BillingAccount, TeamInvitation

SALT = "billing.team-invitation"
# Mail to strangers is sent in the installation's name, so a team cannot send any amount of it.
A_DAY = 30
A_DAY_FOR_EACH_SEAT = 3
A_DAY_TO_ONE_ADDRESS = 5


def new_token(invitation: TeamInvitation) -> str:
    """The token of an invitation: 256 bits that follow from its id and SECRET_KEY.

    So it need not be stored: the database alone opens no door, and the mail can be written again.
    """
    return _token(invitation, settings.SECRET_KEY)


def token_of(invitation: TeamInvitation) -> str:
    """The token that was sent, also where SECRET_KEY was changed since. Raises LookupError when it is lost."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _token(invitation, secret)
        if constant_time_compare(hash_of(token), invitation.token_hash):
            return token
    raise LookupError("The key that made this invitation's token is gone.")


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def find(token: str) -> TeamInvitation | None:
    """The invitation that a token is for, whatever became of it."""
    return TeamInvitation.objects.select_related("account").filter(token_hash=hash_of(token)).first()


def is_open(invitation: TeamInvitation, now: datetime | None = None) -> bool:
    """Whether it is neither used, nor expired or withdrawn."""
    return invitation.used_at is None and invitation.expires_at > (now or timezone.now())


def mask(email: str) -> str:
    """Enough of an address for its owner to know it: `anna@example.org` is `a•••@e•••.org`."""
    name, _, host = email.partition("@")
    first, dot, last = host.rpartition(".")
    return f"{name[:1]}•••@{(first or last)[:1]}•••{dot}{last if dot else ''}"


def plain(name: str) -> str:
    """A name as it may stand in a mail to strangers: one line, nothing that is invisible or turns the text round."""
    return " ".join("".join(each if each.isprintable() else " " for each in name).split())


def left_today(account: BillingAccount, email: str, now: datetime) -> int:
    """How many invitations the team may still send to the address on this day."""
    lately = TeamInvitation.objects.filter(account=account, created_at__gt=now - timedelta(days=1))
    seats = 100 if account.seats is None else account.seats
    of_all = A_DAY + A_DAY_FOR_EACH_SEAT * seats - lately.count()
    return min(of_all, A_DAY_TO_ONE_ADDRESS - lately.filter(email=email).count())


def _token(invitation: TeamInvitation, secret: str | bytes) -> str:
    digest = salted_hmac(SALT, str(invitation.pk), secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
