"""What a model is shown: system prompt, history, question, cut to fit its context. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .types import Turn

_SIGNS = re.compile(r"[!-@\[-`{-~\n]")  # ASCII that is no letter and no space
TURN_TOKENS = 4  # what a chat template puts around one turn


@dataclass(frozen=True, slots=True)
class Context:
    """The turns to send, and how many of the oldest history turns were left out."""

    turns: tuple[Turn, ...]
    dropped: int


def estimate_tokens(text: str) -> int:
    """About how many tokens `text` is: one for each digit and sign, and for every three bytes of anything else.

    High for prose, right for Chinese, and right for calculations, of which small models read each sign alone.
    """
    alone = len(_SIGNS.findall(text))
    return alone + -(-(len(text.encode("utf-8", "replace")) - alone) // 3)


def estimate_turns(turns: Sequence[Turn], estimate: Callable[[str], int] = estimate_tokens) -> int:
    """About how many tokens a prompt of `turns` is."""
    return sum(estimate(turn.text) + TURN_TOKENS for turn in turns)


def build(
    system: str,
    history: Sequence[Turn],
    question: str,
    *,
    context: int,
    reserve: int,
    estimate: Callable[[str], int] = estimate_tokens,
) -> Context:
    """The prompt for `question`: as much of the newest history as fits `context` minus `reserve` tokens.

    Turns are dropped whole, the oldest first, and what is left begins with the user's side, because chat
    templates insist on it. The system prompt and the question always stay, even where they do not fit:
    then the engine refuses in words. An empty `system` sends no system turn.
    """
    head = (Turn("system", system),) if system else ()
    tail = (Turn("user", question),)
    room = context - reserve - estimate_turns((*head, *tail), estimate)
    start = len(history)
    while start and (cost := estimate_turns(history[start - 1 : start], estimate)) <= room:
        room -= cost
        start -= 1
    while start < len(history) and history[start].role == "assistant":
        start += 1
    return Context((*head, *history[start:], *tail), start)
