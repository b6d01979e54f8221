"""A control and its values in words, for the history."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from billing import dates

from . import names, values
from .selectors import LABELS
from .values import Stored


def what(control: str) -> str:
    """What was changed."""
    if model := names.of_model(control):
        return _("Model {name}").format(name=model)
    if control == names.MAINTENANCE:
        return _("Maintenance")
    if control == names.BANNER:
        return _("Banner")
    return str(LABELS.get(control.partition(":")[2], control))


def how(control: str, value: Stored) -> str:
    """How it stood, or stands."""
    kind = names.kind(control)
    if kind == "model":
        return _("off") if value.get("off") else _("on")
    if kind == "queue":
        pause = values.pause(value)
        return _joined(_("paused"), pause.until) if pause else _("going on")
    if kind == "maintenance":
        closed = values.maintenance(value)
        return _joined(_("closed"), closed.until, closed.texts) if closed else _("open")
    banner = values.banner(value, 0)
    if banner is None:
        return _("none")
    whom = _("who is signed in") if banner.signed_in else _("everybody")
    level = _("warning") if banner.level == "warn" else _("note")
    begins = _("from {moment}").format(moment=dates.moment(banner.begins)) if banner.begins else ""
    parts = (level, whom, begins, _joined("", banner.ends, banner.texts), banner.link)
    return ", ".join(part for part in parts if part)


def _joined(word: str, until: datetime | None = None, texts: values.Texts | None = None) -> str:
    end = _("until {moment}").format(moment=dates.moment(until)) if until else ""
    said = [f"“{text}”" for text in texts.by_language.values()] if texts else []
    return ", ".join(part for part in (word, end, *said) if part)
