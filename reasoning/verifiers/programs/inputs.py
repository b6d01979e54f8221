"""Calls to compare programs by when nobody knows what they should return: the same for every draft.

Kinds of values come from the examples' arguments, then annotations, then the names that people give their
parameters; where nothing tells, several kinds are tried.
"""

from __future__ import annotations

import ast
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

from .brackets import split
from .examples import Example
from .extract import Function, Parameter, functions_in

CALLS = 16
SEED = 20

Make = Callable[[random.Random], object]

WORDS = (
    "",
    "a",
    "ab",
    "Hello",
    "racecar",
    "hello world",
    "The quick brown fox",
    "aAbB",
    "3.14",
    "ÄÖ ß",
    "(())",
)


def _integer(rng: random.Random) -> object:
    return rng.choice((0, 1, 2, 3, -1, 5, 7, 10, rng.randint(2, 30), rng.randint(-20, 100)))


def _small(rng: random.Random) -> object:
    return rng.randint(0, 12)


def _list(item: Make) -> Make:
    return lambda rng: [item(rng) for _ in range(rng.choice((0, 1, 2, 3, 4, 6, 9)))]


def _word(rng: random.Random) -> object:
    return rng.choice((*WORDS, "".join(rng.choices("abcde", k=rng.randint(1, 8)))))


KINDS: dict[str, Make] = {
    "int": _integer,
    "small": _small,
    "float": lambda rng: rng.choice((0.0, 1.0, -2.5, 0.1, round(rng.uniform(-50, 50), 3))),
    "bool": lambda rng: rng.random() < 0.5,
    "str": _word,
    "list of int": _list(_integer),
    "list of str": _list(_word),
    "list of float": _list(lambda rng: round(rng.uniform(-9, 9), 2)),
    "list of lists": _list(_list(_small)),
    "dict": lambda rng: {_word(rng): _integer(rng) for _ in range(rng.randint(0, 4))},
}
GUESSES = ("int", "str", "list of int", "float", "list of str")

# Read from the first match on; `list[str]` is a list before it is a str.
_ANNOTATIONS = (
    (r"(list|sequence|iterable|tuple|set)\W+(list|sequence|iterable|tuple)", "list of lists"),
    (r"(list|sequence|iterable|tuple|set).*str", "list of str"),
    (r"(list|sequence|iterable|tuple|set).*float", "list of float"),
    (r"list|sequence|iterable|tuple|set", "list of int"),
    (r"dict|mapping", "dict"),
    (r"\bstr", "str"),
    (r"\bbool", "bool"),
    (r"\bfloat", "float"),
    (r"\bint", "int"),
)
_NAMES = (
    (r"words|strings|strs|names|tokens|lines", "list of str"),
    (r"matrix|grid|board|intervals|edges", "list of lists"),
    (
        r"(nums|numbers|arr|array|lst|list|xs|ys|items|values|data|seq|elements|l\d?|prices|heights)$",
        "list of int",
    ),
    (r"(s|t|str|string|text|word|sentence|name|pattern|prefix|sub|char|c|paragraph|s\d)$", "str"),
    (r"(k|depth|count|times|index|i|j|size|length)$", "small"),
    (r"(n|m|a|b|x|y|z|num|number|target|year|age|limit|p|q)$", "int"),
    (r"d|dict|mapping|counts|graph", "dict"),
    (r"rate|ratio|radius|price|threshold|celsius|fahrenheit|weight", "float"),
    (r"flag|is_\w+|reverse|strict", "bool"),
)


def target(question: str, programs: Sequence[str], examples: Sequence[Example]) -> Function | None:
    """The function to compare: what the examples call, else what the question names, else what most define."""
    defined = [functions_in(program) for program in programs]
    known = Counter(function.name for functions in defined for function in functions)
    wanted = [name for example in examples for name in sorted(example.names)]
    wanted += [function.name for function in functions_in(question)]
    wanted += re.findall(r"`?\b([A-Za-z_]\w*)`?\(", question) + re.findall(r"`([A-Za-z_]\w*)`", question)
    # The last function of a program is mostly the one that uses the others.
    last = Counter(functions[-1].name for functions in defined if functions)
    wanted += [name for name, _ in last.most_common(1)]
    name = next((name for name in wanted if known[name]), None)
    candidates = [function for functions in defined for function in functions if function.name == name]
    if not candidates:
        return None
    usual = Counter(len(function.parameters) for function in candidates).most_common(1)[0][0]
    fitting = [function for function in candidates if len(function.parameters) == usual]
    return max(fitting, key=lambda function: sum(bool(p.annotation) for p in function.parameters))


def arguments(function: Function, examples: Sequence[Example] = ()) -> tuple[str, ...]:
    """What to call a function of such parameters with, as source text; always the same for the same input."""
    own = [example for example in examples if function.name in example.names]
    kinds = [_kinds(parameter, at, function.name, own) for at, parameter in enumerate(function.parameters)]
    rng = random.Random(SEED)
    made = (
        ", ".join(repr(KINDS[options[round_ % len(options)]](rng)) for options in kinds)
        for round_ in range(CALLS)
    )
    return tuple(dict.fromkeys(made))


def _kinds(parameter: Parameter, at: int, name: str, examples: Sequence[Example]) -> tuple[str, ...]:
    for example in examples:
        inner = example.call.removeprefix(f"{name}(").removesuffix(")")
        if inner != example.call and len(arguments := split(inner)) > at:
            try:
                return (_kind_of(ast.literal_eval(arguments[at])),)
            except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError, KeyError):
                continue
    for patterns, words in ((_ANNOTATIONS, parameter.annotation.lower()), (_NAMES, parameter.name.lower())):
        for pattern, kind in patterns:
            if words and re.match(pattern, words):
                return (kind,)
    return GUESSES


def _kind_of(value: object) -> str:
    """Raises KeyError for a kind that is not made here."""
    match value:
        case bool():
            return "bool"
        case [list() | tuple(), *_]:
            return "list of lists"
        case [str(), *_]:
            return "list of str"
        case [float(), *_]:
            return "list of float"
        case list():
            return "list of int"
    return {"int": "int", "float": "float", "str": "str", "dict": "dict"}[type(value).__name__]
