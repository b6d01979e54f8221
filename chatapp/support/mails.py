"""Mails that a person may get again: which there are, and sending one. Each goes to the address that is theirs now."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.mails.compose import compose
from billing.mails.kinds import KINDS, to_owner
from billing.mails.outbox import queue
from billing.models import Mail
from billing.reasons import given
from chatapp.accounts.adapter import AccountAdapter
from chatapp.accounts.models import User
from chatapp.audit.log import record
from chatapp.audit.models import AuditEntry

from .errors import SupportError

MOST_AN_HOUR = 3
SHOWN = 20
RESET = "reset"
CONFIRMATION = "confirmation"
ACTION = "mail.resent"


class Loud(AccountAdapter):
    """Says so when the mail server takes nothing, where a person's own page goes on without the mail."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        DefaultAccountAdapter.send_mail(self, template_prefix, email, context)


@dataclass(frozen=True, slots=True)
class Choice:
    """`code` is what the form sends; a mail of the outbox is known by its id."""

    code: str
    mail: Mail | None = None
    address: str = ""


def sent(user: User) -> list[Mail]:
    """The newest mails about the person's accounts, from the outbox."""
    return list(
        Mail.objects.filter(account__owner=user).select_related("account").order_by("-created_at")[:SHOWN]
    )


def choices(user: User) -> Iterator[Choice]:
    """What can be sent again. Nothing to somebody whose account is closed."""
    if not user.is_active:
        return
    for address in _unconfirmed(user):
        yield Choice(f"{CONFIRMATION}:{address.pk}", address=address.email)
    if user.has_usable_password():
        yield Choice(RESET, address=user.email)
    for mail in sent(user):
        # Those to staff, and invitations of others, are not this person's.
        known = KINDS.get(mail.kind)
        if known is not None and known.people is to_owner and mail.outcome != Mail.Outcome.WAITING:
            yield Choice(str(mail.pk), mail=mail)


def send_again(*, user: User, code: str, attempt: uuid.UUID, actor_id: uuid.UUID, reason: str) -> None:
    """Send one of `choices`. `attempt` is made once for a form, so that sending it twice sends one mail.

    It is in the log before it is sent. Raises ReasonNeeded, SupportError, and OSError (or its SMTPException) where the
    mail server does not take a mail that is sent at once.
    """
    reason = given(reason)
    choice = next((each for each in choices(user) if each.code == code), None)
    if choice is None:
        raise SupportError(_("Choose a mail that is in the list."))
    if choice.mail is not None and compose(choice.mail) is None:
        raise SupportError(_("What this mail is about has passed: it would not be sent."))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        mine = AuditEntry.objects.filter(object_type="user", object_id=str(user.pk), action=ACTION)
        if mine.filter(facts__attempt=str(attempt)).exists():
            return
        if mine.filter(at__gt=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR:
            raise SupportError(
                _("{most} mails an hour are sent again to one person. Wait a little.").format(
                    most=MOST_AN_HOUR
                )
            )
        mail = choice.mail
        if mail is not None:
            queue(kind=mail.kind, key=f"again:{mail.pk}:{attempt}", account=mail.account, facts=mail.facts)
        record(
            action=ACTION,
            actor_id=actor_id,
            object_type="user",
            object_id=user.pk,
            reason=reason,
            facts={"mail": mail.kind if mail else code.partition(":")[0], "attempt": str(attempt)},
        )
    if choice.mail is None:
        with override(user.language or settings.LANGUAGE_CODE):
            _send_at_once(user, code)


def _send_at_once(user: User, code: str) -> None:
    adapter = Loud()
    if code != RESET:
        address = EmailAddress.objects.get(pk=code.partition(":")[2], user=user)
        adapter.send_confirmation_mail(adapter.request, EmailConfirmationHMAC.create(address), signup=False)
        return
    # As allauth's own page makes the link (account/internal/flows/password_reset.py).
    token, uid = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user), user_pk_to_url_str(user)
    url = adapter.get_reset_password_from_key_url(f"{uid}-{token}")
    facts = {"user": user, "password_reset_url": url, "uid": uid, "key": token, "request": adapter.request}
    adapter.send_password_reset_mail(user, user.email, facts)


def _unconfirmed(user: User) -> list[EmailAddress]:
    return list(EmailAddress.objects.filter(user=user, verified=False).order_by("-primary", "pk"))
