"""Follow-ups that need no calculation: a thank-you, and a follow-up of nothing."""

from __future__ import annotations

import random
import re

from reasoning.seedling import wording
from reasoning.seedling.problem import Problem, Turn
from reasoning.seedling.tasks.followup.change import CHANGES
from reasoning.seedling.tasks.followup.earlier import solved, turns
from reasoning.seedling.tasks.followup.made import LINES, ask, made, prose, written

TALK: dict[str, str] = LINES["talk"]
WHICH = "Which number do you mean? Please give me the number, or the whole question."
NO_STEPS = "I have not written any steps yet. Please give me a question first."
NO_QUESTION = "This is your first question. Please ask me something."
_REFERS = re.compile(r"\b(?:it|that|this|result|answer)\b|^(?:and|now|then|ok and) ")
SMALL: list[list[str]] = LINES["small"]


def thanks(rng: random.Random, level: int) -> Problem | None:
    """Thanks, praise and `ok` after an answer."""
    kind = rng.choice(tuple(TALK))
    reply = TALK[kind]
    earlier = solved(rng, level)
    asked = ask(rng, kind)
    return made(
        asked,
        reply,
        turns(rng, [earlier]),
        f"{kind}:{earlier.answer}:{asked}",
        "",
        prose(reply.split("!")[0]),
    )


def lost(rng: random.Random, level: int) -> Problem | None:
    """A follow-up at the beginning of a conversation, or after small talk: there is nothing to go on from."""
    history: tuple[Turn, ...] = ()
    if rng.random() < 0.35:
        said, replied = rng.choice(SMALL)
        history = (("user", wording.dress(rng, said)), ("assistant", replied))
    dice = rng.random()
    if dice < 0.7:
        kind = rng.choice(tuple(CHANGES))
        asked, reply = ask(rng, kind, n=written(rng, rng.randint(2, 60))), WHICH
        if not _REFERS.search(asked.lower()):
            return None
    elif dice < 0.9:
        kind = rng.choice(("explain", "steps"))
        number = rng.randint(1, 4)
        asked = ask(rng, kind, n=number, nth=("first", "second", "third", "fourth")[number - 1])
        reply = NO_STEPS
    elif history:
        return None
    else:
        kind, reply = "question", NO_QUESTION
        asked = ask(rng, kind)
    return made(asked, reply, history, f"lost:{asked}", "", prose(*reply.split(". ")[0].split("?")[:1]))
