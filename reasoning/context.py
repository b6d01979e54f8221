"""What a model is shown: system prompt, history, question, cut to fit its context. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .attached import attached
from .types import File, Turn

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
    """About how many tokens a prompt of `turns` is, without the files that it does not show yet."""
    images = sum(image.tokens for turn in turns for image in turn.images)
    return sum(estimate(turn.text) + TURN_TOKENS for turn in turns) + images


def build(
    system: str,
    history: Sequence[Turn],
    question: str,
    *,
    context: int,
    reserve: int,
    estimate: Callable[[str], int] = estimate_tokens,
    files: tuple[File, ...] = (),
    sees: bool = False,
) -> Context:
    """The prompt for `question`: as much of the newest history as fits `context` minus `reserve` tokens.

    Turns are dropped whole, the oldest first, and what is left begins with the user's side, because chat
    templates insist on it. The system prompt and the question always stay, even where they do not fit:
    then the engine refuses in words. An empty `system` sends no system turn.

    `files` are attached to the question and come first; they leave a part of the room for what was said before. Files
    of earlier turns are shown while they fit, what is cut or left out is said where it would stand. `sees` says that
    the model can look at pictures.
    """
    head = (Turn("system", system),) if system else ()
    bare = Turn("user", question, files=files)
    room = context - reserve - estimate_turns((*head, bare), estimate)
    tail = attached(bare, room - room // 4 if history else room, estimate=estimate, sees=sees)
    room -= estimate_turns((tail,), estimate) - estimate_turns((bare,), estimate)
    kept: list[Turn] = []
    for turn in reversed(history):
        cost = estimate_turns((turn,), estimate)
        shown = attached(turn, room - cost, estimate=estimate, sees=sees)
        if (cost := estimate_turns((shown,), estimate)) > room:
            break
        room -= cost
        kept.append(shown)
    while kept and kept[-1].role == "assistant":
        kept.pop()
    return Context((*head, *reversed(kept), tail), len(history) - len(kept))
