"""Everything that writes about people: invitations, what a new person gets, the first owner."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.adapter import get_adapter as get_sessions_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.accounts import account_for, start_trial
from billing.plans import plan
from chatapp.accounts.models import Invitation, User
from chatapp.accounts.selectors import token_hash
from chatapp.moderation import blocked
from chatapp.staff.services import grant_role

INVITATION_DAYS = 7


class AccountsError(Exception):
    """A request about people that cannot be met. The message is fit to be shown.

    AccountsError
     +- InvitationUsed
    """


class InvitationUsed(AccountsError):
    """Somebody used this invitation a moment earlier."""


@transaction.atomic
def invite(
    *, email: str, invited_by: User | None = None, now: datetime | None = None
) -> tuple[Invitation, str]:
    """An invitation for `email` and its token, which is not stored. Earlier ones for the address are closed.

    Raises AccountsError when `email` is no address or already has an account.
    """
    now = now or timezone.now()
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise AccountsError(f"{email!r} is not an e-mail address.") from None
    if User.objects.filter(email=email).exists():
        raise AccountsError(f"{email} already has an account.")
    if problem := blocked.refusal(email):
        raise AccountsError(problem)
    Invitation.objects.open(now).filter(email=email).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        token_hash=token_hash(token),
        invited_by=invited_by,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    return invitation, token


def send_invitation(*, invitation: Invitation, link: str) -> None:
    """Mails the link. Raises OSError (or its SMTPException) when the mail server does not take it."""
    context = {"link": link, "days": INVITATION_DAYS, "invited_by": invitation.invited_by}
    send_mail(
        f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{_('Your invitation')}",
        render_to_string("accounts/email/invitation.txt", context),
        None,
        [invitation.email],
    )


def use_invitation(*, invitation: Invitation) -> None:
    """Closes the invitation for good. Raises InvitationUsed when another sign-up was faster."""
    now = timezone.now()
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(used_at=now):
        raise InvitationUsed(_("This invitation has been used already."))


def welcome(*, user: User) -> None:
    """What a new person gets: a billing account, and in demo mode a Pro trial that says so."""
    account = account_for(user_id=user.pk)
    if settings.DEMO:
        start_trial(account=account, plan=plan("pro"), days=settings.DEMO_TRIAL_DAYS, now=timezone.now())


@transaction.atomic
def create_owner(*, email: str, password: str) -> User:
    """The first administrator: all rights and a verified address. The password has been validated.

    Raises AccountsError when `email` is no address or already has an account.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise AccountsError(f"{email!r} is not an e-mail address.") from None
    if User.objects.filter(email=email).exists():
        raise AccountsError(f"{email} already has an account.")
    user = User.objects.create_superuser(email, password)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    account_for(user_id=user.pk)
    grant_role(user=user, role="owner", actor_id=None, reason="create-owner")
    return user


def end_sessions(*, user: User) -> None:
    """Sign the person out everywhere."""
    get_sessions_adapter().end_sessions(list(UserSession.objects.filter(user=user)))
