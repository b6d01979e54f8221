"""Keys at rest."""

from __future__ import annotations

from typing import Any

import pytest

from chatapp.engines.sealing import Unsealable, hint, seal, unseal

OLD, NEW = "the first secret of this house, long enough", "the second secret of this house, long too"


def test_a_key_comes_back_and_is_not_readable_in_between(settings: Any) -> None:
    settings.SECRET_KEY = OLD
    sealed = seal("sk-123")
    assert "sk-123" not in sealed
    assert seal("sk-123") != sealed  # equal keys cannot be told by looking
    assert unseal(sealed) == "sk-123"


def test_no_key_is_stored_as_none(settings: Any) -> None:
    assert seal("") == unseal("") == ""


def test_after_a_change_of_the_secret_a_fallback_still_opens_it(settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []
    sealed = seal("sk-123")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert unseal(sealed) == "sk-123"
    fresh = seal("sk-123")
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(fresh) == "sk-123"  # sealed with the new one alone
    with pytest.raises(Unsealable):
        unseal(sealed)


def test_what_was_tampered_with_does_not_open(settings: Any) -> None:
    sealed = seal("sk-123")
    with pytest.raises(Unsealable):
        unseal(sealed[:-4] + "AAA=")


def test_a_short_key_gives_no_hint() -> None:
    assert hint("sk-a-long-enough-key") == "-key"
    assert hint("secret") == ""
