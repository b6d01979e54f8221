"""Questions with a text or a piece of code pasted behind them."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.offtopic.filling import fill, lines

_LINES: dict[str, list[str]] = lines("pasted")
WISHES, SENTENCES = _LINES["wishes"], _LINES["sentences"]
REPAIRS, SNIPPETS = _LINES["repairs"], _LINES["snippets"]
_JOINTS = (": ", ":\n", ":\n\n", "\n", "\n\n", ". ", ' "', " - ")


def pasted(rng: random.Random) -> str:
    """A wish and some sentences of a text, or a wish and a piece of code; sometimes the wish is missing or last."""
    if rng.random() < 0.45:
        wish, text = fill(rng, rng.choice(REPAIRS)), fill(rng, rng.choice(SNIPPETS))
        if rng.random() < 0.2:
            text = f"```\n{text}\n```"
    else:
        wish = fill(rng, rng.choice(WISHES))
        text = " ".join(fill(rng, rng.choice(SENTENCES)) for _ in range(rng.randint(1, 5)))
    dice = rng.random()
    if dice < 0.1:
        return text
    if rng.random() < 0.5:
        wish = wish.lower()
    if dice < 0.2:
        return f"{text}\n{wish}"
    joint = rng.choice(_JOINTS)
    return f"{wish}{joint}{text}" + ('"' if joint == ' "' else "")
