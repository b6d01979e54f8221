"""Pictures go only to models that look at them; where none does, nothing is stored and the person is told."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chatapp.conversations.models import Message
from chatapp.errors import RequestError
from reasoning.engines.profiles import ModelProfile
from reasoning.routing.router import Route

from . import roster

SEES = gettext_noop("its model can see pictures")  # stored in English: see said.py


def need(profile: ModelProfile, question: Message) -> None:
    """Raise RequestError no_vision where `question` has a picture that the model of `profile` cannot see."""
    if profile.vision or not _has_picture(question):
        return
    if any(roster.named(mode).vision for mode in ("fast", "think")):
        advice = _("Choose another model or mode that sees pictures, or remove the picture.")
    else:
        advice = _("Remove the picture, or ask your administrator for a model that sees pictures.")
    said = _("The model “%(name)s” cannot see pictures.") % {"name": profile.name[:60]}
    raise RequestError(f"{said} {advice}", code="no_vision")


def among(route: Route, question: Message) -> Route:
    """The route of a question with a picture: to the mode whose model sees it, where only one of them does."""
    if not _has_picture(question):
        return route
    fast, think = roster.named("fast").vision, roster.named("think").vision
    if fast == think:
        return route
    if fast:
        return route.stay_fast(SEES) if route.mode == "think" else route
    return replace(route, mode="think", reason=f"Thinks: {SEES}") if route.mode == "fast" else route


def _has_picture(question: Message) -> bool:
    return any(part["type"] == "image" for part in question.attached)
