"""Forms that allauth shows, with the product's sign-up rule added."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount import forms as socialaccount
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatapp.accounts.models import User
from chatapp.accounts.policy import refusal
from chatapp.accounts.selectors import invitation_for
from chatapp.moderation import blocked


class SignupRule:
    """Adds the sign-up policy to a form with an e-mail field."""

    def clean_email(self) -> str:
        email = super().clean_email()
        invited = invitation_for(context.request, email=email) is not None
        problem = blocked.refusal(email) or refusal(
            policy=settings.SIGNUP, domains=settings.SIGNUP_DOMAINS, email=email, invited=invited
        )
        if problem:
            raise forms.ValidationError(problem, code="signup_refused")
        return email


class SignupForm(SignupRule, account.SignupForm):
    """Sign-up with e-mail and password."""


class SocialSignupForm(SignupRule, socialaccount.SignupForm):
    """Sign-up through single sign-on, where the provider gave no address that can be used."""


class AddEmailForm(account.AddEmailForm):
    """A change of address: from a confirmed one, and in a house for certain domains not out of them."""

    def clean_email(self) -> str:
        if not EmailAddress.objects.filter(user=self.user, verified=True).exists():
            # allauth would drop the only address at once, before the new one is known to work.
            raise forms.ValidationError(_("Please confirm your present address first."), code="unconfirmed")
        email = super().clean_email()
        if problem := blocked.refusal(email):
            raise forms.ValidationError(problem, code="blocked")
        if settings.SIGNUP == "domains":
            problem = refusal(policy="domains", domains=settings.SIGNUP_DOMAINS, email=email, invited=False)
            if problem:
                raise forms.ValidationError(problem, code="signup_refused")
        return email


class NameForm(forms.ModelForm):
    """What a person is called."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": gettext_lazy("Name")}
        widgets: dict[str, Any] = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
