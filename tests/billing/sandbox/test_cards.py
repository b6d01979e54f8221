"""The test cards, and what the docs say of them."""

from __future__ import annotations

import re
from pathlib import Path

from billing.sandbox.cards import BY_LAST4, CARDS

DOCS = Path(__file__).parents[3] / "docs" / "billing.md"


def test_the_docs_list_each_number_and_what_it_does() -> None:
    listed = re.findall(r"^\| `([\d ]+)` \| (.+) \|$", DOCS.read_text(), re.MULTILINE)
    assert listed == [(card.spaced, card.does) for card in CARDS.values()]


def test_the_last_four_digits_tell_them_apart() -> None:
    assert len(BY_LAST4) == len(CARDS)
