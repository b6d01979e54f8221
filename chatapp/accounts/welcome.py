"""The one mail to a new person, when their address is known to be theirs."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from billing.accounts import account_for
from billing.mails.content import Content
from billing.mails.kinds import KINDS, Facts, Kind
from billing.mails.outbox import queue
from billing.mails.samples import SAMPLES

from .models import User

KIND = "welcome"


@transaction.atomic
def queue_welcome(*, user: User) -> bool:
    """Write the mail down; False when the person has been welcomed before."""
    account = account_for(user_id=user.pk)
    return queue(kind=KIND, key=f"{KIND}:{user.pk}", account=account)


def welcome(facts: Facts) -> Content:
    return Content(
        subject=_("Welcome to Fragaria"),
        heading=_("Welcome to Fragaria"),
        lines=(
            _(
                "Your account is ready. Ask in Fast for a quick answer. Where a question is hard, choose Think: it"
                " follows several ways at once, checks each step, and answers with the one that holds up."
            ),
        ),
        action=(_("Open Fragaria"), reverse("chat")),
        note=_("How you sign in, and what may be done with your questions, is in Settings."),
    )


def register() -> None:
    """Make the mail known to billing, which knows of no chat."""
    KINDS[KIND] = Kind(welcome)
    SAMPLES[KIND] = (KIND, {})
