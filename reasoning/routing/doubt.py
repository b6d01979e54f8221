"""Whether a fast answer is to be doubted, so that thinking about it can be offered: something in it is refuted, or the
model was unsure of its own words. Pure; a millisecond for a long answer.
"""

from __future__ import annotations

from functools import reduce
from typing import Literal

from ..answers import canonical
from ..events import PathStarted
from ..paths.scribe import Scribe
from ..scorers import refuted
from ..state import Path, State, tell
from ..text import cut
from ..types import Delta
from ..verifiers.direct import check

Doubt = Literal["", "refuted", "unsure"]

# Mean probabilities of a token below which an answer is doubted. Text that many words would fit has a low one where
# nothing is wrong. The demo model's wording is all but fixed: of 300 problems that it had never seen, 31 answers were
# below, 21 of them wrong; of those above, 31 of 269 were.
UNSURE = 0.6
UNSURE_DEMO = 0.98
MOST_CHARS = 20_000  # of an answer that are read


def doubt_of(question: str, state: State, *, unsure: float = UNSURE) -> Doubt:
    """What speaks against the answer of a fast run that has ended in `state`; nothing, mostly.

    `unsure` is the least mean probability of a token that is good enough; a path that its token limit has cut has no
    weight and is not judged by it.
    """
    path = _read(state.answer)
    if refuted(path) or _fails(question, path):
        return "refuted"
    single = next(iter(state.paths), None)
    return "unsure" if single and state.kind != "open" and 0 < single.weight < unsure else ""


def _read(text: str) -> Path:
    """The answer as thinking would have read it: in steps, each of which the rules have looked at."""
    scribe = Scribe(0, direct=False)
    events = [PathStarted(0), *scribe.take(Delta(cut(text, MOST_CHARS))), *scribe.finish("stop")]
    return reduce(tell, events, State()).path(0)


def _fails(question: str, path: Path) -> bool:
    answer = path.answer or canonical(path.text)
    return answer is not None and check(question, answer, path.text).outcome == "failed"
