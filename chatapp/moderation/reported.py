"""What a report is about, as it was written: for a moderator with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from chatapp.conversations.models import Feedback, Share

from .models import Report


@dataclass(frozen=True, slots=True)
class Written:
    """`words` are the reporter's own. `said` are (role, text) in their order: of a conversation the question and its
    answer alone, of a shared page all that it shows. None where it is gone.
    """

    words: str
    said: list[tuple[str, str]] | None


def written(report: Report) -> Written:
    if report.source == Report.Source.SHARED:
        share = Share.objects.filter(pk=report.share).first()
        said = [(each["role"], each["text"]) for each in share.snapshot["messages"]] if share else None
        return Written(report.text, said)
    answer = report.message
    if answer is None:
        return Written("", None)
    words = Feedback.objects.filter(message=answer, user=report.person_id).values_list("text", flat=True)
    both = [answer.parent, answer] if answer.parent else [answer]
    return Written(words.first() or "", [(each.role, each.text) for each in both])
