"""What can go wrong in reasoning. Each error carries the decision that the caller must take.

ReasoningError
├── EngineError(retryable)   the engine refused, broke off, stalled or spoke garbage
└── StrategyRefused          the engine lacks what the strategy needs
"""

from __future__ import annotations


class ReasoningError(Exception):
    """Base of this package's errors. `message` is fit for the person who asked."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EngineError(ReasoningError):
    """`retryable` is True when the same request may succeed a moment later; `code` names the kind."""

    def __init__(self, message: str, *, retryable: bool, code: str = "engine") -> None:
        super().__init__(message)
        self.retryable = retryable
        self.code = code


class StrategyRefused(ReasoningError):
    """The chosen strategy cannot run on this engine; the message says which ability is missing."""
