"""What was said of a run in English where it was made, by code that knows no reader: why Auto chose, why it failed.

It is stored so, and put into the reader's language when it is shown.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

# The catalogue is made by reading the code, and reasoning/ knows no catalogue; a test holds these to what it says.
TEXTS = (
    gettext_noop("you asked for care"),
    gettext_noop("a proof"),
    gettext_noop("a program that can be tried out"),
    gettext_noop("several conditions to meet"),
    gettext_noop("a calculation with several steps"),
    gettext_noop("a calculation with large numbers"),
    gettext_noop("a problem that takes several steps"),
    gettext_noop("a problem with several numbers"),
    gettext_noop("several conditions"),
    gettext_noop("several answers to choose from"),
    gettext_noop("a long question"),
    gettext_noop("small talk"),
    gettext_noop("it goes on from the last answer"),
    gettext_noop("a very small program"),
    gettext_noop("a text that can be written in one go"),
    gettext_noop("one step of calculation"),
    gettext_noop("a short question"),
    gettext_noop("it would think, but no thinking answers are left for now"),
    gettext_noop("it would think, but many people are thinking right now"),
    gettext_noop("it would think, but another thinking answer is still being made"),
    gettext_noop("it would think, but thinking is paused for the moment"),
    gettext_noop("The model did not get to an answer in the time allowed."),
    gettext_noop("The limits of this answer were used up before there was one."),
    gettext_noop("Something went wrong while answering. Nothing was counted; please try again."),
    gettext_noop("This answer was interrupted several times and was given up. Nothing was counted."),
    gettext_noop(
        "The model for answers of this kind is switched off for the moment. Choose another mode, or try again later."
    ),
    gettext_noop(
        "The connected model cannot be used: its key must be entered again. Please tell your administrator."
    ),
)
_KEPT = re.compile(
    r"it would think, but the last (?:(\d+) )?thinking answers? (?:is|are) kept for when you choose Think$"
)


def said(text: str) -> str:
    """`text` in the reader's language; as it is where nobody has translated it."""
    return _(text) if text else ""


def reason(line: str) -> str:
    """The same of a line of Auto's: `Fast: small talk`, `Thinks: a proof`."""
    mode, colon, why = line.partition(": ")
    if not colon or mode not in ("Fast", "Thinks"):
        return said(line)
    template = _("Fast: {why}") if mode == "Fast" else _("Thinks: {why}")
    if kept := _KEPT.match(why):
        n = int(kept[1] or 1)
        why = ngettext(
            "it would think, but the last thinking answer is kept for when you choose Think",
            "it would think, but the last {n} thinking answers are kept for when you choose Think",
            n,
        ).format(n=n)
        return template.format(why=why)
    return template.format(why=said(why))
