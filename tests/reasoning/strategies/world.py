"""A tiny world in which strategies are driven without an engine: it does what they ask for and tells events.

A planted tree: a path that has only right steps comes to the answer 42; each step goes wrong with some chance, and
then the answer is one of a few others. Scores tell right from wrong steps, but not always. Everything follows from
the seed, a path's number and its step.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from reasoning.budget import Meter
from reasoning.events import (
    Answered,
    BudgetUsed,
    Event,
    Failed,
    PathFinished,
    PathPruned,
    PathStarted,
    StepFinished,
    StepScored,
    Verified,
    VoteUpdated,
)
from reasoning.scorers import path_weight
from reasoning.scorers.judge import reply_tokens
from reasoning.scorers.worth import SHARE
from reasoning.state import Path, State, tell
from reasoning.strategies import (
    ENGINE_FAILED,
    OUT_OF_BUDGET,
    STRATEGIES,
    Action,
    Answer,
    Judge,
    Prune,
    Room,
    Sample,
    Tally,
)
from reasoning.types import Budget, Prices, Usage

RIGHT = "42"


@dataclass(frozen=True)
class World:
    """Chances, from 0 to 1, and sizes. `notices` is how often a wrong step is scored low, `reads` how often the judge
    sees through one that is not; a `checks` chance has a right answer pass and a wrong one fail."""

    seed: int = 0
    length: int = 4
    step_tokens: int = 50
    goes_wrong: float = 0.25
    notices: float = 0.7
    refutes: float = 0.0
    judge: bool = False
    reads: float = 0.8
    checks: float = 0.0
    breaks: float = 0.0
    others: int = 3  # wrong answers to choose from
    wordings: int = 1000  # in which a step can be said
    runaways: float = 0.0  # steps that take ten times as many tokens


JUDGE = -1  # the number under which the meter holds what a judge uses


@dataclass
class Call:
    tokens: int
    one_step: bool
    number: int
    used: int = 0


class Drive:
    """One search. What a strategy must never do raises AssertionError."""

    def __init__(
        self, strategy: str, budget: Budget, world: World, past: Iterable[Event] = (), *, path_tokens: int = 0
    ) -> None:
        self.strategy = STRATEGIES[strategy]()
        self.budget, self.world, self.path_tokens = budget, world, path_tokens
        self.log: list[Event] = list(past)
        self.state: State = reduce(tell, self.log, State(status="running", strategy=strategy))
        self.meter = Meter(budget, self.state.usage.generated)
        self.live: dict[int, Call] = {}
        self.judging: dict[int, tuple[int, ...]] = {}
        self.judged: dict[int, int] = {}
        self.calls = 0
        self.most_live = 0
        self.asked = 0
        self.order = random.Random(f"{world.seed}-{len(self.log)}")

    def run(self) -> State:
        """To its end, which is Answered or Failed."""
        due = True
        while self.state.status == "running":
            if due or self.over:
                self.asked += 1
                assert self.asked < 2000, "it never comes to an end"
                due = self.perform(self.strategy.ask(self.state, self.room()))
                idle = not (due or self.live or self.judging)
                if self.state.status == "running" and (idle or self.over):
                    self.note(Failed("budget", "There was nothing left to do."))
            else:
                due = self.advance()
        return self.state

    @property
    def over(self) -> bool:
        return self.state.seconds >= self.budget.seconds

    def room(self) -> Room:
        return Room(
            self.budget,
            frozenset(self.live),
            self.meter.tokens_left,
            begins=self.meter.begins(self.state.seconds, self.state.usage.generated),
            over=self.over,
            judge=self.world.judge and self.judge_tokens >= reply_tokens(1),
            judging=frozenset(self.judging),
            judged=dict(self.judged),
            path_tokens=self.path_tokens,
        )

    @property
    def judge_tokens(self) -> float:
        held = sum(reply_tokens(len(steps)) for steps in self.judging.values())
        return self.budget.tokens * SHARE - self.state.judged - held

    def note(self, *events: Event) -> None:
        for event in events:
            self.log.append(event)
            self.state = tell(self.state, event)

    def perform(self, actions: tuple[Action, ...]) -> bool:
        room, due = self.room(), False
        self.allowed(actions, room)
        for action in actions:
            match action:
                case Sample():
                    due |= self.sample(action)
                case Judge():
                    path = self.state.path(action.path)
                    first = max(self.judged.get(path.id, 0), path.shared)
                    self.judging[path.id] = tuple(range(first, len(path.steps)))
                    self.judged[path.id] = len(path.steps)
                case Prune():
                    self.close(action.path)
                    self.note(PathPruned(action.path, action.reason))
                    due = True
                case Tally():
                    self.note(VoteUpdated(action.votes))
                case Answer():
                    for number in list(self.live):
                        self.close(number)
                    self.judging.clear()
                    self.note(Answered(action.path, action.confidence, action.verdict))
        assert len(self.live) <= self.budget.paths
        self.most_live = max(self.most_live, len(self.live))
        return due

    def allowed(self, actions: tuple[Action, ...], room: Room) -> None:
        """What every strategy promises."""
        paths: Mapping[int, Path] = {p.id: p for p in self.state.paths}
        samples = [a for a in actions if isinstance(a, Sample)]
        pruned = {a.path for a in actions if isinstance(a, Prune)}
        assert len({a.path for a in samples}) == len(samples)
        assert not {a.path for a in samples} & (pruned | room.live)
        assert sum(a.tokens for a in samples) <= room.tokens
        assert not (room.over and samples)
        idle = not room.live and not any(p.status != "pruned" for p in paths.values())
        for action in samples:
            known = paths.get(action.path)
            assert known is None or known.status == "running"
            assert known or room.begins or idle, "nothing new begins late"
            if known is None and action.parent is not None:
                assert 0 <= action.step <= len(paths[action.parent].steps)
        judged = [a.path for a in actions if isinstance(a, Judge)]
        assert len(set(judged)) == len(judged)
        assert not set(judged) & room.judging
        assert not judged or room.judge
        for number in judged:
            assert paths[number].status != "pruned"
            assert len(paths[number].steps) > self.judged.get(number, 0)
        for action in actions:
            if isinstance(action, Prune):
                assert paths[action.path].status == "running"
            if isinstance(action, Answer):
                assert action.path in paths

    def sample(self, action: Sample) -> bool:
        if all(p.id != action.path for p in self.state.paths):
            self.note(PathStarted(action.path, action.parent, action.step, action.note))
        self.calls += 1
        self.meter, granted = self.meter.reserve(self.calls, prompt=0, tokens=action.tokens, prices=Prices())
        if not granted:
            self.note(PathPruned(action.path, OUT_OF_BUDGET))
            return True
        self.live[action.path] = Call(granted, action.one_step, self.calls)
        return False

    def close(self, number: int) -> None:
        if call := self.live.pop(number, None):
            self.meter = self.meter.settle(call.number, _usage(call.used))

    def advance(self) -> bool:
        """Something happens; True where the strategy must be asked."""
        number = self.order.choice(sorted(self.live) + [-1 - n for n in sorted(self.judging)])
        if number < 0:
            self.judge(-1 - number)
            return True
        path, call = self.state.path(number), self.live[number]
        luck = random.Random(f"{self.world.seed}-{number}-{len(path.steps)}-{path.shared}")
        if luck.random() < self.world.breaks:
            self.close(number)
            self.note(PathPruned(number, ENGINE_FAILED))
            return True
        tokens = self.world.step_tokens * (10 if luck.random() < self.world.runaways else 1)
        cut = call.used + tokens > call.tokens
        tokens = min(tokens, call.tokens - call.used)
        call.used += tokens
        wrong = luck.random() < self.world.goes_wrong
        said = f"{'bad' if wrong else 'good'} {luck.randrange(self.world.wordings)}"
        step = len(path.steps)
        self.note(
            StepFinished(number, step, said, tokens, -0.1 * tokens),
            StepScored(number, step, self.score(wrong, luck), "a slip", "arithmetic+likelihood"),
            BudgetUsed(self.calls, "sample", number, 0, 0, tokens, 0, self.state.seconds + 0.01),
        )
        path = self.state.path(number)
        if cut:
            self.finish(path, 0.0)
        elif len(path.steps) >= min(self.world.length, self.budget.steps):
            self.finish(path, path_weight(path.steps))
        elif not call.one_step:
            return False
        self.close(number)
        return True

    def score(self, wrong: bool, luck: random.Random) -> float:
        if wrong and luck.random() < self.world.refutes:
            return 0.0
        low = wrong if luck.random() < self.world.notices else not wrong and luck.random() < 0.2
        return luck.uniform(0.2, 0.6) if low else luck.uniform(0.7, 1.0)

    def finish(self, path: Path, weight: float) -> None:
        luck = random.Random(f"{self.world.seed}-{path.id}-end")
        right = all(step.text.startswith("good") for step in path.steps)
        said = RIGHT if right else str(luck.randrange(self.world.others))
        self.note(PathFinished(path.id, said if weight else None, said, weight))
        if weight and luck.random() < self.world.checks:
            self.note(Verified(path.id, "passed" if right else "failed", "done again", "math"))

    def judge(self, number: int) -> None:
        path, luck = self.state.path(number), random.Random(f"{self.world.seed}-{number}-judge")
        steps = self.judging.pop(number)
        for step in steps:
            right = path.steps[step].text.startswith("good") or luck.random() > self.world.reads
            self.note(StepScored(number, step, 0.9 if right else 0.05, "" if right else "wrong", "judge"))
        used = 20 * len(steps)
        held = self.meter.reserve_reading(JUDGE, prompt=0, prices=Prices())
        assert held
        self.meter = held.settle(JUDGE, _usage(used))
        self.note(BudgetUsed(self.calls, "judge", number, 0, 0, used, 0, self.state.seconds + 0.01))


def _usage(tokens: int) -> Usage:
    return Usage(0, 0, tokens)
