"""Sentences from parts: `{slot}` is a value or a group of synonyms, `[a|b|]` a choice; both may be nested."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

# A sequence holds literal texts, slots and choices; a choice holds sequences.
Node: TypeAlias = "str | tuple[str, str] | list[Sequence]"
Sequence: TypeAlias = list[Node]

_SIGN = re.compile(r"[\[\]|{}]")
_GAP_BEFORE = re.compile(r"\s+([,.?!;:])(?!\d)")
_SPACES = re.compile(r"\s{2,}")
_ARTICLE = re.compile(r"\ba (?=(?!one|once|eu)[aeio])")
_NEW_SENTENCE = re.compile(r"(?<=[a-z0-9)%][.?!] )(?<!\.m\. )([a-z])")


def expand(rng: random.Random, template: str, values: Mapping[str, str], groups: Mapping[str, str]) -> str:
    """`template` with every choice drawn and every slot filled, its sentences tidy and capitalised.

    A group of synonyms is drawn once for a text: the sister stays the sister.
    """
    out: list[str] = []
    _write(rng, parse(template), dict(values), groups, out)
    text = _ARTICLE.sub("an ", _SPACES.sub(" ", _GAP_BEFORE.sub(r"\1", "".join(out))).strip(" ,"))
    return text[0].upper() + _NEW_SENTENCE.sub(lambda found: found[1].upper(), text[1:])


def slots(template: str) -> set[str]:
    """The names of the slots in `template`, those in choices included."""
    return set(re.findall(r"\{(\w+)\}", template))


def _write(
    rng: random.Random,
    choice: list[Sequence],
    values: dict[str, str],
    groups: Mapping[str, str],
    out: list[str],
) -> None:
    for node in choice[int(rng.random() * len(choice))]:
        if isinstance(node, str):
            out.append(node)
        elif isinstance(node, list):
            _write(rng, node, values, groups, out)
        elif node[1] in values:
            out.append(values[node[1]])
        else:
            part: list[str] = []
            _write(rng, parse(groups[node[1]]), values, groups, part)
            out.append(values.setdefault(node[1], "".join(part)))


@cache
def parse(template: str) -> list[Sequence]:
    """The choice that `template` as a whole is. Raises ValueError where brackets do not match."""
    stack: list[list[Sequence]] = [[[]]]
    at = 0
    while found := _SIGN.search(template, at):
        sign, here = found[0], stack[-1][-1]
        if found.start() > at:
            here.append(template[at : found.start()])
        at = found.end()
        if sign == "[":
            stack.append([[]])
        elif sign == "|":
            stack[-1].append([])
        elif sign == "{":
            end = template.index("}", at)
            here.append(("slot", template[at:end]))
            at = end + 1
        elif sign == "]" and len(stack) > 1:
            done = stack.pop()
            stack[-1][-1].append(done)
        else:
            raise ValueError(f"brackets do not match in {template!r}")
    if len(stack) > 1:
        raise ValueError(f"a bracket is open in {template!r}")
    if at < len(template):
        stack[0][-1].append(template[at:])
    return stack[0]
