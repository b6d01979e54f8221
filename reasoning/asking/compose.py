"""The answer that a person reads, written from the path that won, and the check that it still says the same. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ..answers import canonical
from ..prompts import load
from ..state import Path
from ..strategies.base import written
from ..types import Turn
from ..verifiers.programs.extract import program_in
from .quoting import Fence, following

STEPS = 24_000  # characters of the solution that are quoted
EVIDENCE = 4000  # characters of each check's evidence
FINDINGS = 3000  # characters of all critiques
LONGEST = 200_000  # characters of a composed answer that is looked at
DOUBTED = 0.6  # critiques of steps with a lower score are worth telling


def prompt(turns: Sequence[Turn], winner: Path, nonce: str) -> tuple[Turn, ...]:
    """The request for the clean answer to the last of `turns`, from what `winner` wrote and what was found out.

    The conversation stays as it was, with the system's turn exchanged. ValueError for a nonce that is none.
    """
    fence = Fence(nonce)
    solution = "\n".join([*(step.text.strip() for step in winner.steps), winner.text.strip()]).strip()
    lines = [fence.named, fence.quote("solution", solution or written(winner), STEPS)]
    lines += [
        fence.quote(f"check, {check.outcome}", check.evidence, EVIDENCE)
        for check in winner.checks
        if check.outcome != "unknown"
    ]
    if doubts := _doubts(winner):
        lines.append(fence.quote("critiques", doubts, FINDINGS))
    if winner.answer is not None:
        lines.append(fence.quote("result", winner.answer, EVIDENCE))
    talk = [turn for turn in turns if turn.role != "system"]
    return Turn("system", load("answer").text), *following(talk, "\n\n".join(lines))


def same_value(composed: str, answer: str | None) -> bool:
    """Whether `composed` comes to the canonical `answer`. Without one there is no value that could be lost."""
    if answer is None:
        return bool(composed.strip())
    return len(composed) <= LONGEST and canonical(composed) == answer


def agrees(composed: str, winner: Path) -> bool:
    """Whether `composed` says the same as `winner`, a program word for word. Where it does not, the winner's own
    text is the answer."""
    own = written(winner)
    # A path that was found to mean the same as another votes with that one's spelling; its own is as good.
    value = canonical(own[:LONGEST])
    same = same_value(composed, winner.answer) or (value is not None and same_value(composed, value))
    return same and program_in(composed[:LONGEST]) == program_in(own[:LONGEST])


def _doubts(path: Path) -> str:
    return "\n".join(
        f"Step {number}: {score.critique}"
        for number, step in enumerate(path.steps, start=1)
        for score in step.scores
        if score.critique and score.score < DOUBTED and score.scorer != "likelihood"
    )
