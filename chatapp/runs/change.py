"""A run that another model answers than the one it was asked of, because staff changed the model in between."""

from __future__ import annotations

from typing import Any

from chatapp.conversations import selectors
from reasoning.engines.profiles import ModelProfile

from . import request, store
from .models import Run


def adapt(*, run: Run, profile: ModelProfile, begun: bool) -> None:
    """Let `profile` answer the claimed run: its input is made anew where it was made for another model.

    `begun` says that an earlier attempt left something of an answer, which goes on. Raises LeaseLost.
    """
    # A text that another model began is never the demo model's own word, whoever ends it.
    embedded = profile.kind == "embedded" and (run.embedded or not begun)
    fits = request.is_made_for(run.input, profile)
    if fits and (run.model, run.embedded) == (profile.name, embedded):
        return
    asked = run.input if fits else _made_for(run, profile)
    store.set_model(run=run, model=profile.name, embedded=embedded, asked=asked)


def _made_for(run: Run, profile: ModelProfile) -> dict[str, Any]:
    if run.answer is None or run.answer.parent is None:
        return run.input  # no conversation to read the question from
    question = run.answer.parent
    return request.remake(
        run.input,
        mode=run.mode,
        profile=profile,
        history=request.history_before(question),
        question=question.text,
        files=request.files_of(question),
        instructions=selectors.instructions_for(run.conversation),
    )
