"""Functions of one to four operations: drawn, written in Python, and run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reasoning.seedling.tasks.code.operations import OPERATIONS, Operation, Step

# What a function takes: the kind of its operations' first value, and its parameter's name.
BASES = {
    "numbers": ("numbers", "numbers"),
    "words": ("words", "words"),
    "sentence": ("words", "text"),
    "letters": ("letters", "text"),
    "scores": ("scores", "items"),
}
WEIGHTS = (5, 3, 1.5, 2, 1.5)
# One example for each base, so that what comes out of it can be known by heart.
SHOWN: dict[str, Any] = {
    "numbers": [5, 12, 8, 12, 3, 20],
    "words": ["apple", "noon", "fig", "banana", "apple"],
    "sentence": "the cat saw the big dog",
    "letters": "Hello World 42",
    "scores": {"pear": 5, "plum": 12, "fig": 9},
}
SIGNED = [4, -7, 10, -2, 10, 3]
_WORDS = (
    "apple noon fig banana level tea stone cat train pencil arc bee kayak rose table nut orange sky pasta"
)
_POOL = _WORDS.split()
LISTED = 0.15  # the part of texts returned as a list of their characters
_FOLLOWING = {
    "ascending",
    "descending",
    "reverse",
    "alphabetical",
    "by_length",
    "longest_first",
    "sort_values",
}
# Pointless for words of one letter.
_OF_LENGTH = {
    "longer",
    "shorter",
    "palindromes",
    "mirror",
    "lengths",
    "by_length",
    "longest_first",
    "longest",
}
_OF_LENGTH |= {"shortest", "group_length", "length_dict", "group_initial"}


@dataclass(frozen=True)
class Pipeline:
    """What a function does to a value of its base."""

    base: str
    steps: tuple[Step, ...]

    @property
    def parameter(self) -> str:
        return BASES[self.base][1]

    @property
    def key(self) -> str:
        """The operations in order with the kind of value that they begin with."""
        return f"{self.base}: " + " > ".join(step.operation.name for step in self.steps)

    @property
    def name(self) -> str:
        """What the function is called when nobody asks for another name."""
        names = [step.operation.name for step in self.steps]
        return "_".join([*names, self.parameter] if len(names) == 1 else names)

    @property
    def shown(self) -> Any:
        """The example that a reply shows."""
        signed = any(step.operation.signed for step in self.steps)
        return SIGNED if signed and self.base == "numbers" else SHOWN[self.base]

    def run(self, value: Any) -> Any:
        """What the function returns for this value."""
        value = value.split() if self.base == "sentence" else list(value) if self.base == "letters" else value
        for step in self.steps:
            value = step.operation.run(value, step.k)
        return value

    def code(self, name: str) -> str:
        """The function as Python, one statement for each operation."""
        x, lines = self.parameter, []
        first = self.steps[0].operation
        if self.base == "sentence":
            x, lines = "words", ["words = text.split()"]
        elif self.base == "letters" and first.role in ("order", "slice"):
            x, lines = "letters", ["letters = list(text)"]
        for at, step in enumerate(self.steps):
            y = _variable(step.operation, x, lines)
            text = step.operation.code.format(x=x, y=y, k=step.k)
            if at == len(self.steps) - 1 and text.startswith(f"{y} = ") and "\n" not in text:
                lines.append("return " + text.removeprefix(f"{y} = "))
                break
            lines += text.split("\n")
            x = y
        else:
            lines.append(f"return {x}")
        return "\n    ".join([f"def {name}({self.parameter}):", *lines])


def draw(rng: random.Random, count: int) -> Pipeline:
    """A pipeline of `count` operations that makes sense."""
    while True:
        base = rng.choices(tuple(BASES), weights=WEIGHTS)[0]
        steps = _steps(rng, BASES[base][0], count)
        wanted = Pipeline(base, steps)
        # A function that leaves nothing of two ordinary values teaches and tests nothing.
        if steps and any(wanted.run(some_input(rng, base)) for _ in range(2)):
            return wanted


def returned(rng: random.Random, wanted: Pipeline) -> Pipeline:
    """The pipeline with what it returns: a text whose characters are kept stays a text, but for a few."""
    last = wanted.steps[-1].operation
    if wanted.base == "letters" and last.out == "letters" and rng.random() >= LISTED:
        return replace(wanted, steps=(*wanted.steps, Step(OPERATIONS["letters"]["join"])))
    if wanted.base == "sentence" and last.out == "words" and rng.random() < 0.5:
        return replace(wanted, steps=(*wanted.steps, Step(OPERATIONS["words"]["join_space"])))
    return wanted


def some_input(rng: random.Random, base: str, most: int = 8) -> Any:
    """A value of up to `most` (5 or more) items for the hidden tests and for the examples of a question."""
    if base == "numbers":
        low = -12 if rng.random() < 0.4 else 0
        return [rng.randint(low, 24) for _ in range(rng.randint(4, most))]
    chosen = rng.choices(_POOL, k=rng.randint(3, most - 2))
    if base == "words":
        return chosen
    if base == "sentence":
        return " ".join(chosen)
    if base == "letters":
        return f"{chosen[0].title()} {chosen[1]} {rng.randint(1, 99)}"
    return {word: rng.randint(1, 20) for word in chosen}


def _steps(rng: random.Random, kind: str, count: int) -> tuple[Step, ...]:
    chosen: list[Operation] = []
    while len(chosen) < count:
        last = len(chosen) == count - 1
        wanted = ("fold",) if last and rng.random() < 0.5 else ("filter", "map", "order", "unique", "slice")
        options = [
            operation
            for operation in OPERATIONS[kind].values()
            if operation.role in wanted and _fits(operation, chosen)
        ]
        if not options:
            return ()
        chosen.append(rng.choice(options))
        kind = chosen[-1].out
        if kind not in OPERATIONS and len(chosen) < count:
            return ()
    return tuple(Step(o, rng.choice(o.choices) if o.choices else None) for o in chosen)


def _fits(operation: Operation, before: Sequence[Operation]) -> bool:
    """Whether the operation is neither a repetition nor undone or made pointless by its neighbours."""
    if any(operation.name == other.name for other in before):
        return False
    if operation.clash and any(operation.clash == other.clash for other in before):
        return False
    if not before:
        return True
    if operation.name in _OF_LENGTH and any(other.name == "initials" for other in before):
        return False
    if operation.role in ("order", "slice") and before[-1].role == operation.role:
        return False
    # What order the values are in says nothing about their sum.
    joins = operation.name.startswith(("join", "group"))
    return operation.role != "fold" or joins or before[-1].name not in _FOLLOWING


def _variable(operation: Operation, x: str, lines: Sequence[str]) -> str:
    taken = {x, *(line.split(" = ")[0] for line in lines)}
    return operation.var if operation.var not in taken else f"{operation.var}_{len(taken)}"
