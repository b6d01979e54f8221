"""What a report is about, in words. The keys are stored; those of feedback are the person's own (feedback.REASONS)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# A thumb down, in the order in which the first that was ticked counts.
OF_ANSWERS = {
    "unsafe": _("Harmful or unsafe"),
    "wrong": _("It is wrong"),
    "off_topic": _("Not what I asked"),
    "too_long": _("Too long"),
    "too_slow": _("Too slow"),
    "other": _("Something else about it"),
}
# A stranger's choice on a shared page. No key is also one of an answer's: each is one filter.
OF_PAGES = {
    "harmful": _("It harms or threatens somebody"),
    "illegal": _("It is against the law"),
    "private": _("It tells what is private about somebody"),
    "rights": _("It takes what belongs to somebody else"),
    "spam": _("It is advertising or a fraud"),
    "unlisted": _("Something else"),
}
REASONS = OF_ANSWERS | OF_PAGES
PRESSING = {"unsafe", *OF_PAGES}
