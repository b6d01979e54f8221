"""The books of one search: asks the strategy what to do, has it done, and takes in what comes of it.

`think` drives it. What happens goes into the record; writing.py writes the paths, asides.py has them judged and
compared, checks.py checks their answers, answering.py has the last word.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..budget import ANSWER_SHARE, Meter
from ..errors import EngineError, StrategyRefused
from ..events import (
    Cancelled,
    Event,
    Failed,
    PathPruned,
    Routed,
    RunStarted,
    Snapshot,
    VoteUpdated,
)
from ..sandbox import Sandbox
from ..state import State, to_dict
from ..strategies import (
    STRATEGIES,
    Action,
    Answer,
    Judge,
    Prune,
    Review,
    Room,
    Sample,
    Strategy,
    Tally,
    open_strategy,
)
from ..types import Delta, Engine, JudgeModel, RewardModel, Task
from .answering import Answering
from .asides import Asides
from .call import Call, Inbox, Message
from .calls import Calls
from .checks import Checks
from .news import Compared, Rewarded
from .record import Record
from .rewarding import Rewarding
from .writing import Writing


class Search:
    """One run of `think`. Seconds are those of `clock`, counted on from `past`; without a `judge`, and with an engine
    that follows no instructions, nothing is judged or compared, without a `sandbox` no program is run."""

    def __init__(
        self,
        task: Task,
        engine: Engine,
        judge: JudgeModel | None,
        reward: RewardModel | None,
        sandbox: Sandbox | None,
        past: State,
        clock: Callable[[], float],
    ) -> None:
        self.task = task
        self.inbox: Inbox = asyncio.Queue()
        self.due = True  # the strategy must be asked
        self.hurried = False  # the best so far is to be the answer
        self._clock = clock
        self._began = clock() - past.seconds
        self._engine = engine
        able = engine.capabilities
        # Raw text, which is how a reply is continued, has no place for a picture.
        self._able = able = replace(able, continue_prefix=able.continue_prefix and not task.shows_images)
        strategy = STRATEGIES.get(task.strategy)
        # Whether the winner's steps are written anew as a clean answer.
        self._composes = able.follows and task.kind == "closed" and not (strategy and strategy.direct)
        keep = int(task.budget.tokens * ANSWER_SHARE) if self._composes else 0
        meter = Meter(task.budget, past.usage.generated, past.cost_micros)
        self._record = Record(past)
        self._calls = Calls(task, meter, past.calls, self.inbox, lambda: self.seconds)
        self._writing = Writing(task, engine, self._able, self._record, self._calls, self._stepped, keep=keep)
        itself = JudgeModel("", engine, task.prices) if able.follows else None
        self._asides = Asides(task, judge or itself, self._record, self._calls)
        self._rewards = Rewarding(task, reward, self._calls, self.inbox.put_nowait)
        self._checks = Checks(task.asked, self.inbox.put_nowait, kind=task.kind, sandbox=sandbox)
        self._answering: Answering | None = None
        self._strategy: Strategy | None = None

    @property
    def state(self) -> State:
        return self._record.state

    @property
    def ended(self) -> bool:
        return self.state.status in ("answered", "cancelled", "failed")

    @property
    def seconds(self) -> float:
        """Working time, earlier attempts included."""
        return self._clock() - self._began

    @property
    def seconds_left(self) -> float:
        """Until the paths must have come to an end; once there is a winner, until the answer must be there."""
        whole = self.task.budget.seconds
        kept = whole * ANSWER_SHARE if self._composes and not self._answering else 0.0
        return max(whole - kept - self.seconds, 0.0)

    def news(self) -> Iterator[Event]:
        """What has happened since the last time."""
        return self._record.news()

    def begin(self) -> None:
        """The first events, and a refusal where the strategy cannot run on this engine."""
        task, strategy = self.task, STRATEGIES.get(self.task.strategy)
        if self.state.status == "new":
            budget = dataclasses.asdict(task.budget)
            self._record.note([RunStarted(task.strategy, task.model, task.seed, task.prompt_version, budget)])
            if task.route or task.kind != "closed":
                self._record.note([Routed(task.kind, task.route)])
        else:
            # What was being written is lost, and so is an answer that cannot be continued.
            keeps = self.ended or (strategy is not None and strategy.direct and self._able.continue_prefix)
            paths = tuple(replace(path, draft="") for path in self.state.paths)
            kept = replace(self.state, paths=paths, answer=self.state.answer if keeps else "")
            self._record.note([Snapshot(to_dict(kept))])
        if self.ended:
            return
        try:
            self._strategy = open_strategy(task.strategy, self._able)
        except StrategyRefused as error:
            self._record.note([Failed("refused", error.message)])
            return
        self._writing.direct = self._strategy.direct
        for path in () if self._strategy.direct else self.state.paths:
            if path.status == "finished":
                self._record.note(self._checks.take(path))
            self._rewards.offer(path)

    def hurry(self) -> None:
        """Let the best so far be the answer."""
        self.hurried = self.due = True

    async def decide(self) -> None:
        """Ask the strategy and do what it wants; fail when nothing is left to do."""
        assert self._strategy
        self.due = False
        over = self.hurried or self.seconds_left <= 0
        if self._answering:
            if self.seconds_left <= 0:
                await self.close()
                self._answering.give_up()
            return
        actions = self._strategy.ask(self.state, self._room(over))
        if over and not actions and self.seconds_left > 0:
            over = False  # hurried before there was anything to say
            actions = self._strategy.ask(self.state, self._room(over))
        for action in actions:
            await self._perform(action)
        busy = self._calls or self._checks.pending or self._rewards.pending
        speaking = self.hurried and self._writing.concluding and self.seconds_left > 0
        if not (self.ended or self.due or self._answering or speaking) and (over or not busy):
            await self.close()
            self._record.note([self._failure(over)])

    async def receive(self, call: Call, message: Message) -> None:
        """Take in what a call has sent. Raises what is neither text nor an EngineError: a fault."""
        if call not in self._calls:
            return  # it was closed meanwhile, and what it used is settled
        if isinstance(message, Delta):
            if call.purpose == "sample":
                told = call.reported
                self.due |= await self._writing.take(call, message)
                # Hurried before there was a step, it is now that there is something to conclude from.
                self.due |= self.hurried and call.reported != told
            elif call.purpose == "answer" and self._answering:
                self._answering.take(message)
            else:
                self._asides.take(call, message)
            return
        self._record.note([self._calls.settle(call)])
        if isinstance(message, Exception) and not isinstance(message, EngineError):
            raise message
        if call.purpose == "answer" and self._answering:
            self._answering.end(message)
            return
        self.due = True
        if call.purpose != "sample":
            self._record.note(self._asides.end(call, message))
        elif (path := self._writing.end(call, message, self.seconds_left)) and not self._writing.direct:
            self._record.note(self._checks.take(path))
            self._rewards.offer(path)

    def learn(self, news: Compared | Rewarded) -> None:
        """Take in what was found out about a path: what its steps are worth, whether its answer is right, or means the
        same as another. Raises a fault."""
        path = self.state.path(news.path)
        if isinstance(news, Rewarded):
            self._record.note(self._rewards.learn(news, path))
        else:
            self._record.note(self._checks.learn(news, path))
        self.due = True

    async def cancel(self) -> None:
        """Close everything; what was written stays."""
        await self.close()
        self._record.note([Cancelled()])

    async def close(self, calls: Iterable[Call] | None = None) -> None:
        """Close the engine streams of `calls` (all without it, and checks) and settle what they have used."""
        if calls is None:
            await self._checks.close()
            self._asides.forget()
            self._record.note(await self._rewards.close())
        self._record.note(await self._calls.close(self._calls if calls is None else calls))

    def _stepped(self, path: int) -> None:
        if not self._writing.direct:
            self._rewards.offer(self.state.path(path))

    def _room(self, over: bool) -> Room:
        return Room(
            budget=self.task.budget,
            live=self._writing.live,
            checking=self._checks.pending,
            tokens=self._writing.tokens,
            begins=self._calls.meter.begins(self.seconds, self.state.usage.generated),
            over=over,
            judge=self._asides.there,
            judging=self._asides.judging,
            judged=self._asides.judged,
            reviewing=self._asides.reviewing,
            rewarding=self._rewards.pending,
            path_tokens=self.task.path_tokens,
            path_rate=self.task.path_rate,
        )

    async def _perform(self, action: Action) -> None:
        match action:
            case Sample():
                self.due |= not self._writing.sample(action)
            case Judge():
                self.due |= not self._asides.judge(self.state.path(action.path))
            case Review():
                if told := self._asides.review(self.state.path(action.first), self.state.path(action.second)):
                    self._record.note(told)
                    self.due = True
            case Tally():
                self._record.note([VoteUpdated(action.votes)])
            case Prune():
                if call := self._calls.writing(action.path):
                    await self.close([call])
                self._record.note([PathPruned(action.path, action.reason)])
                self.due = True
            case Answer():
                if not await self._conclude(action.path):
                    await self.close()
                    self._answer(action)

    async def _conclude(self, number: int) -> bool:
        """Whether the path that is to answer now, and has not come to its end, is being asked what it comes to: half a
        step is no answer. Nothing else is written meanwhile."""
        path = self.state.path(number)
        if not self.hurried or self.seconds_left <= 0 or path.status != "running":
            return False
        if number in self._writing.concluding:
            return True
        await self.close([call for call in self._calls if call.purpose == "sample"])
        return self._writing.conclude(path)

    def _answer(self, action: Answer) -> None:
        path = self.state.path(action.path)
        self._writing.cut(path)
        rest = [p.id for p in self.state.paths if p.status == "running" and p.id != path.id]
        self._record.note(PathPruned(number, "out of time") for number in rest)
        self._answering = Answering(self.task, action, self._record)
        # A text that was chosen by review is as its writer and reviewer want it.
        scratch = self._composes and action.verdict != "reviewed" and not self._writing.is_native(path.id)
        composes = scratch and self.seconds_left > 0
        self._answering.begin(self._engine if composes else None, self._calls)

    def _failure(self, over: bool) -> Failed:
        if over:
            return Failed("deadline", "The model did not get to an answer in the time allowed.", True)
        if error := self._writing.error:
            return Failed(error.code, error.message, error.retryable)
        return Failed("budget", "The limits of this answer were used up before there was one.")
