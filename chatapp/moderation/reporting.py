"""Reports as people make them: by a thumb down with a reason, or on a shared page."""

from __future__ import annotations

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.conversations.models import Feedback, Message, Share
from chatapp.conversations.services import storable_lines
from chatapp.errors import BadText, Busy, RequestError

from . import entries
from .models import Report
from .words import OF_ANSWERS, OF_PAGES, PRESSING

LONGEST = 1000  # characters
FROM_ONE_ADDRESS = 5  # reports
WITHIN = 60 * 60  # seconds
# Reports of a page that wait for the same reason: more say nothing new, however many networks they come from.
OF_ONE_PAGE = 20


def heard(answer: Message, word: Feedback | None) -> None:
    """A person's word on an answer of theirs has one report at most that is not closed: the latest reason counts. A
    thumb that is taken back, or turned up, takes the report back.
    """
    reason = _reason(word)
    waiting = Report.objects.exclude(state=Report.State.CLOSED).filter(message=answer)
    if not reason:
        waiting.update(state=Report.State.CLOSED, outcome=Report.Outcome.WITHDRAWN, closed_at=timezone.now())
        return
    # The feedback's row is locked by whoever writes it: no second report is made meanwhile.
    with transaction.atomic():
        if not waiting.update(reason=reason, pressing=reason in PRESSING):
            Report.objects.create(
                source=Report.Source.FEEDBACK,
                reason=reason,
                pressing=reason in PRESSING,
                person_id=answer.conversation.user_id,
                message=answer,
            )


def report_page(*, share: Share, reason: str, text: str, client: str) -> Report:
    """A stranger's word on a shared page; `client` is their network address, which is counted and not kept.

    Raises RequestError without a reason, BadText where the text is too long, and Busy for too many within an hour
    and where enough wait for the same reason.
    """
    if reason not in OF_PAGES:
        raise RequestError(_("Choose what is wrong with the page."))
    text = storable_lines(text).strip()
    if len(text) > LONGEST:
        raise BadText(
            _("This has {length} characters; at most {most} are kept.").format(
                length=len(text), most=LONGEST
            ),
            code="too_long",
        )
    if _waits_enough(share, reason):
        raise Busy(
            _(
                "This page was reported for this reason many times already, and will be looked at. "
                "One more is not needed."
            )
        )
    _spend(client)
    return Report.objects.create(
        source=Report.Source.SHARED,
        reason=reason,
        pressing=reason in PRESSING,
        person_id=share.user_id,
        share=share.pk,
        text=text,
    )


def _reason(word: Feedback | None) -> str:
    """The weightiest reason of a thumb down; "" where there is nothing to look at."""
    if word is None or word.value != Feedback.Value.DOWN:
        return ""
    return next((reason for reason in OF_ANSWERS if reason in word.reasons), "")


def _waits_enough(share: Share, reason: str) -> bool:
    waiting = Report.objects.exclude(state=Report.State.CLOSED).filter(share=share.pk, reason=reason)
    return waiting[:OF_ONE_PAGE].count() >= OF_ONE_PAGE


def _spend(client: str) -> None:
    key = f"page-reports:{entries.neighbours(client)}"
    cache.add(key, 0, timeout=WITHIN)
    try:
        made = cache.incr(key)
    except ValueError:  # it expired in between
        return
    if made > FROM_ONE_ADDRESS:
        raise Busy(_("Many reports came from your network within the hour. Please try again later."))
