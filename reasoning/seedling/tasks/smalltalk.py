"""Greetings and small talk: what people say to a new assistant, and short honest replies."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.problem import Problem

FAMILY = "smalltalk"
INTENTS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
_BY_REPLY = {reply: intent for intent, lines in INTENTS.items() for reply in lines["replies"]}
_GREETINGS = ("hi", "hello", "hey", "hey there", "hi there", "good morning", "hello there", "yo", "hiya")
_NAMES = (
    "seedling",
    "little one",
    "friend",
    "bot",
    "computer",
    "there",
    "again",
    "everyone",
    "mate",
    "fragaria",
)
_MOODS = (":)", ":-)", "🙂", "😊", "👋", "haha", "lol", "❤️")


def generate(rng: random.Random, level: int = 0) -> Problem:
    """Something that people say, with a fitting reply. `level` has no effect."""
    intent = rng.choice(tuple(INTENTS))
    lines = INTENTS[intent]
    return from_intent(intent, _vary(rng, intent, rng.choice(lines["said"])), rng.choice(lines["replies"]))


def from_intent(intent: str, question: str, reply: str) -> Problem:
    """The problem of this utterance with this reply; any reply of the same intent passes its check."""
    return Problem(
        FAMILY, question, "", (), reply, question, lambda text: _BY_REPLY.get(text.strip()) == intent
    )


def intent_of(reply: str) -> str | None:
    """The intent that a reply belongs to, or None for a text that is none of the known replies."""
    return _BY_REPLY.get(reply.strip())


def _vary(rng: random.Random, intent: str, said: str) -> str:
    draw = rng.random()
    if intent == "greeting":
        if draw < 0.3:
            said = f"{said} {rng.choice(_NAMES)}"
    elif draw < 0.2:
        said = f"{rng.choice(_GREETINGS)}{rng.choice((', ', ' ', '! '))}{said}"
    elif draw < 0.3:
        said = f"{said}{rng.choice((', ', ' '))}{rng.choice(_NAMES)}"
    if rng.random() < 0.08:
        return f"{said} {rng.choice(_MOODS)}"
    return wording.dress(rng, said) if rng.random() < 0.7 else said
