"""Process reward: a model trained to score steps, served by vLLM's `/pooling`. Pure: requests out, responses in.

The format is that of Qwen2.5-Math-PRM (arXiv 2501.07301): a separator token after each step, at which the model gives
two class probabilities, wrong and right. vLLM (0.32) pools this model at those tokens: one row for each step.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..asking.quoting import defused
from ..events import StepScored
from ..state import Path
from ..types import Turn

SCORER = "reward"
SEPARATOR = "<extra_0>"
LONGEST = 60_000  # characters of a question and a path together
TOLERANCE = 0.02  # by which two probabilities, rounded to the server's precision, may miss 1


def request(
    model: str, turns: Sequence[Turn], path: Path, separator: str = SEPARATOR
) -> dict[str, Any] | None:
    """The body for `/pooling` that has all steps of `path` scored, as an answer to the last of `turns`.

    None where there is no step, or where it would be too long: a step that is cut is another step. The model's
    chat template brings the system prompt that it was trained with.
    """
    steps = [_single(step.text, separator) for step in path.steps]
    asked = _single(turns[-1].text, separator)
    if not steps or len(asked) + sum(map(len, steps)) > LONGEST:
        return None
    answer = "".join(step + separator for step in steps)
    return {
        "model": model,
        "task": "token_classify",
        "messages": [{"role": "user", "content": asked}, {"role": "assistant", "content": answer}],
        "use_activation": True,
    }


def read(body: Any, path: Path) -> tuple[StepScored, ...]:
    """The scores of those steps of `path` that have none of this scorer yet, from the response to `request`.

    Where the response has not exactly one probability for each step, nobody can say which is whose: no scores.
    """
    rows = _rows(body)
    rewards = [_reward(row) for row in rows] if len(rows) == len(path.steps) else []
    if None in rewards:
        return ()
    return tuple(
        StepScored(path.id, number, reward, "", SCORER)
        for number, (step, reward) in enumerate(zip(path.steps, rewards, strict=False))
        if reward is not None and all(score.scorer != SCORER for score in step.scores)
    )


def _single(text: str, separator: str) -> str:
    """`text` that cannot bring a separator along: a row too many would move all scores after it."""
    return defused(text.replace(separator, " ")).strip()


def _rows(body: Any) -> list[Any]:
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, list) or len(data) != 1 or not isinstance(data[0], dict):
        return []
    rows = data[0].get("data")
    return rows if isinstance(rows, list) else []


def _reward(row: Any) -> float | None:
    """The probability of 'right': the second of two classes, or the only value; None for anything else."""
    values = row if isinstance(row, list) else [row]
    if not 1 <= len(values) <= 2 or not all(_is_probability(value) for value in values):
        return None
    # Values that do not add up are no probabilities: the server was told to give raw ones.
    if len(values) == 2 and abs(sum(values) - 1) > TOLERANCE:
        return None
    return float(values[-1])


def _is_probability(value: Any) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and 0 <= value <= 1
    )
