"""What the seedling cannot answer, and its honest refusal."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from reasoning.seedling import wording
from reasoning.seedling.problem import Problem
from reasoning.seedling.refusal import BEYOND, REFUSALS, is_refusal
from reasoning.seedling.tasks.careless import typed
from reasoning.seedling.tasks.offtopic import near
from reasoning.seedling.tasks.offtopic.calculations import beyond
from reasoning.seedling.tasks.offtopic.filling import SLOTS, fill, framed, lines, word
from reasoning.seedling.tasks.offtopic.pasting import pasted

__all__ = ["BEYOND", "FAMILY", "PLAIN", "REFUSALS", "TEMPLATES", "generate", "is_refusal"]

FAMILY = "offtopic"
TEMPLATES: dict[str, list[str]] = {
    room: lines(f"lines/{room}")["forms"]
    for room in ("knowledge", "advice", "writing", "talk", "code", "numbers", "lacking")
}
_PLAIN: dict[str, list[str]] = lines("plain")
PLAIN: list[str] = [line for room in _PLAIN.values() for line in room]
SCRAPS = _PLAIN["scraps"]
TONGUES: dict[str, dict[str, list[str]]] = lines("languages")


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A question to refuse. `level` has no effect."""
    room = rng.choices(_ROOMS, _WEIGHTS)[0]
    question = room(rng)
    reply = BEYOND if room is beyond else rng.choice(REFUSALS)
    return Problem(FAMILY, question, reply, "", question, is_refusal)


def _template(room: str, rng: random.Random) -> str:
    return _asked(rng, fill(rng, rng.choice(TEMPLATES[room])))


def _plain(rng: random.Random) -> str:
    line = rng.choice(PLAIN)
    return line if line in _SCRAPS else _asked(rng, line)


def _asked(rng: random.Random, question: str) -> str:
    if rng.random() < 0.12:
        return typed(rng, question, 0.3)
    return wording.dress(rng, typed(rng, framed(rng, question)))


def _foreign(rng: random.Random) -> str:
    """A question in another language. Its case and its signs stay as they are, but for a missing mark or capital."""
    lists = TONGUES[rng.choice(_TONGUE_NAMES)]
    question = fill(rng, rng.choice(lists["forms"]), lists)
    if rng.random() < 0.5:
        question = question[0].upper() + question[1:]
    return question if question[-1] in "?？" else question + rng.choice(("", "", "?", "?", ".", " ?", "!"))


def _scrap(rng: random.Random) -> str:
    """A sign, an address, a word alone."""
    dice = rng.random()
    if dice < 0.4:
        return rng.choice(SCRAPS)
    if dice < 0.6:
        return rng.choice(SLOTS[rng.choice(_SLOT_NAMES)])
    if dice < 0.7:
        return rng.choice(("http://", "https://", "https://www.", "www.")) + word(rng) + rng.choice(_ENDINGS)
    return rng.choice((word, _keys, _keys, _mumble))(rng)


def _keys(rng: random.Random) -> str:
    """Keys hit at random."""
    keys = rng.choice(
        ("asdfghjkl", "qwertyuiop", "abcdefghijklmnopqrstuvwxyz", "asdf jkl ", "sdfghjk;", "xcvbnm,.")
    )
    return "".join(rng.choice(keys) for _ in range(rng.randint(3, 24))).strip() or "asdf"


def _mumble(rng: random.Random) -> str:
    """Words without a sense."""
    pieces = [
        word(rng) if rng.random() < 0.4 else rng.choice(SLOTS[rng.choice(_SLOT_NAMES)])
        for _ in range(rng.randint(2, 7))
    ]
    return wording.dress(rng, " ".join(pieces))


def _two(rng: random.Random) -> str:
    """Two or three questions in one message."""
    rooms = rng.choices(("knowledge", "advice", "writing", "talk"), k=rng.randint(2, 3))
    joint = rng.choice(("? ", ". ", " and ", "? and ", ", and also ", "\n", "? oh and "))
    return _asked(rng, joint.join(fill(rng, rng.choice(TEMPLATES[room])) for room in rooms))


ROOMS: dict[Callable[[random.Random], str], float] = {
    partial(_template, "knowledge"): 0.19,
    partial(_template, "advice"): 0.12,
    partial(_template, "writing"): 0.10,
    partial(_template, "talk"): 0.10,
    partial(_template, "code"): 0.07,
    partial(_template, "numbers"): 0.03,
    partial(_template, "lacking"): 0.045,
    _plain: 0.12,
    beyond: 0.09,
    _foreign: 0.05,
    pasted: 0.035,
    _scrap: 0.03,
    _two: 0.02,
    # Two questions in five are close to what is within reach.
    near.facts: 0.2,
    near.lacking: 0.17,
    near.languages: 0.17,
    near.wishes: 0.08,
    near.sums: 0.05,
}
_ROOMS, _WEIGHTS = tuple(ROOMS), tuple(ROOMS.values())
_SCRAPS = frozenset(SCRAPS)
_TONGUE_NAMES = (*TONGUES, "other")  # many languages, so more often
_SLOT_NAMES = (
    "city", "person", "animal", "food", "science", "history", "tech", "film", "thing", "thought", "company", "word",
)  # fmt: skip
_ENDINGS = (".com", ".org/", ".net/a", ".io", ".de")
