"""Examples that a question gives: what to call and what should come out.

Read are doctests, `assert f(2) == 3`, and sentences such as `f(2, 3) == 5`, `f([1, 2]) -> 3`,
`f('ab')` returns `'ba'`. Only a literal counts as an expectation, so that nothing has to be evaluated here.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .brackets import DEEPEST, LONGEST, closing, depth

MOST = 40  # examples of one question
QUESTION = 20_000  # characters that are looked at

_CALL = re.compile(r"(?<![\w.])(?P<name>[A-Za-z_]\w*)\(")
_CLEAR = r"==>?|=>|->|→|⇒|➞|⟶|(?:should |must |will )?(?:returns?|gives?|yields?|outputs?)|evaluates to"
# Also how recurrences are written, `tri(4) = 3`: it counts only where nothing clearer stands.
_VAGUE = r"=|:|is|equals|should be|must be|will be"
_MEANS = re.compile(rf"`?[ \t]*(?:(?P<clear>{_CLEAR})|{_VAGUE})[ \t]*`?[ \t]*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.\d+|\d+|\.\d+)(?:[eE][+-]?\d+)?|(?:True|False|None)\b")
_STRING = re.compile(r"[bru]{0,2}(?:'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")")
# What would make a literal only the beginning of something else: `2 * n`, `3.x`, `5 if ...`.
_GOES_ON = re.compile(r"[ \t]*(?:[-+*/%^&|@<>=!(\[]|\.\w|if\b|or\b|and\b|for\b)|\w")
_ASSERT = re.compile(
    r"^[ \t]*+assert[ \t]++(?P<left>[^\n=]*+(?:=(?!=)[^\n=]*+)*+)==(?P<right>[^\n]*+)", re.MULTILINE
)
_DOCTEST = re.compile(r"^(?P<indent>[ \t]*)>>> (?P<code>[^\n]*)\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """`setup` statements, then `call`, an expression; `text` is what its author expects to see.

    `value` is that text as a literal, where `literal` says that it is one. `prints` marks a doctest, whose
    text may also be what the call printed.
    """

    call: str
    text: str
    value: object = None
    literal: bool = True
    setup: tuple[str, ...] = ()
    prints: bool = False

    @property
    def names(self) -> set[str]:
        """Everything that the example calls by name."""
        return {match["name"] for source in (*self.setup, self.call) for match in _CALL.finditer(source)}


def examples_in(question: str) -> tuple[Example, ...]:
    """The examples of a question in the order of their kinds: doctests, asserts, sentences; none twice."""
    question = question[:QUESTION]
    found: dict[tuple[str, ...], Example] = {}
    for example in (*_doctests(question), *_asserts(question), *_sentences(question)):
        found.setdefault((*example.setup, "".join(example.call.split())), example)
    return tuple(found.values())[:MOST]


def _doctests(text: str) -> Iterator[Example]:
    setup: tuple[str, ...] = ()
    end = -1
    for match in _DOCTEST.finditer(text):
        if match.start() != end:
            setup = ()  # another session
        code, shown, end = _session(text, match)
        if shown:
            value = _literal(shown)
            yield Example(code, shown, value[0] if value else None, bool(value), setup, prints=True)
        elif len(setup) < MOST:
            setup = (*setup, code)


def _session(text: str, match: re.Match[str]) -> tuple[str, str, int]:
    """The whole statement after `>>>`, what is shown below it, and where the next statement may begin."""
    code, end = [match["code"]], match.end()
    shown: list[str] = []
    while line := re.compile(r"([^\n]*)(?:\n|\Z)").match(text, end):
        words = line[1].strip()
        if not words or words.startswith((">>>", '"""', "'''", "```")):
            break
        if words.startswith("...") and not shown:
            code.append(words[4:])
        else:
            shown.append(line[1].removeprefix(match["indent"]).rstrip())
        end = line.end()
    return "\n".join(code), "\n".join(shown)[:LONGEST], end


def _asserts(text: str) -> Iterator[Example]:
    for match in _ASSERT.finditer(text):
        call = match["left"].strip()
        expected = _literal_at(match["right"].strip(), 0)  # a message may follow
        value = _literal(expected)
        if value and _callable_now(call):
            yield Example(call, expected, value[0])


def _sentences(text: str) -> list[Example]:
    clear: list[Example] = []
    vague: list[Example] = []
    for match in _CALL.finditer(text):
        end = closing(text, match.end() - 1)
        if end < 0 or re.search(r"\b(?:def|class)\s+$", text[max(match.start() - 8, 0) : match.start()]):
            continue
        call = text[match.start() : end]
        means = _MEANS.match(text, end)
        expected = _literal_at(text, means.end()) if means else ""
        value = _literal(expected)
        if means and value and _callable_now(call):
            (clear if means["clear"] else vague).append(Example(call, expected, value[0]))
    return clear or vague


def _literal_at(text: str, start: int) -> str:
    """The literal that begins at `start` and does not go on as an expression, or nothing."""
    if text.startswith(("(", "[", "{"), start):
        end = closing(text, start)
    else:
        match = _STRING.match(text, start) or _NUMBER.match(text, start)
        end = match.end() if match else -1
    return "" if end < 0 or _GOES_ON.match(text, end) else text[start:end]


def _literal(text: str) -> tuple[object] | None:
    if not text or len(text) > LONGEST or depth(text) > DEEPEST:
        return None
    try:
        return (ast.literal_eval(text.strip()),)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None


def _callable_now(call: str) -> bool:
    """Whether `call` stands alone: no name in it that is neither called nor built in, as n is in f(n)."""
    if len(call) > LONGEST or depth(call) > DEEPEST:
        return False
    try:
        tree = ast.parse(call, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in called]
    return bool(called) and all(hasattr(builtins, name.id) for name in names)
