"""The badge 'verified' must be right: held-out questions in the seedling's many wordings, right and wrong answers."""

from __future__ import annotations

import pytest

from .measured import measure

UNDERSTOOD = {
    "arithmetic": 0.6,
    "equations": 0.58,
    "sequences": 0.55,
    "countdown": 0.83,
    "words": 0,
}


@pytest.mark.parametrize("family", UNDERSTOOD)
def test_no_right_answer_fails_and_no_wrong_one_passes(family: str) -> None:
    found = measure(family, 150, seed=11)
    assert found.right_but_failed == ()
    assert found.wrong_but_passed == ()
    assert found.wrong > 300
    assert found.understood >= UNDERSTOOD[family] * found.count


def test_of_follow_ups_next_to_nothing_is_told_wrongly_though_nobody_knows_what_was_said_before() -> None:
    found = measure("followup", 300, seed=11)
    assert len(found.right_but_failed) + len(found.wrong_but_passed) <= 3
