"""What is known about people and invitations."""

from __future__ import annotations

import hashlib
from datetime import datetime

from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils import timezone

from chatapp.accounts.models import Invitation, User

SESSION_KEY = "invitation"


def with_address(address: str) -> User | None:
    """Whose address it is, in any case: the one that they sign in with, else one that they have besides."""
    address = address.lower()
    if (person := User.objects.filter(email=address).first()) is not None:
        return person
    others = EmailAddress.objects.filter(email=address).select_related("user")
    other = others.order_by("-verified").first()
    return other.user if other else None


def token_hash(token: str) -> str:
    """What is stored of an invitation's token: it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str, *, now: datetime | None = None) -> Invitation | None:
    """The unused, unexpired invitation that `token` opens."""
    return Invitation.objects.open(now or timezone.now()).filter(token_hash=token_hash(token)).first()


def carried_invitation(request: HttpRequest) -> Invitation | None:
    """The open invitation whose link this browser followed."""
    carried = request.session.get(SESSION_KEY)
    return Invitation.objects.open(timezone.now()).filter(pk=carried).first() if carried else None


def invitation_for(request: HttpRequest, *, email: str, verified: bool = False) -> Invitation | None:
    """The open invitation that `email` may use: the one carried here, or with `verified` any sent to it."""
    carried = carried_invitation(request)
    if carried and carried.email == email.lower():
        return carried
    return Invitation.objects.open(timezone.now()).filter(email=email.lower()).first() if verified else None
