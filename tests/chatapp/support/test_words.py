"""Staff read words, never codes."""

from __future__ import annotations

from billing.mails.kinds import KINDS
from billing.models import LimitOverride, Mail
from chatapp.support import words


def test_each_kind_of_mail_each_outcome_and_each_limit_has_words() -> None:
    assert set(words.KINDS) == set(KINDS)
    assert set(words.OUTCOMES) == set(Mail.Outcome.values)
    assert set(words.LIMITS) == set(LimitOverride.LIMITS)
