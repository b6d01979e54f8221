"""A person's word on an answer of theirs: given, changed, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.errors import BadText, RequestError
from chatapp.runs.models import Run

from .models import Feedback, Message
from .services import storable

# What can be wrong with an answer. The words for people stand in the page (static/js/ui/feedback-form.js).
REASONS = ("wrong", "off_topic", "too_long", "too_slow", "unsafe", "other")
LONGEST = 2000  # characters
# Told of each word on an answer, and with None that it was taken back, in its transaction. What is above
# conversations and wants to hear of it adds itself when it is loaded.
LISTENERS: list[Callable[[Message, Feedback | None], None]] = []


def give(*, answer: Message, value: str, reasons: Sequence[str] = (), text: str = "") -> Feedback:
    """Keep what its person thinks of the answer, instead of what they thought before. A thumb up needs no reasons.

    Raises RequestError while the answer is being written, and BadText where the text is longer than LONGEST.
    """
    run = getattr(answer, "run", None)
    if run is not None and run.status in Run.OPEN:
        raise RequestError(_("This answer is still being written. Wait for its end, then judge it."))
    text = storable(text).strip()
    if len(text) > LONGEST:
        raise BadText(
            _("This has {length} characters; at most {most} are kept.").format(
                length=len(text), most=LONGEST
            ),
            code="too_long",
        )
    down = value == Feedback.Value.DOWN
    kept = [reason for reason in REASONS if down and reason in reasons]
    with transaction.atomic():
        row, _made = Feedback.objects.update_or_create(
            user_id=answer.conversation.user_id,
            message=answer,
            defaults={
                "value": value,
                "reasons": kept,
                "text": text if down else "",
                "updated_at": timezone.now(),
            },
        )
        _tell(answer, row)
    return row


def take_back(*, answer: Message) -> None:
    """As if nothing had been said."""
    with transaction.atomic():
        Feedback.objects.filter(message=answer, user_id=answer.conversation.user_id).delete()
        _tell(answer, None)


def _tell(answer: Message, word: Feedback | None) -> None:
    for listener in LISTENERS:
        listener(answer, word)
