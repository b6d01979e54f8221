"""The one choke-point for limits: tokens and money are reserved before a call and settled after it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .types import Budget, Prices, Usage

ANSWER_SHARE = 0.25  # of tokens and seconds, kept for what already runs: nothing new begins in it


@dataclass(frozen=True, slots=True)
class Hold:
    """What one running call may use at most: generated tokens and micro-USD."""

    tokens: int
    cost_micros: int


@dataclass(frozen=True, slots=True)
class Meter:
    """What an answer has used (`tokens` generated, `cost_micros`) and what its running calls hold."""

    budget: Budget
    prices: Prices
    tokens: int = 0
    cost_micros: int = 0
    holds: Mapping[int, Hold] = field(default_factory=dict)

    @property
    def tokens_left(self) -> int:
        """Tokens neither used nor held."""
        return max(self.budget.tokens - self.tokens - sum(h.tokens for h in self.holds.values()), 0)

    @property
    def cost_left(self) -> int | None:
        """Micro-USD neither used nor held; None without a limit."""
        if self.budget.cost_micros is None:
            return None
        held = sum(h.cost_micros for h in self.holds.values())
        return max(self.budget.cost_micros - self.cost_micros - held, 0)

    def reserve(self, call: int, *, prompt: int, tokens: int) -> tuple[Meter, int]:
        """Hold up to `tokens` for `call`, whose prompt has `prompt` tokens; returns what was granted.

        0 means that the call must not be made.
        """
        granted = min(tokens, self.tokens_left, self._affordable(prompt))
        if granted <= 0:
            return self, 0
        hold = Hold(granted, self.prices.cost(Usage(prompt, 0, granted)))
        return replace(self, holds={**self.holds, call: hold}), granted

    def settle(self, call: int, usage: Usage) -> Meter:
        """Release the hold of `call` and count what it really used."""
        return replace(
            self,
            tokens=self.tokens + usage.generated,
            cost_micros=self.cost_micros + self.prices.cost(usage),
            holds={number: hold for number, hold in self.holds.items() if number != call},
        )

    def begins(self, seconds: float, tokens: int) -> bool:
        """Whether new paths may begin after `seconds` and generated `tokens`: not in the last quarter."""
        share = 1 - ANSWER_SHARE
        return seconds < self.budget.seconds * share and tokens < self.budget.tokens * share

    def _affordable(self, prompt: int) -> int:
        left = self.cost_left
        if left is None:
            return self.budget.tokens
        # Prices are per 1M tokens and cost() rounds up: in millionths, no hold exceeds `left`.
        rest = left * 1_000_000 - prompt * self.prices.input
        if rest < 0:
            return 0
        return rest // self.prices.output if self.prices.output else self.budget.tokens
