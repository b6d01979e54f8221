"""A path that went wrong at one step begins again from the step before, with the critique in view. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..prompts import load
from ..scorers.worth import flawed
from ..state import Path, State, Step
from ..text import remark
from ..types import Turn
from .quoting import Fence, following

STEP = 3000  # characters of a step that are quoted
NOTE = 600  # characters of a note


@dataclass(frozen=True, slots=True)
class Restart:
    """Begin again after the first `step` steps of a path, and heed `note`."""

    step: int
    note: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A wrong step, what was said about it, and the step that took its place after the same `before`."""

    before: tuple[str, ...]
    wrong: str
    critique: str
    right: str


def restart(state: State, path: Path) -> Restart | None:
    """From where `path` is worth beginning again; None where no step is known to be wrong, or where it has been
    done: a path is revised once, and a revision is not revised."""
    wrong = flawed(path)
    if wrong is None or path.note or any(other.parent == path.id and other.note for other in state.paths):
        return None
    said = _critique(path.steps[wrong]) or "it does not hold."
    return Restart(wrong, remark(f"Step {wrong + 1} went wrong: {said}", NOTE))


def prompt(
    turns: Sequence[Turn], parent: Path, step: int, note: str, nonce: str, *, shown: bool
) -> tuple[Turn, ...]:
    """`turns`, with the last one asking to go on after the first `step` steps of `parent`, and heed `note`.

    `shown` quotes these steps, for an engine that cannot continue them as its own text. Either way the reply goes
    on with step number `step` + 1. ValueError for a nonce that is none.
    """
    fence = Fence(nonce)
    lines = [load("revise").text, fence.named]
    if shown:
        lines += [
            fence.quote(f"step {number}, kept", kept.text.strip(), STEP)
            for number, kept in enumerate(parent.steps[:step], start=1)
        ]
    lines += [
        fence.quote(f"step {step + 1}, wrong", tried.text.strip(), STEP)
        for tried in parent.steps[step : step + 1]
    ]
    lines += [fence.quote("critique", note, NOTE), f"Go on with step {step + 1}."]
    return following(turns, "\n\n".join(lines))


def correction(parent: Path, child: Path) -> Correction | None:
    """What `child`, a revision of `parent`, has put right, as a training example; None where its new step is
    wrong as well, or was never judged to be right."""
    at = child.shared
    if child.parent != parent.id or flawed(parent) != at or len(child.steps) <= at:
        return None
    fix = child.steps[at]
    if (wrong := flawed(child)) is not None and wrong <= at:
        return None
    if not any(score.scorer != "likelihood" for score in fix.scores):
        return None
    before = tuple(step.text for step in parent.steps[:at])
    return Correction(before, parent.steps[at].text, _critique(parent.steps[at]), fix.text)


def _critique(step: Step) -> str:
    """What the scorer that trusts the step least says of it."""
    said = [score for score in step.scores if score.critique]
    return min(said, key=lambda score: score.score).critique if said else ""
