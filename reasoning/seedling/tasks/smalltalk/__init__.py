"""Greetings and small talk: what people say to a new assistant, and short honest replies."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.problem import Problem, Turn
from reasoning.seedling.tasks import offtopic
from reasoning.seedling.tasks.careless import typed
from reasoning.seedling.tasks.offtopic.filling import fill, word

__all__ = ["FAMILY", "INTENTS", "from_intent", "generate", "intent_of"]

FAMILY = "smalltalk"
_HERE = Path(__file__).parent
_FILES = ("people", "moods", "itself", "skills", "reactions")
INTENTS: dict[str, dict[str, list[str]]] = {
    intent: lines
    for name in _FILES
    for intent, lines in tomllib.loads((_HERE / f"{name}.toml").read_text()).items()
}
SLOTS: dict[str, list[str]] = tomllib.loads((_HERE / "slots.toml").read_text())
# What people say most is drawn more often than its share of intents.
_OFTEN = {
    "greeting": 3.0, "wellbeing": 3.0, "identity": 2.0, "ability": 3.0, "thanks": 2.0, "goodbye": 2.0, "chatter": 2.0,
    "introduction": 2.0, "help": 2.0, "name": 1.5, "maker": 1.5, "praise": 1.5, "complaint": 1.5, "insult": 1.5,
}  # fmt: skip
_NAMES, _WEIGHTS = tuple(INTENTS), tuple(_OFTEN.get(intent, 1.0) for intent in INTENTS)
_BY_REPLY = {reply: intent for intent, lines in INTENTS.items() for reply in lines["replies"]}
_NAMED = re.compile(
    "|".join(re.escape(reply).replace(r"\{name\}", r"(\S+?)") for reply in INTENTS["introduction"]["replies"])
)


def generate(rng: random.Random, level: int = 2) -> Problem:
    """Something that people say, with a fitting reply. `level` has no effect."""
    intent = rng.choices(_NAMES, _WEIGHTS)[0]
    said, reply = rng.choice(INTENTS[intent]["said"]), rng.choice(INTENTS[intent]["replies"])
    if intent == "introduction":
        name = word(rng).capitalize() if rng.random() < 0.2 else rng.choice(SLOTS["name"])
        return from_intent(
            intent, _ended(rng, fill(rng, said.replace("{name}", name), SLOTS)), reply.format(name=name)
        )
    question = _varied(rng, intent, fill(rng, said, SLOTS))
    return from_intent(intent, question, reply, _doubted(rng) if intent == "doubt" else ())


def from_intent(intent: str, question: str, reply: str, history: tuple[Turn, ...] = ()) -> Problem:
    """The problem of this utterance with this reply; any reply of the same intent passes its check."""
    wanted = intent, _name(reply)
    return Problem(
        FAMILY, question, reply, "", question, lambda text: (intent_of(text), _name(text)) == wanted, history
    )


def intent_of(reply: str) -> str | None:
    """The intent that a reply belongs to, or None for a text that is none of the known replies."""
    reply = reply.strip()
    return _BY_REPLY.get(reply) or ("introduction" if _name(reply) else None)


def _name(reply: str) -> str | None:
    """The name that a reply to an introduction greets."""
    found = _NAMED.fullmatch(reply.strip())
    return next(filter(None, found.groups())) if found else None


def _varied(rng: random.Random, intent: str, said: str) -> str:
    dice = rng.random()
    if intent in ("greeting", "morning", "evening", "foreign", "goodbye", "goodnight", "thanks"):
        if dice < 0.25:
            said = f"{said}{rng.choice((' ', ' ', ', '))}{rng.choice(SLOTS['friend'])}"
    elif dice < 0.16:
        said = rng.choice(SLOTS["greetings"]) + rng.choice((", ", " ", "! ", ". ")) + said
    elif dice < 0.24:
        said = f"{said}{rng.choice((', ', ' '))}{rng.choice(SLOTS['friend'])}"
    elif dice < 0.31:
        said = rng.choice(SLOTS["before"]) + rng.choice((" ", ", ")) + said
    elif dice < 0.36:
        said = f"{said} {rng.choice(SLOTS['behind'])}"
    said = typed(rng, said)
    if rng.random() < 0.09:
        return f"{said} {rng.choice(SLOTS['moods'])}"
    return wording.dress(rng, said) if rng.random() < 0.7 else said


def _ended(rng: random.Random, said: str) -> str:
    """The sentence with varied case and end, no letter lost: a name must be read as it was typed."""
    dice = rng.random()
    said = said.lower() if dice < 0.3 else said[0].upper() + said[1:]
    return said + rng.choice(("", "", "", ".", ".", "!", " :)", "!!", " 🙂", " 👋"))


def _doubted(rng: random.Random) -> tuple[Turn, ...]:
    """What was said before a doubt: nothing, small talk or a refusal. Doubts about calculations are follow-ups."""
    dice = rng.random()
    if dice < 0.3:
        return ()
    if dice < 0.6:
        earlier = offtopic.generate(rng)
        return (("user", earlier.question), ("assistant", earlier.reply))
    lines = INTENTS[rng.choice(("identity", "size", "human", "conscious", "maker", "age", "sums", "praise"))]
    return (
        ("user", fill(rng, rng.choice(lines["said"]), SLOTS)),
        ("assistant", rng.choice(lines["replies"])),
    )
