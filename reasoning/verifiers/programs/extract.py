"""The Python program of an answer, and the functions that a text defines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .brackets import closing, split

LONGEST = 100_000  # characters of a program
LANGUAGES = ("", "python", "python3", "py")

_FENCE = re.compile(
    r"^[ \t]*+(?P<fence>```++|~~~++)[ \t]*+(?P<language>[\w+#.-]*+)[^\n]*+\n"
    r"(?P<code>.*?)(?:^[ \t]*+(?P=fence)[ \t]*+$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_DEFINITION = re.compile(r"^(?:async[ \t]+)?def[ \t]+(?P<name>\w+)[ \t]*\(", re.MULTILINE)
_NAME = re.compile(r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^(\w+)[ \t]*=[ \t]*lambda\b", re.MULTILINE)
_PARAMETER = re.compile(r"(?P<name>\w+)\s*(?::\s*(?P<annotation>[^=]+?))?\s*(?P<default>=.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that a call must fill; `annotation` is empty where the text has none."""

    name: str
    annotation: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A function at the top level of a program: its name and what a call must fill."""

    name: str
    parameters: tuple[Parameter, ...]


def program_in(answer: str, wanted: Sequence[str] = ()) -> str | None:
    """The program in `answer`, or None where it holds none.

    The last fenced block that defines a name in `wanted` counts: drafts come before corrections. Otherwise
    all Python blocks together; without a fence the answer itself, if it begins like a program.
    """
    blocks = [match["code"] for match in _FENCE.finditer(answer) if match["language"].lower() in LANGUAGES]
    defining = [block for block in blocks if names_in(block)]
    chosen = [block for block in defining if set(wanted) & names_in(block)]
    if chosen:
        program = chosen[-1]
    elif blocks:
        program = "\n".join(defining)
    else:
        program = answer if re.match(r"\s*(?:def|class|import|from|async def)\s+\w", answer) else ""
    return program if program.strip() and len(program) <= LONGEST else None


def names_in(program: str) -> set[str]:
    """Functions and classes that `program` defines at its top level."""
    return {match[1] or match[2] for match in _NAME.finditer(program)}


def functions_in(text: str) -> list[Function]:
    """Functions that begin in the first column, in order; one with unreadable parameters is left out."""
    found = []
    for match in _DEFINITION.finditer(text):
        end = closing(text, match.end() - 1)
        if end > 0:
            found.append(Function(match["name"], _parameters(text[match.end() : end - 1])))
    return found


def _parameters(inner: str) -> tuple[Parameter, ...]:
    required = []
    for part in split(inner):
        if part.startswith("*"):
            break
        match = _PARAMETER.fullmatch(part)
        if match and not match["default"]:
            required.append(Parameter(match["name"], (match["annotation"] or "").strip()))
    return tuple(required)
