"""What staff have typed into the forms of the controls, checked."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp import typed
from chatapp.errors import RequestError

from .values import Stored

LONGEST_TEXT = 300  # characters
LONGEST_LINK = 500


class BadForm(RequestError):
    """In words for who typed it."""


def version(form: QueryDict) -> int:
    """How often the control had been changed when the form was made."""
    number = typed.whole_number(form.get("version", ""))
    if number is None:
        raise BadForm(_("This form is not whole. Open the page again."))
    return number


def texts(form: QueryDict) -> dict[str, str]:
    """The texts by language; those that are empty are not there. Line ends become blanks."""
    found = {}
    for code, name in settings.LANGUAGES:
        text = " ".join(form.get(f"text_{code}", "").replace("\0", "").split())
        if len(text) > LONGEST_TEXT:
            raise BadForm(
                _("The text in {language} is too long: at most {longest} characters.").format(
                    language=name, longest=LONGEST_TEXT
                )
            )
        if text:
            found[code] = text
    return found


def moment(form: QueryDict, name: str) -> datetime | None:
    """A moment in UTC, as the browser's field for it writes one; None where the field is empty."""
    told = form.get(name, "").strip()
    if not told:
        return None
    found = typed.moment(told)
    if found is None:
        raise BadForm(
            _("“{typed}” is no date with a time. Write it as 2030-12-31T18:00.").format(typed=told[:40])
        )
    return found


def later(form: QueryDict, name: str) -> datetime | None:
    """A moment that is still to come."""
    found = moment(form, name)
    if found is not None and found <= timezone.now():
        raise BadForm(_("The end has passed already. Times are in UTC."))
    return found


def banner(form: QueryDict) -> Stored:
    """The value of a banner."""
    told: dict[str, Any] = {
        "texts": texts(form),
        "level": "warn" if form.get("level") == "warn" else "info",
        "link": _link(form.get("link", "")),
        "signed_in": form.get("audience") == "signed_in",
    }
    if not told["texts"]:
        raise BadForm(_("A banner needs a text in at least one language."))
    begins, ends = moment(form, "begins"), later(form, "ends")
    if begins and ends and ends <= begins:
        raise BadForm(_("The banner would end before it begins."))
    return told | {
        "begins": begins.isoformat() if begins else None,
        "ends": ends.isoformat() if ends else None,
    }


def _link(told: str) -> str:
    told = told.strip()
    if not told:
        return ""
    try:
        parts = urlsplit(told)
        is_link = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        is_link = False
    if not is_link or len(told) > LONGEST_LINK or re.search(r"[\x00-\x20\x7f\\\"<>]", told):
        raise BadForm(_("The link must begin with https:// and a host, without spaces."))
    return told
