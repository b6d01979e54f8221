"""Sentences with choices in them: `{s} [eat~|ate] {b} [of them|] [today|]` stands for many sentences.

`[x|y|]` is a choice, `{a}` a slot, `eat~` a verb that agrees with the subject, `<lose:b>` a rule from
rules.toml in which `#` is the slot {b} (and `@` a second one). A rule `lose.food` is used where the things are food.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

KINDS = ("", "food")
RULES: dict[str, str] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text())["rules"]
_PIECE = re.compile(r"[\[\]|]|\{\w+\}|<[^<>]+>|[A-Za-z']+~|[^\[\]|{}<>~]+?(?=[A-Za-z']+~|[\[\]|{<]|$)")
_IRREGULAR = {"be": ("am", "are", "is"), "was": ("was", "were", "was"), "have": ("have", "have", "has")}
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


class Slot(str):
    """The name of a value that is filled in."""


class Choice(tuple["Form", ...]):
    """One of several forms."""


class Verb(tuple[str, ...]):
    """What follows I; you, we and they; she and he."""


Form = Sequence[object]  # of str, Slot, Choice and Verb


@cache
def form(text: str, kind: str = "") -> Form:
    """The compiled form of `text` for things of this kind."""
    pieces = _PIECE.findall(text)
    if "".join(pieces) != text:
        raise ValueError(f"not understood: {text!r}")
    parsed, rest = _sequence(pieces[::-1], kind)
    if rest:
        raise ValueError(f"a bracket is open: {text!r}")
    return parsed


def expand(rng: random.Random, form: Form, slots: Mapping[str, str], agreement: int) -> str:
    """One of the sentences that the form stands for; `agreement` is 0 for I, 1 for you and plurals, 2 for she."""
    out: list[str] = []
    _expand(rng.random, form, slots, agreement, out)
    return "".join(out)


def _expand(draw: object, form: Form, slots: Mapping[str, str], agreement: int, out: list[str]) -> None:
    for node in form:
        kind = type(node)
        if kind is str:
            out.append(node)  # type: ignore[arg-type]
        elif kind is Slot:
            out.append(slots[node])  # type: ignore[index]
        elif kind is Verb:
            out.append(node[agreement])  # type: ignore[index]
        else:
            _expand(draw, node[int(draw() * len(node))], slots, agreement, out)  # type: ignore


def verb(base: str) -> Verb:
    """`eat`, `eat`, `eats`."""
    if base in _IRREGULAR:
        return Verb(_IRREGULAR[base])
    if base.endswith("n't"):
        third = {"don't": "doesn't", "haven't": "hasn't", "aren't": "isn't"}[base]
    elif base.endswith(_SIBILANT):
        third = base + "es"
    elif base.endswith("y") and base[-2] not in "aeou":
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    return Verb((base, base, third))


def _sequence(rest: list[str], kind: str) -> tuple[Form, list[str]]:
    nodes: list[object] = []
    while rest and rest[-1] not in ("|", "]"):
        piece = rest.pop()
        if piece == "[":
            options: list[Form] = []
            while True:
                option, rest = _sequence(rest, kind)
                options.append(option)
                if rest.pop() == "]":
                    break
            nodes.append(Choice(options))
        elif piece[0] == "{":
            nodes.append(Slot(piece[1:-1]))
        elif piece[0] == "<":
            nodes.append(_rule(piece[1:-1], kind))
        elif piece[-1] == "~":
            nodes.append(verb(piece[:-1]))
        else:
            nodes.append(piece)
    return tuple(nodes), rest


def _rule(call: str, kind: str) -> Choice:
    """`lose:b`; with a leading dot the rule for things of any kind."""
    name, *arguments = call.lstrip(".").split(":")
    chosen = f"{name}.{kind}"
    text = RULES[name if call[0] == "." or chosen not in RULES else chosen]
    for sign, argument in zip("#@", arguments, strict=False):
        text = text.replace(f":{sign}", f":{argument}").replace(sign, f"{{{argument}}}")
    return Choice((form(text, kind),))
