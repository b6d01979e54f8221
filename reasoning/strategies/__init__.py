"""The ways to think, by name."""

from .adaptive import Adaptive
from .base import OUT_OF_BUDGET, Action, Answer, Prune, Room, Sample, Strategy, Tally, written
from .best_of_n import BestOfN
from .single import Single

STRATEGIES: dict[str, type[Strategy]] = {"single": Single, "best_of_n": BestOfN, "adaptive": Adaptive}

__all__ = [
    "OUT_OF_BUDGET",
    "STRATEGIES",
    "Action",
    "Answer",
    "Prune",
    "Room",
    "Sample",
    "Strategy",
    "Tally",
    "written",
]
