"""How many paths an answer pays for. Pure."""

from __future__ import annotations

from ..budget import ANSWER_SHARE
from ..types import Budget

MIN_PATH_TOKENS = 256  # fewer are no path: rather fewer paths
SPARE = 1 / (1 - ANSWER_SHARE)  # of a path's share a part is kept for asking it for its answer


def width(budget: Budget, path_tokens: int = 0, path_rate: float = 0.0) -> int:
    """How many paths `budget` pays for and its deadline leaves time for: at least one, at most those of the plan.

    `path_tokens` is what one path of this model takes, `path_rate` the tokens a second that paths side by side have
    got in all, as measured (0: unknown): a model that thinks long, or slowly, gets fewer, longer paths.
    """
    paths = min(budget.paths, budget.tokens // path_room(path_tokens))
    if path_tokens and path_rate:
        in_time = budget.seconds * (1 - ANSWER_SHARE) * path_rate
        paths = min(paths, int(in_time // path_tokens))
    return max(paths, 1)


def path_room(path_tokens: int = 0) -> int:
    """Tokens to set aside for one path: a third more than it takes, so that what is kept of its share is extra."""
    return int(path_tokens * SPARE) or MIN_PATH_TOKENS
