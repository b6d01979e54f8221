"""Calls that write no path: a judge looks at a path's steps, a reviewer compares two drafts in both orders."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..asking import review
from ..context import estimate_turns
from ..errors import EngineError
from ..events import Event
from ..scorers import judge
from ..scorers.worth import allowance, unjudged
from ..state import Path
from ..types import Delta, EngineRequest, Finish, JudgeModel, Task, Turn
from .call import Call, Purpose
from .calls import Calls
from .record import Record

THOUGHT = 1000  # more tokens for a judge that cannot but think first
PATIENCE = 3  # calls that fail before the judge is not asked again
Pair = tuple[int, int]


@dataclass(slots=True)
class _Judging:
    """One judge's call about these `steps` of `path`: `asked` is what it was sent."""

    path: Path
    steps: Sequence[int]
    asked: Sequence[Turn]
    said: list[Delta] = field(default_factory=list)


@dataclass(slots=True)
class _Reviewing:
    """One reviewer's call, in which the pair's second path comes first where it is `turned`."""

    pair: Pair
    asked: Sequence[Turn]
    turned: bool
    said: list[Delta] = field(default_factory=list)


class Asides:
    """Asks `model` (None: nobody is there to ask) about the paths of one search."""

    def __init__(self, task: Task, model: JudgeModel | None, record: Record, calls: Calls) -> None:
        self._task = task
        self._model = model
        self._record = record
        self._calls = calls
        self._nonce = secrets.token_hex(8)
        self._asked: dict[int, _Judging | _Reviewing] = {}  # by number of the call
        self._halves: dict[Pair, dict[bool, review.Comparison | None]] = {}  # by whether it was turned
        self._patience = PATIENCE
        self.judged: dict[int, int] = {}

    def __bool__(self) -> bool:
        return bool(self._asked)

    @property
    def judging(self) -> frozenset[int]:
        """The paths whose steps are being judged."""
        return frozenset(asked.path.id for asked in self._asked.values() if isinstance(asked, _Judging))

    @property
    def reviewing(self) -> frozenset[Pair]:
        """The pairs of paths that are being compared."""
        return frozenset(asked.pair for asked in self._asked.values() if isinstance(asked, _Reviewing))

    @property
    def tokens(self) -> int:
        """What judges and reviewers may still generate."""
        held = sum(call.request.max_tokens for call in self._calls if call.number in self._asked)
        return max(allowance(self._record.state, self._task.budget) - held, 0)

    @property
    def there(self) -> bool:
        """Whether there is somebody to ask, and tokens are left for it."""
        return self._model is not None and self._patience > 0 and self.tokens >= judge.reply_tokens(1)

    def judge(self, path: Path) -> bool:
        """Ask about the steps of `path` that nobody was asked about; False where there is none that is worth it."""
        first = self.judged.get(path.id, path.shared)
        steps = [number for number in unjudged(path) if number >= first]
        if not steps or path.id in self.judging:
            return False
        self.judged[path.id] = steps[-1] + 1
        turns = judge.prompt(self._task.turns, path, steps, self._nonce)
        schema = judge.schema(steps)
        return self._ask("judge", turns, schema, judge.reply_tokens(len(steps)), _Judging(path, steps, turns))

    def review(self, first: Path, second: Path) -> list[Event]:
        """Ask which text is better, in both orders; an event at once where that is not possible."""
        pair = (first.id, second.id)
        self._halves[pair] = {}
        for turned, (one, two) in enumerate(((first, second), (second, first))):
            turns = review.prompt(self._task.turns, one.text, two.text, self._nonce)
            asked = _Reviewing(pair, turns, turned=bool(turned))
            if not self._ask("review", turns, review.SCHEMA, review.REPLY_TOKENS, asked):
                self._halves[pair][bool(turned)] = None
        return self._reviewed(pair)

    def take(self, call: Call, delta: Delta) -> None:
        """A piece of a reply."""
        if asked := self._asked.get(call.number):
            asked.said.append(delta)

    def end(self, call: Call, end: Finish | EngineError) -> list[Event]:
        """The end of a reply, and what it says. One that cannot be read says nothing."""
        asked = self._asked.pop(call.number, None)
        if asked is None:
            return []
        if isinstance(end, EngineError):
            self._patience -= 1
        said = "" if isinstance(end, EngineError) else _text(asked.said)
        if isinstance(asked, _Judging):
            tokens = judge.token_logprobs(asked.said)
            return [*judge.read(said, asked.asked, asked.path, asked.steps, tokens)]
        self._halves[asked.pair][asked.turned] = review.read(said, asked.asked)
        return self._reviewed(asked.pair)

    def forget(self) -> None:
        """Every call was closed."""
        self._asked.clear()
        self._halves.clear()

    def _reviewed(self, pair: Pair) -> list[Event]:
        """What both orders together say, once both are there."""
        if len(self._halves[pair]) < 2:
            return []
        halves = self._halves.pop(pair)
        return [review.reviewed(*pair, halves[False], halves[True])]

    def _ask(
        self,
        purpose: Purpose,
        turns: tuple[Turn, ...],
        schema: dict[str, Any],
        tokens: int,
        asked: _Judging | _Reviewing,
    ) -> bool:
        if self._model is None:
            return False
        able = self._model.engine.capabilities
        tokens += THOUGHT if able.always_thinks else 0
        # Half a reply can still be read in part; less is wasted.
        if self.tokens < tokens // 2:
            return False
        request = EngineRequest(
            turns=turns,
            max_tokens=min(tokens, self.tokens),
            temperature=0.0,
            seed=self._task.seed,
            logprobs=able.logprobs,
            schema=schema if able.structured else None,
            thinks=False,
        )
        path = asked.path.id if isinstance(asked, _Judging) else None
        call = self._calls.open(
            self._model.engine,
            request,
            purpose=purpose,
            path=path,
            prompt=estimate_turns(turns),
            model=self._model,
        )
        if call is None:
            return False
        self._asked[call.number] = asked
        return True


def _text(said: Sequence[Delta]) -> str:
    return "".join(delta.text for delta in said if delta.channel == "answer")
