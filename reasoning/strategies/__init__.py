"""The ways to think, by name."""

from ..errors import StrategyRefused
from ..types import Capabilities
from .adaptive import Adaptive
from .base import ENGINE_FAILED, OUT_OF_BUDGET, Action, Answer, Prune, Room, Sample, Strategy, Tally, written
from .best_of_n import BestOfN
from .single import Single

STRATEGIES: dict[str, type[Strategy]] = {"single": Single, "best_of_n": BestOfN, "adaptive": Adaptive}


def open_strategy(name: str, capabilities: Capabilities) -> Strategy:
    """The strategy called `name`. Raises StrategyRefused where there is none, or the engine lacks what it needs."""
    strategy = STRATEGIES.get(name)
    if strategy is None:
        raise StrategyRefused(f"There is no way of thinking called {name!r}.")
    if missing := [need for need in strategy.needs if not getattr(capabilities, need)]:
        raise StrategyRefused(f"This model cannot be used for {name!r}: it lacks {', '.join(missing)}.")
    return strategy()


__all__ = [
    "ENGINE_FAILED",
    "OUT_OF_BUDGET",
    "STRATEGIES",
    "Action",
    "Answer",
    "Prune",
    "Room",
    "Sample",
    "Strategy",
    "Tally",
    "open_strategy",
    "written",
]
