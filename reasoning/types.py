"""The words that engines, strategies and the driver share: turns, requests, deltas, usage, budgets."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

Role = Literal["system", "user", "assistant"]
# Closed questions have one short answer, on which paths can vote; code can be run; open ones are reviewed.
QuestionKind = Literal["closed", "code", "open"]
Channel = Literal["reasoning", "answer"]
FinishReason = Literal["stop", "length"]
THINK_OPEN, THINK_CLOSE = "<think>", "</think>"  # around thinking in a prefix, whatever tags the model has


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a model is shown. `source` is its data URL; in a stored question the id of what it is made from.
    `tokens` is about what it takes of a context."""

    source: str
    tokens: int


@dataclass(frozen=True, slots=True)
class File:
    """What a person attached to a message, before it is part of a prompt. `text` is what was read out of it, pages
    apart by form feeds; a picture has an `image` instead. `pages` and `rows` are those of the whole file, of which
    `text` has a part where it is `partial`. `id` is 12 or more hex digits that nobody who made the file can know."""

    id: str
    name: str
    kind: str
    text: str = ""
    pages: int = 0
    rows: int = 0
    partial: bool = False
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation as an engine sees it. `files` are for context.py, which makes text and `images` of
    them: an engine is never given any."""

    role: Role
    text: str
    images: tuple[Image, ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of engine calls: `prompt` read (of which `cached` from a cache), `generated` written."""

    prompt: int = 0
    cached: int = 0
    generated: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.prompt + other.prompt, self.cached + other.cached, self.generated + other.generated)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a model costs, in micro-USD per 1M tokens."""

    input: int = 0
    cached: int = 0
    output: int = 0

    def cost(self, usage: Usage) -> int:
        """Cost of `usage` in micro-USD, rounded up, so that many small calls never look free."""
        fresh = max(usage.prompt - usage.cached, 0)
        total = fresh * self.input + usage.cached * self.cached + usage.generated * self.output
        return -(-total // 1_000_000)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do. A strategy that needs what is absent is refused at start, in words.

    `reasoning`: it sets its thinking apart. `always_thinks`: it cannot be asked not to think first. `follows`: it
    follows instructions that it was not trained for, so that it can judge a step, compare two drafts and write an
    answer anew from what others wrote.
    """

    context: int
    logprobs: bool = False
    continue_prefix: bool = False
    reasoning: bool = False
    vision: bool = False
    structured: bool = False
    follows: bool = False
    always_thinks: bool = False


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One streamed completion.

    `prefix` is assistant text that the engine continues (only with `Capabilities.continue_prefix`); thinking that
    the engine has set apart stands first in it, after THINK_OPEN and, once it has ended, before THINK_CLOSE. `schema`
    is the JSON schema of the reply (only with `Capabilities.structured`). `thinks` False asks a model that can do
    without it not to think first.
    """

    turns: tuple[Turn, ...]
    prefix: str = ""
    max_tokens: int = 1024
    temperature: float = 0.0
    top_p: float = 1.0
    stop: tuple[str, ...] = ()
    seed: int | None = None
    logprobs: bool = False
    schema: dict[str, Any] | None = None
    thinks: bool = True

    def limited(self, tokens: int) -> EngineRequest:
        """The same request with at most `tokens`."""
        return replace(self, max_tokens=tokens)


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of text as it is written. `logprob` is the sum over its tokens (natural log), or None."""

    text: str
    channel: Channel = "answer"
    tokens: int = 1
    logprob: float | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """The end of a stream. 'length' means that the token limit cut it: that is not an end of thought."""

    reason: FinishReason
    usage: Usage


@dataclass(frozen=True, slots=True)
class Pooled:
    """What a model that scores instead of writing has said: its JSON `body`, and the tokens that it read."""

    body: Any
    usage: Usage


class Engine(Protocol):
    """A model that streams text. The adapters live in `reasoning/engines/`."""

    @property
    def capabilities(self) -> Capabilities: ...

    def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        """Stream one completion; ends with `Finish`. Closing the generator aborts the work in the engine.

        Raises EngineError, whose `retryable` says whether another try can help.
        """
        ...

    async def prepare(self) -> None:
        """Find out what the engine can do, so that `capabilities` are right; cheap after the first time. Never raises:
        what cannot be found out is taken for absent."""
        ...

    async def check(self) -> None:
        """Return when the engine can serve; raise EngineError with the reason when it cannot."""
        ...

    async def aclose(self) -> None: ...


class Pooling(Protocol):
    """A server of models that score. The client lives in `reasoning/engines/pooling.py`."""

    async def pool(self, request: dict[str, Any]) -> Pooled:
        """Send `request` and return the response; raises EngineError."""
        ...


@dataclass(frozen=True, slots=True)
class JudgeModel:
    """A model that judges and reviews: its name (empty: the task's own model), its engine, its prices."""

    name: str
    engine: Engine
    prices: Prices = field(default_factory=Prices)


@dataclass(frozen=True, slots=True)
class RewardModel:
    """A model that scores steps: its name at the server, the server, its prices."""

    name: str
    server: Pooling
    prices: Prices = field(default_factory=Prices)


@dataclass(frozen=True, slots=True)
class Budget:
    """Hard limits of one answer. `tokens` counts generated tokens; `cost_micros` None means no limit."""

    tokens: int
    paths: int
    steps: int
    seconds: float
    cost_micros: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One question to think about: everything the driver needs besides an engine.

    `question` is the person's own words, where the last turn has more than those: what was attached. `kind` is the
    question's, `route` says in one line for people why it is answered in this way, `path_tokens` is
    what one path of this model takes, and `path_rate` how many tokens a second its paths have got together, as measured
    (0: unknown). `stall_seconds` is how long an engine may stay
    silent; `backoff_seconds` the first wait before a retry.
    """

    turns: tuple[Turn, ...]
    strategy: str
    budget: Budget
    model: str = ""
    seed: int = 0
    prices: Prices = field(default_factory=Prices)
    temperature: float = 0.8
    stall_seconds: float = 15.0
    backoff_seconds: float = 0.5
    prompt_version: str = ""
    kind: QuestionKind = "closed"
    route: str = ""
    path_tokens: int = 0
    path_rate: float = 0.0
    question: str | None = None

    @property
    def asked(self) -> str:
        """The question in the person's own words."""
        return self.turns[-1].text if self.question is None else self.question

    @property
    def shows_images(self) -> bool:
        """Whether a turn has a picture: such a prompt cannot be rendered as raw text and continued."""
        return any(turn.images for turn in self.turns)
