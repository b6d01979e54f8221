"""Amounts as people write them: mostly one way throughout a question, with a sign, a word or nothing at all."""

from __future__ import annotations

import random
import re

from reasoning.seedling.tasks.words.story import CURRENCIES, money
from reasoning.seedling.wording import spelled_out

_NAMES = {
    "$": ("dollars", "dollars", "USD", "bucks"),
    "€": ("euros", "euros", "EUR", "euro"),
    "£": ("pounds", "pounds", "GBP", "quid"),
}
MARKS = {
    "$": re.compile(
        r"\$|dollar|USD|\bbucks?\b|\bcents\b|\dc\b|-cent\b|\bquarters\b|\bdimes\b|\bnickels\b|\bpennies\b"
    ),
    "€": re.compile(r"€|euro|EUR"),
    "£": re.compile(r"£|\bpounds?\b|GBP|quid|\bpence\b|\dp\b|\bfiver\b|\btenner\b"),
}
_NOTES = {
    "$": ("${}", "${}", "a ${} bill", "a {}", "a {} dollar bill", "a {}-dollar bill", "{} dollars"),
    "€": ("€{}", "{}€", "a {} euro note", "a €{} note", "a {}€ note", "a {}", "{} euros"),
    "£": ("£{}", "£{}", "a £{} note", "a {} pound note", "a {}", "{} pounds"),
    "": ("{}", "a {}", "a {}", "a {} note", "a {} bill"),
}
BANKNOTES = (5, 10, 20, 50, 100, 200)


class Purse:
    """One currency and one habit of writing it."""

    def __init__(self, rng: random.Random, *, plainly: bool = False, currency: str = "") -> None:
        style = rng.random()
        self._rng = rng
        self._style = "sign" if plainly or style < 0.55 else "word" if style < 0.72 else "bare"
        bare = self._style == "bare" and style < 0.92
        self.currency = "" if bare else currency or rng.choice(CURRENCIES)
        if self.currency == "€" and not plainly and rng.random() < 0.5:
            self._style = "after"

    def write(self, cents: int) -> str:
        """The amount in this purse's way."""
        rng, style = self._rng, self._style
        if cents < 100 and rng.random() < 0.45:
            small = ("{} pence", "{}p") if self.currency == "£" else ("{} cents", "{} cents", "{}c")
            return rng.choice(small).format(cents)
        if self.currency and rng.random() < 0.06:
            return money(rng, cents, self.currency)
        amount = _figures(rng, cents)
        if style == "word" and cents > 99 and cents % 100 > 9 and rng.random() < 0.3:
            whole, name = cents // 100, _NAMES[self.currency][0]
            return f"{whole} {name if whole > 1 and rng.random() < 0.6 else name[:-1]} {cents % 100}"
        if style == "word" and cents % 100 == 0 and cents <= 2000 and rng.random() < 0.25:
            return f"{spelled_out(cents // 100)} {'dollar' if cents == 100 else _NAMES[self.currency][0]}"
        if style == "word":
            return f"{amount} {rng.choice(_NAMES[self.currency])}"
        if style == "after":
            return amount + rng.choice(("€", "€", " €"))
        return self.currency + amount if style == "sign" or rng.random() < 0.4 else amount

    def note(self, cents: int) -> str:
        """What is handed over: a 20, a $20 bill, €60."""
        whole = cents // 100
        if cents % 100 or whole not in BANKNOTES:
            return self.write(cents)
        if self.currency == "£" and whole in (5, 10) and self._rng.random() < 0.25:
            return "a fiver" if whole == 5 else "a tenner"
        if whole in (5, 10, 20, 50) and self._rng.random() < 0.06:
            return f"a {spelled_out(whole)}"
        return self._rng.choice(_NOTES[self.currency]).format(whole)

    def name(self) -> str:
        """What the question asks for: in dollars; nothing where no currency is named."""
        return f"in {_NAMES[self.currency][0]}" if self.currency else ""

    def seen_in(self, text: str) -> str:
        """The currency that the text names; cents alone are a dollar's."""
        if self.currency and MARKS[self.currency].search(text):
            return self.currency
        return next((sign for sign in "$£" if MARKS[sign].search(text)), "")


def _figures(rng: random.Random, cents: int) -> str:
    whole, rest = divmod(cents, 100)
    said = f"{whole:,}" if whole >= 1000 and rng.random() < 0.4 else str(whole)
    if not rest:
        return said if rng.random() < 0.96 or whole >= 1000 else said + ".00"
    if rest % 10 == 0 and rng.random() < 0.12:
        return f"{said}.{rest // 10}"
    return f"{said}.{rest:02d}"
