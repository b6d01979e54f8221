"""The keys of the chat page, as static/js/ui/keys.js has them, for people to read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Key:
    """What it does, and what is pressed together. `mod` is Ctrl, on a Mac ⌘."""

    does: str | Promise
    pressed: tuple[str, ...]


KEYS = (
    Key(_("New chat"), ("mod", "Shift", "O")),
    Key(_("Search your conversations"), ("mod", "K")),
    Key(_("Saved prompts, in an empty question"), ("/",)),
    Key(_("Show or hide the sidebar"), ("mod", "Shift", "S")),
    Key(_("Copy the last answer"), ("mod", "Shift", "C")),
    Key(_("All keys, in the chat"), ("mod", "/")),
    Key(_("Stop the answer that is being made"), ("Esc",)),
    Key(_("Go to the question’s field"), ("Shift", "Esc")),
)
