"""Where allauth asks the product: who may sign up, what a new person gets, what happens without mail."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.account.utils import user_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chatapp.accounts import services
from chatapp.accounts.policy import refusal
from chatapp.accounts.preferences import services as preferences
from chatapp.accounts.selectors import SESSION_KEY, carried_invitation, invitation_for
from chatapp.accounts.welcome import queue_welcome
from chatapp.moderation import blocked

log = logging.getLogger(__name__)


def _closed(request: HttpRequest, reason: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(
        render(request, "account/signup_closed.html", {"reason": reason}, status=403)
    )


def _admit(request: HttpRequest, user: Any, *, verified: bool = False) -> None:
    """Uses up the invitation that let `user` in, if one did, and welcomes them."""
    invitation = invitation_for(request, email=user.email, verified=verified)
    if invitation:
        services.use_invitation(invitation=invitation)
        request.session.pop(SESSION_KEY, None)
    services.welcome(user=user)
    spoken = get_language()
    if spoken and spoken != settings.LANGUAGE_CODE:
        # Mails that no request sends would not know it.
        preferences.change(user=user, language=spoken)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with e-mail and password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Without an invitation an invite-only house shows its closed page; domains are checked by the form."""
        return settings.SIGNUP != "invite" or carried_invitation(request) is not None

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Every way in passes here: password, passkey, single sign-on."""
        if blocked.is_blocked_address(user.email):
            clear_login(request)
            return render(request, "moderation/closed.html", status=403)
        return super().pre_login(request, user, **kwargs)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        invited = invitation_for(request, email=form.cleaned_data["email"]) is not None
        try:
            with transaction.atomic():
                user = super().save_user(request, user, form, commit)
                _admit(request, user)
        except services.InvitationUsed as error:
            raise _closed(request, str(error)) from None
        except IntegrityError:
            # Two clicks on 'Sign up': the first made the account, so the second goes on to sign in.
            raise ImmediateHttpResponse(redirect("account_login")) from None
        if invited:
            self.stash_verified_email(request, user.email)
            queue_welcome(user=user)
        return user

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """A changed address may meanwhile have become another account's, unconfirmed; then it stays theirs."""
        verified = EmailAddress.objects.filter(user=email_address.user, verified=True)
        try:
            with transaction.atomic():
                is_first = not verified.exists()
                done = super().confirm_email(request, email_address)
                if done and is_first:
                    queue_welcome(user=email_address.user)
                return done
        except IntegrityError:
            self.add_message(
                request,
                messages.ERROR,
                message=_("{email} belongs to another account already.").format(email=email_address.email),
            )
            return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away fails the mail, not the page."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("A mail (%s) could not be sent.", template_prefix)
            self.add_message(
                self.request,
                messages.ERROR,
                message=_("We could not send you an e-mail just now. Please try again in a few minutes."),
            )


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts through single sign-on (OpenID Connect), under the same policy.

    allauth joins such a sign-in to an existing account only by an address that the provider calls verified.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Raises the closed page, with its reason, when the provider's address is refused."""
        address = sociallogin.email_addresses[0] if sociallogin.email_addresses else None
        if address is None:
            return settings.SIGNUP != "invite"
        invited = invitation_for(request, email=address.email, verified=address.verified) is not None
        reason = blocked.refusal(address.email) or refusal(
            policy=settings.SIGNUP, domains=settings.SIGNUP_DOMAINS, email=address.email, invited=invited
        )
        if reason:
            raise _closed(request, reason)
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        name = data.get("name") or " ".join(filter(None, (data.get("first_name"), data.get("last_name"))))
        user.name = "".join(character for character in str(name) if character.isprintable())[:150].strip()
        return user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        if form is not None:
            return super().save_user(request, sociallogin, form)  # which saves, and admits, as above
        try:
            with transaction.atomic():
                user = super().save_user(request, sociallogin)
                email = user_email(user)
                verified = any(a.verified and a.email == email for a in sociallogin.email_addresses)
                _admit(request, user, verified=verified)
                if verified:
                    queue_welcome(user=user)
        except services.InvitationUsed as error:
            raise _closed(request, str(error)) from None
        return user

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        for address in sociallogin.email_addresses:
            # Some providers send the word "false", which would count as yes.
            address.verified = address.verified in (True, "true")
        return super().authenticate_by_email(sociallogin)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("settings")

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> None:
        error, exception = details.get("error"), details.get("exception")
        log.warning("Single sign-on failed: %s %s", error, type(exception).__name__ if exception else "")
