"""The two mails of leaving: that it is under way, and that it is done."""

from __future__ import annotations

from django.template.defaultfilters import date
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from billing.mails.content import Content
from billing.mails.kinds import KINDS, Facts, Kind
from billing.mails.samples import SAMPLES

LEAVING = "leaving"


def leaving(facts: Facts) -> Content:
    """To the person, at the address that they sign in with."""
    day = date(parse_datetime(facts["erase_at"]), "DATE_FORMAT")
    return Content(
        subject=_("Your account will be deleted"),
        heading=_("Your account will be deleted on {day}").format(day=day),
        lines=(
            _(
                "You asked us to delete your account. You are signed out everywhere, nothing more is charged, and your"
                " shared links are closed."
            ),
            _(
                "Until {day} you can change your mind: sign in as usual, and choose to keep your account. A"
                " subscription that has ended does not come back by itself."
            ).format(day=day),
            _("After that day everything of yours is erased, and nobody can bring it back."),
        ),
        action=(_("Sign in to keep your account"), reverse("account_login")),
        note=_("If this was not you, sign in, keep your account, and change your password at once."),
    )


def farewell() -> Content:
    """The last one. It is sent directly: no row of the outbox may keep an address that is being erased."""
    return Content(
        subject=_("Your account is deleted"),
        heading=_("Your account is deleted"),
        lines=(
            _(
                "Your conversations, projects, files, links and settings are erased, and so are your name and your"
                " address."
            ),
            _(
                "What stays are invoices and sums of what was used, under a number that no longer leads to you."
            ),
            _("This is the last mail that you get from us."),
        ),
    )


def register() -> None:
    """Make the mail known to billing, which knows of no leaving."""
    KINDS[LEAVING] = Kind(leaving)
    SAMPLES[LEAVING] = (LEAVING, {"erase_at": "2027-02-15T12:00:00+00:00"})
