"""A pipeline in the words of a person, and in those of a reply."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reasoning.seedling.tasks.code.operations import Step
from reasoning.seedling.tasks.code.pipeline import Pipeline

FORMS = tomllib.loads(Path(__file__).with_name("asking.toml").read_text())
JOINTS = (
    (", ", " and "),
    (", ", " and "),
    (", ", ", and "),
    (", then ", " and then "),
    (", ", ", "),
    (" and ", " and "),
    (" then ", " then "),
)
UNSAID = 0.6  # the part of texts whose joining at the end goes without saying
# What makes a text again of its letters or words, and what these are.
_JOINED = {"letters": "join", "sentence": "join_space"}
OPENED = {"letters": "letters", "sentence": "words"}
_OBJECT = re.compile(r" them\b|word|letter|character|vowel|consonant|digit|capital|value|key|entries")
_EACH = re.compile(r"\b(each|every)\b(?! other| second)(?: (?:number|word|value|character))?")
_ENDS = ("s", "sh", "ch", "x", "o")


def third(imperative: str) -> str:
    """`returns the sum` for `return the sum`; only the first word is changed."""
    verb, _, rest = imperative.partition(" ")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        verb = verb[:-1] + "ies"
    else:
        verb += "es" if verb.endswith(_ENDS) else "s"
    return re.sub(
        r"(?<=, )(split|return)\b|(?<= and )(return|look|check|keep)\b|(?<=, or )return\b",
        r"\g<0>s",
        f"{verb} {rest}".rstrip(),
    )


def clauses(rng: random.Random, pipeline: Pipeline) -> list[str]:
    """The pipeline as imperatives, in one of several manners. That a text stays a text is mostly left unsaid."""
    *steps, last = pipeline.steps
    joins = steps and _JOINED.get(pipeline.base) == last.operation.name
    if joins and rng.random() < UNSAID:
        kept = replace(pipeline, steps=tuple(steps))
        ending = rng.choice(FORMS["text_ends"])
        if pipeline.base == "letters":
            return _clauses(rng, kept, ending)
        said = _said(rng, kept)
        if _EACH.search(said[0]) or " them" in said[0] or "words" in said[0]:
            return [_placed(rng, pipeline, said[0]), *said[1:], ending]
    listed = pipeline.base in _JOINED and last.operation.out == OPENED[pipeline.base]
    ending = rng.choice(FORMS[f"{pipeline.base}_lists" if listed else "ends"])
    return _clauses(rng, pipeline, ending, must_end=listed)


def _said(rng: random.Random, pipeline: Pipeline) -> list[str]:
    """Each operation as an imperative; what a filter left may be called the rest."""
    said = [step.says(rng.choice(step.operation.do)) for step in pipeline.steps]
    for at in range(1, len(said)):
        if pipeline.steps[at - 1].operation.role == "filter" and rng.random() < 0.3:
            said[at] = re.sub(r" them\b", f" {rng.choice(FORMS['rest'])}", said[at], count=1)
    return said


def _clauses(rng: random.Random, pipeline: Pipeline, ending: str, must_end: bool = False) -> list[str]:
    manner = rng.random()
    nominal = _nominal(rng, pipeline) if manner < 0.45 else ""
    if must_end and (pipeline.base == "letters" or not nominal):
        manner = 1.0
    elif nominal:
        return [nominal]
    if manner < 0.6 and all(step.operation.part for step in pipeline.steps):
        parts = [step.says(rng.choice(step.operation.part)) for step in pipeline.steps]
        start = "return " if parts[0].startswith(("only", "just")) else "return them "
        return [rng.choice(FORMS["take"][pipeline.base]), start + ", ".join(parts)]
    said = _said(rng, pipeline)
    if 0.6 <= manner < 0.8 and (pipeline.base in ("numbers", "words") or _OBJECT.search(said[0])):
        return [_placed(rng, pipeline, said[0]), *said[1:]]
    end = [] if pipeline.steps[-1].operation.role == "fold" else [ending]
    return [rng.choice(FORMS["take"][pipeline.base]), *said, *end]


def joined(said: Sequence[str], joint: tuple[str, str] = (", ", " and ")) -> str:
    """`a, b and c`, or with another joint and last joint."""
    return joint[0].join(said[:-1]) + joint[1] + said[-1] if len(said) > 1 else said[0]


def notes(rng: random.Random, pipeline: Pipeline) -> str:
    """The pipeline in key words."""
    joint = rng.choice((", ", ", ", ", then ", " -> ", " and "))
    said = [step.says(rng.choice(step.operation.terse)) for step in pipeline.steps]
    if pipeline.base == "letters" and pipeline.steps[-1].operation.out == "letters":
        said.append("as a list")
    elif len(said) > 1 and pipeline.steps[-1].operation.name == "join" and rng.random() < UNSAID:
        said.pop()
    return joint.join(said)


def summary(pipeline: Pipeline) -> str:
    """What a reply says the function does: always the same words for the same operations."""
    said = ["split the text into words"] if pipeline.base == "sentence" else []
    said += [step.says(step.operation.do[0]) for step in pipeline.steps]
    if pipeline.steps[-1].operation.role != "fold":
        said.append("return the result")
    return "It " + joined([third(clause) for clause in said]) + "."


def _placed(rng: random.Random, pipeline: Pipeline, first: str) -> str:
    """The first operation with what it is done to: `square the numbers in a list`."""
    place = str(rng.choice(FORMS["places"][pipeline.base]))
    noun = str(rng.choice(FORMS["nouns"][pipeline.base]))
    before, them, after = first.partition(" them")
    if them:
        return f"{before} the {noun}{place}{after}"
    if (each := _EACH.search(first)) and pipeline.base != "scores":
        return f"{first[: each.start()]}{each[1]} {noun[:-1]}{place}{first[each.end() :]}"
    return first + place


def _nominal(rng: random.Random, pipeline: Pipeline) -> str:
    """`return the sum of the squares of the even numbers in a list`, where the operations allow it."""
    steps = list(pipeline.steps)
    heads: list[str] = []
    tails: list[str] = []
    noun = str(rng.choice(FORMS["nouns"][pipeline.base]))
    while steps and (steps[0].operation.head or steps[0].operation.tail or steps[0].operation.noun):
        operation = steps[0].operation
        if operation.noun and noun in FORMS["nouns"]["letters"]:
            noun = operation.noun
        elif operation.head:
            heads.insert(0, operation.head)
        elif operation.tail:
            tails.append(steps[0].says(operation.tail))
        else:
            return ""
        steps.pop(0)
    if len(tails) > 1 or not all(step.operation.of for step in steps) or len(steps) > 2:
        return ""
    place = str(rng.choice(FORMS["places"][pipeline.base]))
    phrase = " ".join([*heads, noun]) + (f"{place} {tails[0]}" if tails and rng.random() < 0.3 else "")
    phrase += "" if " in a " in phrase or place in phrase else (f" {tails[0]}" if tails else "") + place
    return _wrapped(rng, steps, phrase)


def _wrapped(rng: random.Random, steps: Sequence[Step], phrase: str) -> str:
    if not steps:
        return (
            rng.choice(
                ("return the ", "return all ", "find the ", "get the ", "return only the ", "give the ")
            )
            + phrase
        )
    article = "the "
    for step in steps:
        last = step is steps[-1]
        if last and step.operation.name == "count" and rng.random() < 0.6:
            return rng.choice(("count the ", "count ", "count all ")) + phrase
        if last and step.operation.name == "sum" and rng.random() < 0.4:
            return rng.choice(("sum ", "sum up ", "add up ", "add ")) + article + phrase
        phrase = f"{step.operation.of} {'' if step.operation.name == 'count' else article}{phrase}"
        article = ""
    return rng.choice(("return ", "return ", "find ", "calculate ", "compute ", "get ")) + phrase
