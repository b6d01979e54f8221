"""The mail about what staff did to a person's sessions."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from billing.mails.content import Content
from billing.mails.kinds import KINDS, Facts, Kind
from billing.mails.samples import SAMPLES

SIGNED_OUT = "signed_out"


def signed_out(facts: Facts) -> Content:
    """To the person, at the address that they sign in with."""
    return Content(
        subject=_("You were signed out everywhere"),
        heading=_("You were signed out everywhere"),
        lines=(
            _(
                "The people who run this site ended all of your sessions. Nothing of yours was changed: sign in again"
                " as usual."
            ),
        ),
        action=(_("Sign in"), reverse("account_login")),
        note=_("If you did not ask for that, ask them why, and change your password."),
    )


def register() -> None:
    """Make the mail known to billing, which knows of no sessions."""
    KINDS[SIGNED_OUT] = Kind(signed_out)
    SAMPLES["signed-out"] = (SIGNED_OUT, {})
