"""Which models there are: a profile says where a model lives and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ..types import Capabilities, Engine, Prices
from .families import Family, family_of

Kind = Literal["openai", "embedded", "scripted"]


@dataclass(frozen=True, slots=True)
class ModelProfile:
    """One model. `deadline_factor` stretches deadlines for slow ones; `history_turns` None means no limit.

    `prompts` False sends no system prompt, for models that never learnt one. `weights` is the embedded
    engine's folder. `thinks` says that the server sets the model's thinking apart, `vision` that it looks
    at pictures. `guarded` says that a person
    of the site named the server, not its operator: see guard.py.
    """

    name: str
    kind: Kind
    model: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    weights: Path | None = None
    context: int = 8192
    prices: Prices = field(default_factory=Prices)
    deadline_factor: float = 1.0
    prompts: bool = True
    history_turns: int | None = None
    logprobs: bool = True
    thinks: bool = False
    vision: bool = False
    guarded: bool = False
    threads: int = 1
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def family(self) -> Family:
        """What is known of models of this name: sampling, and what people should be told (`label`)."""
        return family_of(self.model or self.name)


# Each opener imports its own library: a process that opens no engine does not pay for any.
def _openai(profile: ModelProfile) -> Engine:
    from .guard import guarded_client
    from .openai import OpenAIEngine

    return OpenAIEngine(
        base_url=profile.base_url,
        model=profile.model,
        api_key=profile.api_key,
        capabilities=Capabilities(
            context=profile.context,
            logprobs=profile.logprobs,
            reasoning=profile.thinks,
            vision=profile.vision,
        ),
        extra=profile.extra,
        http=guarded_client() if profile.guarded else None,
    )


def _embedded(profile: ModelProfile) -> Engine:
    from .embedded import EmbeddedEngine

    return EmbeddedEngine(profile.weights, context=profile.context, intra_threads=profile.threads)


def _scripted(profile: ModelProfile) -> Engine:
    from .scripted import ScriptedEngine

    return ScriptedEngine(capabilities=Capabilities(profile.context, logprobs=True, continue_prefix=True))


KINDS: dict[Kind, Callable[[ModelProfile], Engine]] = {
    "openai": _openai,
    "embedded": _embedded,
    "scripted": _scripted,
}


def open_engine(profile: ModelProfile) -> Engine:
    """The engine of `profile`; it connects and loads when it is first used."""
    return KINDS[profile.kind](profile)
