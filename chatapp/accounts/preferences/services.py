"""Writes of preferences."""

from __future__ import annotations

from typing import Any

from chatapp.accounts.models import Preferences, User
from chatapp.conversations.projects import clean_instructions

INSTRUCTIONS = ("instructions_about", "instructions_style")


def change(*, user: User, **wanted: Any) -> Preferences:
    """Change the named preferences and no other: what another tab has chosen meanwhile stays.

    The values of choices have been validated. Raises BadText for instructions that are too long: nothing is changed.
    """
    for name in INSTRUCTIONS:
        if name in wanted:
            wanted[name] = clean_instructions(wanted[name])
    preferences, _made = Preferences.objects.update_or_create(user=user, defaults=wanted)
    return preferences
