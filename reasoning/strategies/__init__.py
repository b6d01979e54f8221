"""The ways to think, by name."""

from ..errors import StrategyRefused
from ..types import Capabilities
from .adaptive import Adaptive
from .base import (
    ENGINE_FAILED,
    OUT_OF_BUDGET,
    Action,
    Answer,
    Judge,
    Prune,
    Review,
    Room,
    Sample,
    Strategy,
    Tally,
    written,
)
from .beam import Beam
from .best_of_n import BestOfN, LikelyOfN, SoundOfN
from .dvts import Dvts
from .mcts import Mcts
from .review import Drafts
from .revise import Revise
from .single import Single

STRATEGIES: dict[str, type[Strategy]] = {
    "single": Single,
    "best_of_n": BestOfN,
    "best_of_n_likelihood": LikelyOfN,
    "best_of_n_scores": SoundOfN,
    "adaptive": Adaptive,
    "review": Drafts,
    "revise": Revise,
    "beam": Beam,
    "dvts": Dvts,
    "mcts": Mcts,
}


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
    "Judge",
    "Prune",
    "Review",
    "Room",
    "Sample",
    "Strategy",
    "Tally",
    "open_strategy",
    "written",
]
