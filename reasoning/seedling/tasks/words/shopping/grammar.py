"""Sentences with choices: `[a|b]` is one of them, `{slot}` a value, `<macro>` one of a list of phrases.

`<macro2>` is the same phrase about a second thing: its slots `{n}`, `{p}`, `{a}`, `{item}` and `{items}` become
`{n2}`, `{p2}` and so on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

from reasoning.seedling.tasks.words.shopping.phrases import MACROS

_SIGN = re.compile(r"[\[\]|]|\{[^}]+\}|<[^>]+>")
_NUMBERED = re.compile(r"\{(n|p|a|item|items)(!?)\}")

Piece = str | tuple[str, str] | list["Sequence"]
Sequence = list[Piece]


def expand(rng: random.Random, template: str, value: Callable[[str], str]) -> str:
    """One of the sentences of `template`, with `value(slot)` in place of each slot, from left to right."""
    out: list[str] = []
    _write(rng, parsed(template), value, out)
    return "".join(out)


@cache
def parsed(template: str) -> Sequence:
    """The template as a sequence of text, slots and macros (as pairs) and choices (as lists)."""
    stack: list[list[Sequence]] = [[[]]]
    at = 0
    for sign in _SIGN.finditer(template):
        stack[-1][-1].append(template[at : sign.start()])
        at = sign.end()
        if sign[0] == "[":
            stack.append([[]])
        elif sign[0] == "|":
            if len(stack) == 1:
                raise ValueError(f"a choice outside of brackets: {template}")
            stack[-1].append([])
        elif sign[0] == "]":
            choices = stack.pop()
            stack[-1][-1].append(choices)
        else:
            stack[-1][-1].append((sign[0][0], sign[0][1:-1]))
    if len(stack) != 1:
        raise ValueError(f"a bracket is open: {template}")
    return [*stack[0][0], template[at:]]


@cache
def macro(name: str) -> tuple[Sequence, ...]:
    """The phrases of a macro."""
    phrases, digit = MACROS.get(name), ""
    if phrases is None:
        phrases, digit = MACROS[name[:-1]], name[-1]
    return tuple(parsed(_NUMBERED.sub(rf"{{\g<1>{digit}\g<2>}}", phrase)) for phrase in phrases)


def _write(rng: random.Random, pieces: Sequence, value: Callable[[str], str], out: list[str]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, list):
            _write(rng, rng.choice(piece), value, out)
        elif piece[0] == "<":
            _write(rng, rng.choice(macro(piece[1])), value, out)
        else:
            out.append(value(piece[1]))
