"""Values as JSON, to compare what a program returned without running anything of it here.

The other half, which writes them, stands in harness.py.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

CLOSE = 1e-9  # relative and absolute: floating-point noise is no difference
DEEPEST = 80  # a little more than harness.py writes
DIGITS = 9  # significant, of numbers in a key


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that has no literal, or a too large one: equal to nothing a question could expect."""

    words: str


def decode(told: Any, level: int = 0) -> object:
    """The value that harness.py wrote. Raises ValueError or TypeError for anything else."""
    if level > DEEPEST:
        raise ValueError("too deep")
    if told is None or isinstance(told, bool | int | str):
        return told
    if not isinstance(told, list) or len(told) != 2:
        raise ValueError("not a value")
    kind, inner = told
    match kind:
        case "int":
            return int(inner, 16)
        case "float":
            return float(inner)
        case "complex":
            return complex(inner)
        case "bytes":
            return bytes.fromhex(inner)
        case "list":
            return [decode(item, level + 1) for item in inner]
        case "tuple":
            return tuple(decode(item, level + 1) for item in inner)
        case "set":
            return frozenset(_hashable(item, level + 1) for item in inner)
        case "dict":
            return {_hashable(key, level + 1): decode(value, level + 1) for key, value in inner}
        case "opaque":
            return Opaque(str(inner))
    raise ValueError("no such kind of value")


def _hashable(told: Any, level: int) -> Any:
    value = decode(told, level)
    try:
        hash(value)
    except TypeError as error:
        raise ValueError("not hashable") from error
    return value


def same(found: object, expected: object) -> bool:
    """Python's own equality, with lists and tuples kept apart and floats compared to CLOSE."""
    if isinstance(found, float | int) and isinstance(expected, float):
        return found == expected or _close(found, expected)
    if isinstance(found, list | tuple) and isinstance(expected, list | tuple):
        alike = isinstance(found, list) == isinstance(expected, list) and len(found) == len(expected)
        return alike and all(map(same, found, expected))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[key], expected[key]) for key in expected)
    return found == expected


def _close(found: float, expected: float) -> bool:
    try:
        return math.isclose(found, expected, rel_tol=CLOSE, abs_tol=CLOSE)
    except OverflowError:
        return False


def key(told: Any) -> str:
    """Text that is the same for values that differ only by floating-point noise."""
    return json.dumps(_rounded(told), sort_keys=True)


def _rounded(told: Any) -> Any:
    if isinstance(told, list):
        if len(told) == 2 and told[0] == "float" and isinstance(told[1], str):
            return ["float", format(float(told[1]), f".{DIGITS}g")]
        return [_rounded(item) for item in told]
    return told
