"""What a person prefers, whether or not they have ever chosen anything."""

from __future__ import annotations

from typing import Any

from chatapp.accounts.models import Preferences, User

SHOWN = ("language", "theme", "font_size", "send_key", "notify_browser", "notify_mail")


def preferences_of(user: User) -> Preferences:
    """The person's preferences; the defaults, not stored, where they have chosen nothing."""
    return Preferences.objects.filter(user=user).first() or Preferences(user=user)


def as_dict(preferences: Preferences) -> dict[str, Any]:
    """What a page is told of them."""
    return {name: getattr(preferences, name) for name in SHOWN}


def instructions_of(user: User) -> str:
    """What the person tells every model, in one text; empty where they tell nothing or have switched it off."""
    preferences = preferences_of(user)
    if not preferences.instructions_on:
        return ""
    parts = (
        ("What the person says of themselves", preferences.instructions_about),
        ("How the person wants to be answered", preferences.instructions_style),
    )
    return "\n\n".join(f"{head}:\n{text}" for head, text in parts if text)
