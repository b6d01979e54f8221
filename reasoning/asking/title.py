"""A title for a conversation from its first question. Pure."""

from __future__ import annotations

import re

from ..prompts import load
from ..text import storable
from ..types import Turn
from .quoting import Fence

QUESTION = 2000  # characters of the question that are quoted
LONGEST = 60  # characters of a title
REPLY_TOKENS = 40
_AROUND = " \t\"'`*#_“”„«»‘’「」《》"
_LABEL = re.compile(r"^(?:title|titel|titre|título|titolo|标题|タイトル)\s*[:：]\s*", re.IGNORECASE)


def prompt(question: str, nonce: str) -> tuple[Turn, ...]:
    """The request. Ask at temperature 0, thinking off, with REPLY_TOKENS. ValueError for a nonce that is none."""
    fence = Fence(nonce)
    lines = [fence.named, fence.quote("question", question.strip(), QUESTION)]
    return Turn("system", load("title").text), Turn("user", "\n\n".join(lines))


def read(reply: str) -> str:
    """The title in `reply`; empty where it is no title: several lines, too long, or nothing with a letter in it."""
    lines = [line.strip() for line in storable(reply).splitlines() if line.strip()]
    if len(lines) != 1:
        return ""
    title = _LABEL.sub("", lines[0].strip(_AROUND)).strip(_AROUND).rstrip(".。")
    title = " ".join(title.split())
    return title if len(title) <= LONGEST and any(c.isalnum() for c in title) else ""
