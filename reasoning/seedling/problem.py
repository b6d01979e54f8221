"""One training or evaluation item: a question, the reply to learn and a check of any reply to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reasoning.answers import canonical

REPLY_TOKENS = 320  # room for any reply that is taught
HELD_OUT_SHARE = 50  # one key in this many is kept for evaluation
HELD_OUT_KEYS = frozenset({"37*48-19"})  # the product's own example is never trained on
MARK = "Answer: "

Turn = tuple[str, str]  # role (system, user or assistant) and content


@dataclass(frozen=True)
class Problem:
    """A question and what a good reply to it is.

    `reply` is the whole text to learn: numbered steps and an `Answer:` line, or prose. `answer` is what stands
    behind `Answer: `, empty for prose. `key` names the problem for the held-out split, whatever its wording. `check`
    judges a model's whole reply. `history` are earlier turns, `system` a text that precedes them. `hard` problems
    make up the tier on which thinking is measured.
    """

    family: str
    question: str
    reply: str
    answer: str
    key: str
    check: Callable[[str], bool]
    history: tuple[Turn, ...] = ()
    system: str = ""
    hard: bool = False

    def turns(self) -> list[Turn]:
        """What the model is shown: system text, earlier turns, the question."""
        head = [("system", self.system)] if self.system else []
        return [*head, *self.history, ("user", self.question)]


def in_steps(steps: Sequence[str], answer: str, opening: str = "") -> str:
    """A reply in numbered steps: the opening line where there is one, the steps, the `Answer:` line."""
    lines = [f"{number}. {step}" for number, step in enumerate(steps, 1)]
    return "\n".join([*([opening] if opening else []), *lines, MARK + answer])


def answer_line(reply: str) -> str | None:
    """What stands behind the last `Answer: ` that begins a line, or None."""
    for line in reversed(reply.strip().split("\n")):
        if line.startswith(MARK):
            return line[len(MARK) :].strip()
    return None


def meaning(answer: str) -> str | None:
    """What stands behind `Answer: ` in the form in which votes compare it; None where it cannot vote."""
    return canonical(MARK + answer)


def voted(reply: str) -> str | None:
    """The meaning of the reply's answer line; None without one."""
    line = answer_line(reply)
    return None if line is None else meaning(line)


def says(answer: str) -> Callable[[str], bool]:
    """A check: the reply's `Answer:` line means the same as `answer`, as votes compare answers."""
    wanted = meaning(answer)

    def check(reply: str) -> bool:
        line = answer_line(reply)
        return line is not None and meaning(line) == wanted

    return check


def is_held_out(key: str) -> bool:
    """True when the problem with this key belongs to evaluation and must never be trained on."""
    if key in HELD_OUT_KEYS:
        return True
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % HELD_OUT_SHARE == 0
