"""What a conversation is called before anybody, or a model, has thought of a name: a rule over its first question."""

from __future__ import annotations

import re

TITLE_LENGTH = 60
SHORTEST = 12  # characters of a first sentence that says enough
_MARKS = re.compile(r"^(?:[#>*+\-\s]|\d{1,3}[.)]\s|```\w*)+")
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s)|[。！？])")
# A line of its own that only greets; the next one says what is wanted.
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear \w+|good (?:morning|afternoon|evening)|hallo|guten tag|bonjour|salut|hola|ciao|olá|"
    r"你好|こんにちは|مرحبا)(?: there| all| everyone)?\W*",
    re.IGNORECASE,
)


def title_from(text: str) -> str:
    """A title from the first line of the first question that says something: the line if it is short enough, else its
    first sentence, else what fits, up to the end of a word.
    """
    lines = [clean for line in text.splitlines() if (clean := " ".join(_MARKS.sub("", line).split()))]
    wanted = [line for line in lines if not _GREETING.fullmatch(line)]
    line = next(iter(wanted or lines or [text.strip()]), "")
    if len(line) <= TITLE_LENGTH:
        return line
    first = _SENTENCE.match(line)
    if first and SHORTEST <= len(first[0]) <= TITLE_LENGTH:
        return first[0].rstrip(".。")
    cut = line[: TITLE_LENGTH - 1]
    if not line[TITLE_LENGTH - 1].isspace() and (end := cut.rfind(" ")) >= TITLE_LENGTH // 2:
        cut = cut[:end]
    return cut.rstrip(" ,;:") + "…"
