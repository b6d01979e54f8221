"""The books of one search: what happened (state), what it costs (meter), what is running (calls).

`think` drives it; everything it notes is folded into the state and given out as an event.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from .budget import Meter
from .call import Call, Inbox, Message
from .checks import Checks, Compared
from .context import estimate_tokens, estimate_turns
from .errors import EngineError, StrategyRefused
from .events import (
    AnswerDelta,
    Answered,
    Event,
    Failed,
    PathFinished,
    PathPruned,
    PathStarted,
    RunStarted,
    Snapshot,
    StepFinished,
    VoteUpdated,
)
from .scribe import Scribe
from .state import State, Step, tell, to_dict
from .strategies import (
    ENGINE_FAILED,
    OUT_OF_BUDGET,
    STRATEGIES,
    Action,
    Answer,
    Prune,
    Room,
    Sample,
    Strategy,
    Tally,
    open_strategy,
    written,
)
from .types import Delta, Engine, EngineRequest, Task, Usage

TRIES = 3  # calls for one path before it is given up
REPORT_TOKENS = 128  # a long stretch without a step boundary still reports what it used
log = logging.getLogger(__name__)


class Search:
    """One run of `think`. Seconds are those of `clock`, counted on from `past`."""

    def __init__(self, task: Task, engine: Engine, past: State, clock: Callable[[], float]) -> None:
        self.task = task
        self.engine = engine
        self.state = past
        self.inbox: Inbox = asyncio.Queue()
        self.due = True  # the strategy must be asked
        self._clock = clock
        self._began = clock() - past.seconds
        self._meter = Meter(task.budget, task.prices, past.usage.generated, past.cost_micros)
        self._calls: dict[int, Call] = {}  # live, by path
        self._next_call = past.calls
        self._scribes: dict[int, Scribe] = {}
        self._tries: dict[int, int] = {}
        self._error: EngineError | None = None
        self._news: deque[Event] = deque()
        self._random = random.Random(task.seed)
        self._checks = Checks(task.turns[-1].text, self.inbox.put_nowait)
        self._strategy: Strategy | None = None
        # Thinking that an engine sets apart cannot be handed back to it as text to continue.
        self._continues = engine.capabilities.continue_prefix and not engine.capabilities.reasoning

    @property
    def ended(self) -> bool:
        return self.state.status in ("answered", "cancelled", "failed")

    @property
    def seconds(self) -> float:
        """Working time, earlier attempts included."""
        return self._clock() - self._began

    @property
    def seconds_left(self) -> float:
        return max(self.task.budget.seconds - self.seconds, 0.0)

    def news(self) -> Iterator[Event]:
        """What was noted since the last time."""
        while self._news:
            yield self._news.popleft()

    def note(self, events: Iterable[Event]) -> None:
        for event in events:
            self.state = tell(self.state, event)
            self._news.append(event)

    def begin(self) -> None:
        """The first event, and a refusal where the strategy cannot run on this engine."""
        strategy = STRATEGIES.get(self.task.strategy)
        if self.state.status == "new":
            budget = dataclasses.asdict(self.task.budget)
            task = self.task
            self.note([RunStarted(task.strategy, task.model, task.seed, task.prompt_version, budget)])
        else:
            # What was being written is lost, and so is an answer that cannot be continued.
            keeps = self.ended or (strategy is not None and strategy.direct and self._continues)
            paths = tuple(replace(path, draft="") for path in self.state.paths)
            kept = replace(self.state, paths=paths, answer=self.state.answer if keeps else "")
            self.note([Snapshot(to_dict(kept))])
        if not self.ended:
            try:
                self._strategy = open_strategy(self.task.strategy, self.engine.capabilities)
            except StrategyRefused as error:
                self.note([Failed("refused", error.message)])
        for path in self.state.paths:
            if path.status == "finished" and not self.ended and not self._direct:
                self.note(self._checks.take(path))

    async def decide(self) -> None:
        """Ask the strategy and do what it wants; fail when nothing is left to do."""
        assert self._strategy
        self.due = False
        over = self.seconds_left <= 0
        for action in self._strategy.ask(self.state, self._room(over)):
            await self._perform(action, over)
        if not self.ended and not self.due and (over or not (self._calls or self._checks.pending)):
            await self.close()
            self.note([self._failure(over)])

    def receive(self, call: Call, message: Message) -> None:
        """Take in what a call has sent. Raises what is neither text nor an EngineError: a fault."""
        if self._calls.get(call.path) is not call:
            return  # it was closed meanwhile, and what it used is settled
        scribe = self._scribes[call.path]
        if isinstance(message, Delta):
            events = scribe.take(message)
            self.note(events)
            unreported = call.counted - call.reported.generated
            if unreported >= REPORT_TOKENS or any(isinstance(event, StepFinished) for event in events):
                self._report(call, call.so_far())
            return
        self._settle(call)
        if isinstance(message, EngineError):
            self._retry(call, message)
        elif isinstance(message, Exception):
            raise message
        elif not scribe.text.strip():
            self._retry(call, EngineError("The model said nothing.", retryable=True, code="garbage"))
        else:
            self.note(scribe.finish(message.reason))
            if not self._direct:
                self.note(self._checks.take(self.state.path(call.path)))
            self.due = True

    def learn(self, news: Compared) -> None:
        """Take in that two answers are the same, or not: they vote together from now on. Raises a fault."""
        if isinstance(news.same, Exception):
            raise news.same
        if news.same is not None:
            path = self.state.path(news.path)
            self.note([PathFinished(path.id, news.same, path.text, path.weight)])
        self.due = True

    async def close(self, calls: Iterable[Call] | None = None) -> None:
        """Close the engine streams of `calls` (all without it, and checks) and settle what they have used."""
        if calls is None:
            await self._checks.close()
        closing = list(self._calls.values() if calls is None else calls)
        failed = [call for call in closing if call.failed]
        await asyncio.gather(*(call.cancel() for call in closing))
        for call in closing:
            if call.failed and call not in failed:
                log.warning("the engine stream of call %d failed while it was closed", call.number)
            if self._calls.get(call.path) is call:
                self._settle(call)

    def _room(self, over: bool) -> Room:
        return Room(
            budget=self.task.budget,
            live=frozenset(self._calls),
            checking=self._checks.pending,
            tokens=self._meter.tokens_left,
            begins=self._meter.begins(self.seconds, self.state.usage.generated),
            over=over,
        )

    async def _perform(self, action: Action, over: bool) -> None:
        match action:
            case Sample():
                self._sample(action.path, action.tokens)
            case Tally():
                self.note([VoteUpdated(action.votes)])
            case Prune():
                if call := self._calls.get(action.path):
                    await self.close([call])
                self.note([PathPruned(action.path, action.reason)])
                self.due = True
            case Answer():
                await self.close()
                self._answer(action)

    def _answer(self, action: Answer) -> None:
        path = self.state.path(action.path)
        if path.status == "running" and (scribe := self._scribes.get(path.id)):
            self.note(scribe.finish("length"))
        rest = [p.id for p in self.state.paths if p.status == "running" and p.id != path.id]
        self.note(PathPruned(number, "out of time") for number in rest)
        path = self.state.path(path.id)
        if not self.state.answer:
            self.note([AnswerDelta(written(path))])
        reason = "stop" if path.status == "finished" and path.weight else "length"
        self.note([Answered(path.id, action.confidence, action.verdict, reason)])

    def _sample(self, path: int, tokens: int, delay: float = 0.0) -> None:
        """Call the engine for `path`: on from what is written where that is possible, else from the start."""
        scribe = self._take_up(path)
        prefix = scribe.text
        prompt = estimate_turns(self.task.turns) + estimate_tokens(prefix)
        wanted = min(tokens, max(self.engine.capabilities.context - prompt, 1))
        number = self._next_call
        self._meter, granted = self._meter.reserve(number, prompt=prompt, tokens=wanted)
        if not granted:
            self.note([PathPruned(path, OUT_OF_BUDGET)])
            self.due = True
            return
        self._next_call += 1
        request = EngineRequest(
            turns=self.task.turns,
            prefix=prefix,
            max_tokens=granted,
            temperature=self.task.temperature,
            seed=self.task.seed + path + 1000 * self._tries.get(path, 0),
            logprobs=self.engine.capabilities.logprobs and not self._direct,
        )
        call = Call(number, path, request, prompt)
        call.start(self.engine, self.inbox, stall=self.task.stall_seconds, delay=delay)
        self._calls[path] = call

    def _take_up(self, number: int) -> Scribe:
        """The scribe of path `number`: a new one where the path must begin (anew)."""
        path = next((p for p in self.state.paths if p.id == number), None)
        scribe = self._scribes.get(number)
        if scribe and (not scribe.text or (self._continues and not scribe.native)):
            return scribe
        steps: tuple[Step, ...] = ()
        answer = ""
        if path and not scribe and self._continues:
            # Steps beside a direct answer were thinking set apart, which cannot be handed back.
            steps = () if self._direct else path.steps
            answer = self.state.answer if self._direct and not path.steps else ""
        if not steps and not answer:
            if self._direct and self.state.answer:
                self.note([Snapshot(to_dict(replace(self.state, answer="")))])
            self.note([PathStarted(number)])
        scribe = Scribe(
            number, direct=self._direct, max_steps=self.task.budget.steps, steps=steps, answer=answer
        )
        self._scribes[number] = scribe
        return scribe

    def _retry(self, call: Call, error: EngineError) -> None:
        self._error = error
        tries = self._tries[call.path] = self._tries.get(call.path, 0) + 1
        delay = self.task.backoff_seconds * 2 ** (tries - 1) * self._random.uniform(0.5, 1.5)
        if error.retryable and tries < TRIES and delay < self.seconds_left:
            self._sample(call.path, max(call.request.max_tokens - call.counted, 1), delay)
        else:
            self.note([PathPruned(call.path, ENGINE_FAILED)])
            self.due = True

    def _settle(self, call: Call) -> None:
        del self._calls[call.path]
        self._meter = self._meter.settle(call.number, call.total())
        self._report(call, call.total())

    def _report(self, call: Call, usage: Usage) -> None:
        self.note([call.report(usage, self.task.prices, self.seconds)])

    def _failure(self, over: bool) -> Failed:
        if over:
            return Failed("deadline", "The model did not get to an answer in the time allowed.", True)
        if self._error:
            return Failed(self._error.code, self._error.message, self._error.retryable)
        return Failed("budget", "The limits of this answer were used up before there was one.")

    @property
    def _direct(self) -> bool:
        return self._strategy is not None and self._strategy.direct
