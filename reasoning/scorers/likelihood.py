"""How likely the model found its own words."""

from __future__ import annotations

import math

from ..state import Score, Step

LOW = 0.4  # below this mean probability of a token, the step is worth a remark


def likelihood(step: Step) -> Score | None:
    """The geometric mean probability of the step's tokens, exp(mean logprob); None where the engine gives none."""
    if step.logprob is None or not step.tokens:
        return None
    score = math.exp(min(step.logprob / step.tokens, 0.0))
    critique = f"The model was unsure here: a mean probability of {score:.2f} a token" if score < LOW else ""
    return Score("likelihood", score, critique)
