"""How many paths an answer pays for. Pure."""

from __future__ import annotations

from ..types import Budget

MIN_PATH_TOKENS = 256  # fewer are no path: rather fewer paths
SPARE = 1.25  # paths differ in length, and the answer is to be written as well


def width(budget: Budget, path_tokens: int = 0) -> int:
    """How many paths `budget` pays for: at least one, at most those of the plan.

    `path_tokens` is what one path of this model takes, as measured (0: unknown): a model that thinks long gets
    fewer, longer paths. Seconds do not narrow it: paths are written side by side, and a slow model's deadline is
    longer already.
    """
    return max(min(budget.paths, budget.tokens // path_room(path_tokens)), 1)


def path_room(path_tokens: int = 0) -> int:
    """Tokens to set aside for one path: a quarter more than it usually takes."""
    return int(path_tokens * SPARE) or MIN_PATH_TOKENS
