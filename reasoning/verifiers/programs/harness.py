"""Calls a program's functions inside the sandbox and tells what came out. It is never imported.

Standard input holds {"nonce", "program", "calls": [{"setup": [...], "call": "..."}]}. It writes one line for
the program itself and one for each call: the nonce, then JSON. What a call should return is not told, so that
a program can only pass by returning it.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import re
import sys
import types

TYPE_CHECKING = False  # typing itself takes longer to import than everything else here
if TYPE_CHECKING:
    from typing import Any

VIEWS: tuple[Any, ...] = ({}.keys(), {}.values(), {}.items())
SHOWN = 2000  # characters of what a program prints, of an error's words
NODES = 5000  # parts of one value
DEEPEST = 60
LARGEST = 16_000  # characters of one value's JSON
SMALL = 2**53
LAZY: tuple[Any, ...] = (
    types.GeneratorType,
    map,
    filter,
    zip,
    reversed,
    range,
    *(type(view) for view in VIEWS),
)
ADDRESS = r"0x[0-9a-f]+"


class Kept(io.TextIOBase):
    """Standard output that keeps its beginning."""

    def __init__(self) -> None:
        self.text = ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text[: SHOWN - len(self.text)]
        return len(text)


class TooLarge(Exception):
    """A value that is not worth telling."""


def encode(value: object, budget: list[int], level: int = 0) -> object:
    """`value` as JSON; subclasses are read by their base's own methods, which a program cannot replace."""
    budget[0] -= 1
    if budget[0] < 0 or level > DEEPEST:
        raise TooLarge

    def each(items: Any) -> list[object]:
        return [encode(item, budget, level + 1) for item in items]

    if value is None or value is True or value is False:
        return value
    if isinstance(value, int):
        number = int.__index__(value)
        return number if -SMALL < number < SMALL else ["int", hex(number)]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return ["float", float.__repr__(value)]
    if isinstance(value, complex):
        return ["complex", complex.__repr__(value)]
    if isinstance(value, bytes):
        return ["bytes", bytes.hex(value)]
    if isinstance(value, list):
        return ["list", each(list.__iter__(value))]
    if isinstance(value, tuple):
        return ["tuple", each(tuple.__iter__(value))]
    if isinstance(value, set | frozenset):
        return ["set", sorted(each(set(value)), key=json.dumps)]
    if isinstance(value, dict):
        pairs = [[encode(k, budget, level + 1), encode(v, budget, level + 1)] for k, v in dict.items(value)]
        return ["dict", sorted(pairs, key=json.dumps)]
    if isinstance(value, LAZY):
        return ["opaque", f"{type(value).__name__} of {json.dumps(each(itertools.islice(value, NODES)))}"]
    return ["opaque", f"{type(value).__name__} {re.sub(ADDRESS, '', shown(value))}"]


def told(value: object) -> object:
    try:
        known = encode(value, [NODES])
        return known if len(json.dumps(known)) <= LARGEST else ["opaque", "a value too large to compare"]
    except TooLarge:
        return ["opaque", "a value too large to compare"]


def shown(value: object) -> str:
    try:
        return "" if value is None else repr(value)[:SHOWN]
    except BaseException as error:
        return f"a value that cannot be shown: {type(error).__name__}"


def attempt(action: Any) -> dict[str, object]:
    """What calling `action` returns, prints and raises."""
    printed = Kept()
    try:
        with contextlib.redirect_stdout(printed):
            value = action()
            outcome = {"value": told(value), "shown": shown(value)}
    except BaseException as error:
        try:
            words = str(error)[:SHOWN]
        except BaseException:
            words = ""
        outcome = {"raised": type(error).__name__, "words": words}
    return {**outcome, "printed": printed.text}


def finished(coroutine: Any) -> object:
    import asyncio  # slow to import, and rarely needed

    return asyncio.run(coroutine)


def main() -> None:
    order = json.loads(sys.stdin.read())
    nonce, write = order["nonce"], os.write

    def say(outcome: dict[str, object]) -> None:
        write(1, f"{nonce} {json.dumps(outcome)}\n".encode())

    module = types.ModuleType("program")
    sys.modules["program"] = module

    def load() -> None:
        exec(compile(order["program"], "<program>", "exec"), module.__dict__)  # noqa: S102

    say(attempt(load))
    for call in order["calls"]:

        def perform(call: dict[str, Any] = call) -> object:
            for statement in call["setup"]:
                exec(statement, module.__dict__)  # noqa: S102
            value = eval(str(call["call"]), module.__dict__)  # noqa: S307
            return finished(value) if isinstance(value, types.CoroutineType) else value

        say(attempt(perform))


if __name__ == "__main__":
    main()
