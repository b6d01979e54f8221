"""What a person prefers: stored with the first choice, and each choice for itself."""

from __future__ import annotations

import pytest

from chatapp.accounts.models import Preferences, User
from chatapp.accounts.preferences.selectors import instructions_of, preferences_of
from chatapp.accounts.preferences.services import change
from chatapp.errors import BadText

pytestmark = pytest.mark.django_db


def test_who_has_chosen_nothing_has_the_defaults_and_no_row(owner: User) -> None:
    preferences = preferences_of(owner)
    assert (preferences.theme, preferences.language, preferences.send_key) == ("system", "", "enter")
    assert not preferences.notify_browser
    assert not preferences.notify_mail
    assert not Preferences.objects.exists()


def test_two_tabs_that_change_different_things_keep_both(owner: User) -> None:
    change(user=owner, theme="dark")
    change(user=owner, send_key="mod-enter")
    preferences = preferences_of(owner)
    assert (preferences.theme, preferences.send_key) == ("dark", "mod-enter")


def test_nobody_has_anothers_preferences(owner: User, outsider: User) -> None:
    change(user=owner, theme="dark", instructions_about="I teach physics.")
    assert preferences_of(outsider).theme == "system"
    assert instructions_of(outsider) == ""


def test_instructions_are_one_text_with_both_parts(owner: User) -> None:
    change(user=owner, instructions_about="I teach physics.", instructions_style="Short.\r\nMetric.\x00")
    assert instructions_of(owner) == (
        "What the person says of themselves:\nI teach physics.\n\n"
        "How the person wants to be answered:\nShort.\nMetric."
    )
    change(user=owner, instructions_about=" \n ")
    assert "themselves" not in instructions_of(owner)


def test_switched_off_they_are_kept_and_not_used(owner: User) -> None:
    change(user=owner, instructions_about="I teach physics.", instructions_on=False)
    assert instructions_of(owner) == ""
    assert preferences_of(owner).instructions_about == "I teach physics."


def test_what_is_too_long_changes_nothing(owner: User) -> None:
    change(user=owner, instructions_about="before")
    with pytest.raises(BadText, match="4,001 characters; at most 4,000 fit"):
        change(user=owner, instructions_about="x" * 4001, theme="dark")
    assert preferences_of(owner).instructions_about == "before"
    assert preferences_of(owner).theme == "system"
