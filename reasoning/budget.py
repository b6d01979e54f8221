"""The one choke-point for limits: tokens and money are reserved before a call and settled after it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .types import Budget, Prices, Usage

ANSWER_SHARE = 0.25  # of tokens and seconds, kept for what already runs: nothing new begins in it


@dataclass(frozen=True, slots=True)
class Hold:
    """What one running call may use at most: generated tokens and micro-USD, at its model's `prices`."""

    tokens: int
    cost_micros: int
    prices: Prices


@dataclass(frozen=True, slots=True)
class Meter:
    """What an answer has used (`tokens` generated, `cost_micros`) and what its running calls hold."""

    budget: Budget
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

    def reserve(self, call: int, *, prompt: int, tokens: int, prices: Prices) -> tuple[Meter, int]:
        """Hold up to `tokens` for `call`, whose prompt has `prompt` tokens; returns what was granted.

        0 means that the call must not be made.
        """
        granted = min(tokens, self.tokens_left, self._affordable(prompt, prices))
        if granted <= 0:
            return self, 0
        return self._holding(call, Usage(prompt, 0, granted), prices), granted

    def reserve_reading(self, call: int, *, prompt: int, prices: Prices) -> Meter | None:
        """Hold the money for `call`, which only reads `prompt` tokens; None where there is not so much."""
        usage = Usage(prompt)
        if self.cost_left is not None and prices.cost(usage) > self.cost_left:
            return None
        return self._holding(call, usage, prices)

    def settle(self, call: int, usage: Usage) -> Meter:
        """Release the hold of `call` and count what it really used."""
        return replace(
            self,
            tokens=self.tokens + usage.generated,
            cost_micros=self.cost_micros + self.holds[call].prices.cost(usage),
            holds={number: hold for number, hold in self.holds.items() if number != call},
        )

    def begins(self, seconds: float, tokens: int) -> bool:
        """Whether new paths may begin after `seconds` and generated `tokens`: not in the last quarter."""
        share = 1 - ANSWER_SHARE
        return seconds < self.budget.seconds * share and tokens < self.budget.tokens * share

    def _holding(self, call: int, usage: Usage, prices: Prices) -> Meter:
        hold = Hold(usage.generated, prices.cost(usage), prices)
        return replace(self, holds={**self.holds, call: hold})

    def _affordable(self, prompt: int, prices: Prices) -> int:
        left = self.cost_left
        if left is None:
            return self.budget.tokens
        # Prices are per 1M tokens and cost() rounds up: in millionths, no hold exceeds `left`.
        rest = left * 1_000_000 - prompt * prices.input
        if rest < 0:
            return 0
        return rest // prices.output if prices.output else self.budget.tokens
