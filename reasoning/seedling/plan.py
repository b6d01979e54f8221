"""What a training run is told, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reasoning.seedling.batches import Source
from reasoning.seedling.model import Shape

TOKENIZER = "tokenizer.json"
WARM_UP = 100  # steps
FLAT = 0.5  # the share of the run after which the learning rate falls


@dataclass(frozen=True)
class Plan:
    """One training run; recipes.py has those that were thought through.

    It begins from nothing, or from the exported weights in `start`, whose tokenizer and shape it takes
    instead of `shape`. It ends at
    `tokens`, or earlier after `minutes` of training (0: no limit). Under a limit in minutes the learning
    rate follows the clock: such a run is not repeatable to the bit.
    """

    folder: Path
    start: Path | None = None
    shape: Shape = field(default_factory=Shape)
    seed: int = 1
    tokens: int = 40_000_000
    minutes: float = 0.0
    batch_tokens: int = 4096
    rate: float = 1.0  # a factor for both learning rates
    matrix_rate: float = 0.02
    vector_rate: float = 0.004
    workers: int = 0
    device: str = "cpu"
    threads: int = 2  # each computes a part of every batch
    compiled: bool = False
    bf16: bool = False  # products in bfloat16: always on a GPU; on a processor that has it, 1.4 times as fast
    patient: bool = True  # waits for its workers' data rather than seeing some again
    report_every: int = 100  # steps
    save_every: float = 480.0  # seconds

    @property
    def rough(self) -> bool:
        """Whether products are in bfloat16."""
        return self.bf16 or self.device == "cuda"

    def source(self) -> Source:
        """Where this run's data comes from."""
        return Source(
            self.folder / TOKENIZER, self.seed, self.batch_tokens, self.tokens, further=self.start is not None
        )


@dataclass
class Progress:
    """How far a run is; saved with every checkpoint."""

    step: int = 0
    tokens: int = 0
    shard: int = 0
    seconds: float = 0.0

    def share(self, plan: Plan) -> float:
        """The part of the run that is done, 0 to 1."""
        by_clock = self.seconds / 60 / plan.minutes if plan.minutes else 0.0
        return min(1.0, max(self.tokens / plan.tokens, by_clock))

    def rate(self, plan: Plan) -> float:
        """The learning-rate factor: a short rise, flat for half the run, then linear to nothing."""
        return plan.rate * min((self.step + 1) / WARM_UP, 1.0, (1 - self.share(plan)) / (1 - FLAT))
