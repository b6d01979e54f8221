"""Small Python functions from a sentence: pipelines of one to four operations, and the classics."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from reasoning.seedling.problem import Problem, is_held_out
from reasoning.seedling.tasks.code import classics, pipeline
from reasoning.seedling.tasks.code.asking import Wish, ask, invented
from reasoning.seedling.tasks.code.describe import clauses, notes, summary
from reasoning.seedling.tasks.code.pipeline import Pipeline
from reasoning.seedling.tasks.code.running import Case, Judge, holds, judge_many
from reasoning.seedling.tasks.either import expand

__all__ = ["FAMILY", "generate", "holds", "judge_many"]

FAMILY = "code"
CLASSIC = (0.5, 0.5, 0.5, 0.0)  # by level, the part of the classics
SIZES = ((1,), (1, 1, 2), (1, 2, 2, 3, 3, 4), (3, 3, 4))  # by level, how many operations a pipeline has
PLAIN = (0.6, 0.3, 0.1, 0.1)  # by level, the part of questions in the simplest words
NAMED, EXAMPLES = 0.3, 0.3  # shares of questions with a name, and with an example
LONGEST = 600  # characters of a reply
HIDDEN = 8  # calls by which a program is judged


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A function to write: 0 is the easiest, 3 (hard) has three or four operations."""
    while True:
        if rng.random() < CLASSIC[level]:
            problem = _classic(rng, PLAIN[level])
        else:
            drawn = pipeline.draw(rng, rng.choice(SIZES[level]))
            problem = from_pipeline(rng, pipeline.returned(rng, drawn), PLAIN[level])
        if len(problem.reply) < LONGEST:
            return problem


def from_pipeline(rng: random.Random, wanted: Pipeline, plain: float = 0.0) -> Problem:
    """The problem that asks for this pipeline in one of many ways."""
    asked = invented(rng, wanted.name, NAMED)
    example = None
    if rng.random() < EXAMPLES:
        value = _telling(rng, wanted)
        example = Case(repr(value), wanted.run(value))
        asked = asked or (wanted.name if rng.random() < 0.3 else invented(rng, wanted.name, 1.0))
    name = asked or wanted.name
    wish = Wish(
        clauses=clauses(rng, wanted),
        name=asked,
        arguments=wanted.parameter,
        example=example,
        notes=notes(rng, wanted),
        base=wanted.base,
        exact=any(isinstance(step.k, str) for step in wanted.steps),
    )
    code = wanted.code(name)
    if example:
        shown = f"print({name}({example.arguments}))  # {_comment(example.result)}"
    else:
        # What several operations come to is more than a small network computes in its head: it claims nothing.
        told = f"  # {_comment(wanted.run(wanted.shown))}" if len(wanted.steps) == 1 else ""
        shown = f"{wanted.parameter} = {wanted.shown!r}\nprint({name}({wanted.parameter})){told}"
    return Problem(
        family=FAMILY,
        question=ask(rng, wish, plain),
        reply=_reply(summary(wanted), code, shown),
        answer="",
        key=_taught(wanted.key) if len(wanted.steps) == 1 else wanted.key,
        check=Judge(partial(_hidden, wanted), asked),
        hard=len(wanted.steps) >= 3,
    )


def _classic(rng: random.Random, plain: float) -> Problem:
    classic = classics.pick(rng)
    asked = invented(rng, classic.name, NAMED)
    example = rng.choice((classic.cases[0], rng.choice(classic.cases))) if rng.random() < EXAMPLES else None
    asked = asked or (classic.name if example else "")
    name = asked or classic.name
    wish = Wish(
        clauses=[expand(rng, rng.choice(classic.asks))],
        name=asked,
        arguments=classic.arguments,
        example=example,
        exact="'" in "".join(classic.asks),
        fragment=expand(rng, rng.choice(classic.shorts)),
    )
    case = example or classic.cases[0]
    shown = f"print({name}({case.arguments}))  # {_comment(case.result)}"
    return Problem(
        family=FAMILY,
        question=ask(rng, wish, plain),
        reply=_reply(classic.says, classic.code(name), shown),
        answer="",
        key=_taught(
            f"classic: {classic.topic}"
        ),  # every classic is taught: only compositions can be withheld
        check=Judge(lambda: classic.cases, asked),
    )


def _telling(rng: random.Random, wanted: Pipeline) -> Any:
    """A short value of which something is left, if three tries find one."""
    for _ in range(3):
        value = pipeline.some_input(rng, wanted.base, most=5)
        if wanted.run(value):
            break
    return value


def _comment(result: Any) -> str:
    """What print shows, or the empty string as it is written."""
    return str(result) or "''"


def _reply(says: str, code: str, shown: str) -> str:
    return f"{says}\n```python\n{code}\n\n\n{shown}\n```"


def _hidden(wanted: Pipeline) -> list[Case]:
    rng = random.Random(wanted.key)
    made: list[Any] = [pipeline.some_input(rng, wanted.base) for _ in range(HIDDEN)]
    return [Case(repr(value), wanted.run(value)) for value in made]


def _taught(key: str) -> str:
    """The key, changed until it is none of the withheld."""
    while is_held_out(key):
        key += "'"
    return key
