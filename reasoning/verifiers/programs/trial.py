"""One program, called in the sandbox: what each call returned, printed or raised."""

from __future__ import annotations

import json
import secrets
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...sandbox import Result, Sandbox
from . import values
from .examples import Example

# The sandbox's refusals as a program meets them: they say nothing about whether it is right.
REFUSALS = ("PermissionError", "FileNotFoundError", "ModuleNotFoundError", "MemoryError")
THREADS = "can't start new thread"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call did. `told` is its value as JSON (values.py), `raised` an exception's name or empty."""

    told: Any = None
    shown: str = ""
    printed: str = ""
    raised: str = ""
    words: str = ""

    @property
    def refused(self) -> bool:
        """Whether the sandbox refused something that the program needed."""
        return self.raised in REFUSALS or (self.raised == "RuntimeError" and self.words == THREADS)

    @property
    def summary(self) -> str:
        """What a person reads: the value, or the exception."""
        if self.raised:
            return f"raised {self.raised}: {self.words}" if self.words else f"raised {self.raised}"
        return f"gave {self.shown or None}"

    @property
    def key(self) -> str:
        """The same for calls that behaved alike; an exception's words may differ."""
        return f"raised {self.raised}" if self.raised else f"{values.key(self.told)} {self.printed!r}"


@dataclass(frozen=True, slots=True)
class Trial:
    """A program's loading and its calls, as far as they got before `result` ended; `seconds` of computing it had."""

    loaded: Outcome | None
    outcomes: tuple[Outcome, ...]
    result: Result
    seconds: float

    @property
    def interrupted(self) -> bool:
        """Whether the world outside ended the program, so that nobody knows what it would have done.

        Killed before it can have used up its time, it was killed by another hand: it cannot do so itself.
        """
        killed = self.result.exit == -signal.SIGKILL and self.result.limit in ("", "computing")
        return self.result.limit == "clock" or (killed and self.result.seconds < self.seconds)

    @property
    def ending(self) -> str:
        """Why the calls that are missing are missing."""
        if self.interrupted and self.result.limit != "clock":
            return "was killed from outside"
        match self.result.limit:
            case "computing":
                return "used up its computing time"
            case "clock":
                return "did not end in time"
            case "output":
                return "wrote too much"
        return f"ended the process (exit {self.result.exit})"


@cache
def _harness() -> str:
    return Path(__file__).with_name("harness.py").read_text()


async def perform(sandbox: Sandbox, program: str, calls: Sequence[Example], *, seconds: float) -> Trial:
    """Load `program` and perform `calls` in order. Raises SandboxError when it could not be confined."""
    nonce = secrets.token_hex(16)
    order = {
        "nonce": nonce,
        "program": program,
        "calls": [{"setup": call.setup, "call": call.call} for call in calls],
    }
    result = await sandbox.run(_harness(), stdin=json.dumps(order), seconds=seconds)
    outcomes = []
    for line in result.stdout.split("\n"):
        _, mark, told = line.partition(nonce)
        if mark and (outcome := _outcome(told)):
            outcomes.append(outcome)
    return Trial(outcomes[0] if outcomes else None, tuple(outcomes[1 : len(calls) + 1]), result, seconds)


def _outcome(line: str) -> Outcome | None:
    """None for a line that the harness did not write: a program can find the nonce and write its own."""
    try:
        told = json.loads(line)
        if told.get("raised"):
            return Outcome(raised=str(told["raised"]), words=str(told["words"]), printed=str(told["printed"]))
        values.decode(told["value"])
        return Outcome(told["value"], str(told["shown"]), str(told["printed"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None
