"""Mails to a person about their suspension: that it began, that it ended, and what came of their word on it.

The outbox keeps ids; what staff wrote is looked up when a mail goes out, and is gone with the person.
"""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import date
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from billing.accounts import account_for
from billing.mails.content import Content
from billing.mails.kinds import KINDS, Facts, Kind
from billing.mails.outbox import queue
from billing.mails.samples import SAMPLES
from billing.models import Mail

from .models import Appeal, Suspension

SUSPENDED, LIFTED, DECIDED = "suspended", "suspension-lifted", "appeal-decided"


def queue_suspended(suspension: Suspension) -> None:
    _queue(SUSPENDED, suspension)


def queue_lifted(suspension: Suspension) -> None:
    _queue(LIFTED, suspension)


def queue_decided(appeal: Appeal) -> None:
    _queue(DECIDED, appeal.suspension)


def of_suspension(mail: Mail) -> Facts | None:
    """None where the person is gone, or is let in again."""
    row = Suspension.objects.filter(pk=mail.facts["suspension"], ended_at=None).first()
    return {"words": row.words, "until": row.until.isoformat() if row.until else ""} if row else None


def of_end(mail: Mail) -> Facts | None:
    return {} if Suspension.objects.filter(pk=mail.facts["suspension"]).exists() else None


def of_decision(mail: Mail) -> Facts | None:
    rows = Appeal.objects.select_related("suspension__person")
    row = rows.filter(suspension=mail.facts["suspension"]).first()
    # One that was to stay may have ended by itself.
    return {"words": row.words, "lifted": not row.suspension.person.is_suspended} if row else None


def suspended(facts: Facts) -> Content:
    day = date(parse_datetime(facts["until"]), "DATE_FORMAT") if facts["until"] else ""
    lasting = (
        _("It ends by itself on {day}.").format(day=day)
        if day
        else _("It lasts until the people who run this site lift it.")
    )
    return Content(
        subject=_("Your account is suspended"),
        heading=_("Your account is suspended"),
        lines=(
            _("The people who run this site have suspended your account. They say:"),
            facts["words"],
            lasting,
            _(
                "You can sign in to answer them, to export what is yours, or to leave. Nothing of yours is deleted. A"
                " subscription goes on until you end it, under Billing."
            ),
        ),
        action=(_("Sign in to answer"), reverse("suspended")),
    )


def lifted(facts: Facts) -> Content:
    return Content(
        subject=_("Your account is open again"),
        heading=_("Your account is open again"),
        lines=(_("The suspension of your account was lifted. Everything is as you left it."),),
        action=(_("Open Fragaria"), reverse("chat")),
    )


def decided(facts: Facts) -> Content:
    heading = _("Your account is open again") if facts["lifted"] else _("Your account stays suspended")
    return Content(
        subject=heading,
        heading=heading,
        lines=(_("The people who run this site have read what you wrote. They say:"), facts["words"]),
        action=(
            (_("Open Fragaria"), reverse("chat"))
            if facts["lifted"]
            else (_("Open your account"), reverse("suspended"))
        ),
    )


def register() -> None:
    """Make the mails known to billing, which knows of no suspension."""
    KINDS[SUSPENDED] = Kind(suspended, look_up=of_suspension)
    KINDS[LIFTED] = Kind(lifted, look_up=of_end)
    KINDS[DECIDED] = Kind(decided, look_up=of_decision)
    words = "You have sent advertising to people who did not ask for it."
    SAMPLES[SUSPENDED] = (SUSPENDED, {"words": words, "until": "2027-02-15T12:00:00+00:00"})
    SAMPLES[LIFTED] = (LIFTED, {})
    SAMPLES[DECIDED] = (DECIDED, {"words": "We have looked again, and it stays as it is.", "lifted": False})


def _queue(kind: str, suspension: Suspension) -> None:
    facts: dict[str, Any] = {"suspension": str(suspension.pk)}
    account = account_for(user_id=suspension.person_id)
    queue(kind=kind, key=f"{kind}:{suspension.pk}", account=account, facts=facts)
