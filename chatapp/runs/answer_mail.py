"""The mail about an answer that took long, to its person alone; whoever sees it in the chat gets none."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from billing.mails.content import Content, absolute
from billing.mails.kinds import KINDS, Facts, Kind
from billing.mails.samples import SAMPLES
from billing.models import Mail

from . import pages
from .ended import MAIL, wants_mail
from .models import Run


def people(mail: Mail) -> list[str]:
    """Who asked."""
    run = Run.objects.select_related("user").get(pk=mail.facts["run"])
    return [run.user.email] if run.user.is_active else []


def still_news(mail: Mail) -> Facts | None:
    """What the mail names, looked up when it goes out; None where the answer is gone, was looked at, or is in sight
    now, and where the person wants no more mails.
    """
    run = Run.objects.select_related("conversation").filter(pk=mail.facts["run"]).first()
    if run is None or run.conversation is None or run.finished_at is None:
        return None
    if run.conversation.read_at >= run.finished_at or pages.are_open(run.user_id):
        return None
    if not wants_mail(run.user_id):
        return None
    return {
        "conversation": str(run.conversation_id),
        "title": run.conversation.title,
        "failed": run.status == Run.Status.FAILED,
        "minutes": max(1, round((run.finished_at - run.created_at).total_seconds() / 60)),
    }


def write(facts: Facts) -> Content:
    """What it says. The subject, which others may see on a locked screen, does not name the conversation."""
    heading = _("Your answer could not be made") if facts["failed"] else _("Your answer is ready")
    about = [(_("Conversation"), facts["title"])] if facts["title"] else []
    line = (
        _(
            "Something went wrong while it was made. Nothing was counted, and your question is kept: try again."
        )
        if facts["failed"]
        else _("It took about {minutes} min, and you had no page of the chat open at its end.")
    )
    return Content(
        subject=heading,
        heading=heading,
        lines=(line.format(minutes=facts["minutes"]),),
        rows=tuple(about),
        action=(_("Open the conversation"), reverse("conversation", args=[facts["conversation"]])),
        note=_("You asked for this mail. Switch it off in Settings, Notifications: {address}").format(
            address=absolute(reverse("settings_notifications"))
        ),
    )


def register() -> None:
    """Make the mail known to billing, which knows of no chat."""
    KINDS[MAIL] = Kind(write, people=people, look_up=still_news)
    SAMPLES["answer-ready"] = (
        MAIL,
        {
            "conversation": "00000000-0000-4000-8000-000000000000",
            "title": "Numbers that make 327",
            "failed": False,
            "minutes": 4,
        },
    )
