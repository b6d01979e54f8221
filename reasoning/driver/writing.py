"""The paths that are being written: each has a scribe, calls that fail are tried again, steps can be written singly."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import replace

from ..asking import review, revising
from ..budget import ANSWER_SHARE
from ..context import estimate_tokens, estimate_turns
from ..errors import EngineError
from ..events import Event, PathPruned, PathStarted, Snapshot, StepFinished, StepScored
from ..paths.scribe import Scribe
from ..scorers.worth import flawed
from ..state import Path, Step, to_dict
from ..strategies import ENGINE_FAILED, OUT_OF_BUDGET, Sample
from ..types import Capabilities, Delta, Engine, EngineRequest, Finish, Task, Turn
from .call import Call
from .calls import Calls
from .record import Record

TRIES = 3  # calls for one path before it is given up
ANSWER_TOKENS = 256  # for the answer of a path that has reached its cap
WORTH_TOKENS = 16  # fewer do not bring a path that has reached its cap any further
REPORT_TOKENS = 128  # a long stretch without a step boundary still reports what it used


class Writing:
    """`able` is what this search may use of `engine`. With `direct` a path's text is the answer at once. `stepped` is
    told the number of each path that has a whole step more. `keep` are the budget's tokens that no path may take.
    """

    def __init__(
        self,
        task: Task,
        engine: Engine,
        able: Capabilities,
        record: Record,
        calls: Calls,
        stepped: Callable[[int], object],
        *,
        keep: int,
    ) -> None:
        self.direct = False
        self.error: EngineError | None = None
        self._task = task
        self._engine = engine
        self._able = able
        self._record = record
        self._calls = calls
        self._stepped = stepped
        self._keep = keep
        self._scribes: dict[int, Scribe] = {}
        self._tries: dict[int, int] = {}
        self._extended: set[int] = set()  # paths that got more than their share
        self._asked: set[int] = set()  # paths that were asked for their answer
        self._spares: dict[int, int] = {}  # tokens that each path keeps for being asked
        self._random = random.Random(task.seed)
        self._nonce = secrets.token_hex(8)

    @property
    def live(self) -> frozenset[int]:
        """The paths with a call in flight."""
        return frozenset(c.path for c in self._calls if c.purpose == "sample" and c.path is not None)

    @property
    def tokens(self) -> int:
        """What paths may still reserve."""
        return max(self._calls.meter.tokens_left - self._keep, 0)

    def is_native(self, path: int) -> bool:
        """Whether the engine has set the path's thinking apart: then what it said after that is a clean answer."""
        scribe = self._scribes.get(path)
        return scribe.native if scribe else self._able.reasoning

    def sample(self, action: Sample, delay: float = 0.0) -> bool:
        """Have a path written (on). False where there is nothing left to pay for it: the path is given up."""
        if self._call(action, delay):
            return True
        self._record.note([PathPruned(action.path, OUT_OF_BUDGET)])
        return False

    def _call(self, action: Sample, delay: float = 0.0) -> bool:
        """Call the engine for a path: on from what is written where that is possible, else from the start."""
        scribe = self._take_up(action)
        path = self._record.state.path(action.path)
        prefix = scribe.text if self._able.continue_prefix else ""
        turns = self._turns(path, shown=not prefix)
        prompt = estimate_turns(turns) + estimate_tokens(prefix)
        spared = self._spared(action)
        self._spares.setdefault(path.id, spared)
        request = EngineRequest(
            turns=turns,
            prefix=prefix,
            max_tokens=min(action.tokens - spared, max(self._able.context - prompt, 1)),
            temperature=self._task.temperature,
            seed=self._task.seed + path.id + 1000 * self._tries.get(path.id, 0),
            logprobs=self._able.logprobs,
            thinks=not self.direct,
        )
        call = self._calls.open(
            self._engine, request, purpose="sample", path=path.id, prompt=prompt, keep=self._keep, delay=delay
        )
        if call is None:
            return False
        call.until = len(path.steps) + 1 if action.one_step else None
        return True

    async def take(self, call: Call, delta: Delta) -> bool:
        """Take in what a path's call has written; True once the one step that was asked for is whole."""
        assert call.path is not None
        scribe = self._scribes[call.path]
        events = scribe.take(delta)
        # A path that has begun with its answer is let go on to its end.
        singly = call.until is not None and not scribe.answering
        self._record.note(_to_first_boundary(events) if singly else events)
        whole = any(isinstance(event, StepFinished) for event in events)
        if whole:
            self._stepped(call.path)
        if singly and len(self._record.state.path(call.path).steps) >= (call.until or 0):
            self._record.note(await self._calls.close([call]))
            del self._scribes[call.path]  # what it has written beyond that step is dropped
            return True
        unreported = call.counted - call.reported.generated
        if unreported >= REPORT_TOKENS or whole:
            self._record.note([self._calls.report(call)])
        return False

    def end(self, call: Call, end: Finish | EngineError, seconds_left: float) -> Path | None:
        """A path's call is over: the path, if it has come to its end. Otherwise it is tried again, asked for its
        answer, or given up."""
        assert call.path is not None
        if isinstance(end, EngineError):
            self._retry(call, end, seconds_left)
            return None
        scribe = self._scribes[call.path]
        if not scribe.text.strip():
            silence = EngineError("The model said nothing.", retryable=True, code="garbage")
            self._retry(call, silence, seconds_left)
            return None
        capped = end.reason == "length" and call.path not in self._asked
        if capped and (self._extend(call) or self._ask_for_answer(call.path, scribe)):
            return None
        self._record.note(scribe.finish(end.reason))
        return self._record.state.path(call.path)

    @property
    def concluding(self) -> frozenset[int]:
        """The paths that are being asked for their answer."""
        return self.live & self._asked

    def conclude(self, path: Path) -> bool:
        """Ask an unfinished path what it comes to, once; False where nothing is written, or the engine cannot."""
        scribe = self._scribes.get(path.id)
        if scribe is None or path.id in self._asked or not scribe.text.strip():
            return False
        return self._ask_for_answer(path.id, scribe)

    def cut(self, path: Path) -> None:
        """End a path where it is."""
        if path.status == "running" and (scribe := self._scribes.get(path.id)):
            self._record.note(scribe.finish("length"))

    def _take_up(self, action: Sample) -> Scribe:
        """The scribe of the action's path: a new one where the path must begin (anew)."""
        number, state = action.path, self._record.state
        path = next((p for p in state.paths if p.id == number), None)
        scribe = self._scribes.get(number)
        if scribe and (not scribe.text or self._able.continue_prefix):
            return scribe
        steps: tuple[Step, ...] = ()
        answer = ""
        if path and not scribe and self._able.continue_prefix:
            steps, answer = path.steps, state.answer if self.direct else ""
        native = self.is_native(number if path or action.parent is None else action.parent)
        if not steps and not answer:
            if self.direct and state.answer:
                self._record.note([Snapshot(to_dict(replace(state, answer="")))])
            # A path that begins anew is the same branch as before.
            parent, note = (path.parent, path.note) if path else (action.parent, action.note)
            shared = path.shared if path else action.step
            shared = shared if self._able.continue_prefix or self._able.follows else 0
            self._record.note([PathStarted(number, parent, shared, note)])
            steps = self._record.state.path(number).steps
        scribe = Scribe(
            number,
            direct=self.direct,
            max_steps=self._task.budget.steps,
            steps=steps,
            answer=answer,
            # Steps beside a direct answer can only be thinking that was set apart.
            native=native or self.direct,
        )
        self._scribes[number] = scribe
        return scribe

    def _extend(self, call: Call) -> bool:
        """Let a path that has reached its cap go on, once, by at most as much again: shorter ones may have left tokens
        over. False where too little is left, or the engine cannot go on."""
        number = call.path
        if number is None or number in self._extended or self.direct or not self._able.continue_prefix:
            return False
        self._extended.add(number)
        tokens = min(call.request.max_tokens, self._free(number) - self._spares[number])
        return tokens >= WORTH_TOKENS and self._call(Sample(number, tokens))

    def _ask_for_answer(self, number: int, scribe: Scribe) -> bool:
        """Have a path that has reached its cap say what it comes to, once: its thinking is closed, or the answer's
        first word is put into its mouth. False where the engine cannot go on from there, or nothing is left."""
        if self.direct or not self._able.continue_prefix or scribe.answering:
            return False
        self._asked.add(number)
        self._record.note(scribe.ask_for_answer())
        return self._call(Sample(number, min(ANSWER_TOKENS, self._free(number))))

    def _free(self, number: int) -> int:
        """Tokens that this path may reserve: those that other live ones keep for being asked are not among them."""
        return self.tokens - sum(self._spares[each] for each in self.live - self._asked - {number})

    def _spared(self, action: Sample) -> int:
        """Tokens of a path's share that are kept for asking it for its answer, should it not come to its end."""
        if self.direct or action.one_step or not self._able.continue_prefix:
            return 0
        if action.path in self._extended | self._asked:
            return 0
        return min(ANSWER_TOKENS, int(action.tokens * ANSWER_SHARE))

    def _turns(self, path: Path, *, shown: bool) -> tuple[Turn, ...]:
        """What the path's writer is asked. `shown`: it cannot continue the branch's steps as its own text."""
        asked = self._task.turns
        parent = next((p for p in self._record.state.paths if p.id == path.parent), None)
        if not path.note or parent is None or not self._able.follows:
            return asked
        if flawed(parent) is None:
            return review.improve(asked, parent, path.note, self._nonce)
        return revising.prompt(asked, parent, path.shared, path.note, self._nonce, shown=shown)

    def _retry(self, call: Call, error: EngineError, seconds_left: float) -> None:
        assert call.path is not None
        self.error = error
        tries = self._tries[call.path] = self._tries.get(call.path, 0) + 1
        delay = self._task.backoff_seconds * 2 ** (tries - 1) * self._random.uniform(0.5, 1.5)
        if error.retryable and tries < TRIES and delay < seconds_left:
            left = max(call.request.max_tokens - call.counted, 1)
            self.sample(Sample(call.path, left, one_step=call.until is not None), delay)
        elif call.path in self._asked:
            # Only its last word is missing: what it has written stays.
            self._record.note(self._scribes[call.path].finish("length"))
        else:
            self._record.note([PathPruned(call.path, ENGINE_FAILED)])


def _to_first_boundary(events: list[Event]) -> list[Event]:
    """The events up to the end of the step that was being written, its score included."""
    end = next((at for at, event in enumerate(events) if isinstance(event, StepFinished)), None)
    if end is None:
        return events
    scored = end + 1 < len(events) and isinstance(events[end + 1], StepScored)
    return events[: end + 1 + scored]
