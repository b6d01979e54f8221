"""The problems: held out from training, of the hard tier, all families alike. And what a right answer to one is."""

from __future__ import annotations

from functools import cache

from reasoning.routing.question import kind_of
from reasoning.seedling.mixture import HARD, held_out
from reasoning.seedling.problem import MARK, Problem, answer_line
from reasoning.seedling.tasks import REASONED, code
from reasoning.state import State
from reasoning.types import Budget, Task, Turn


@cache
def hard_tier(count: int, seed: int) -> tuple[Problem, ...]:
    """`count` problems, the families in turns: a smaller number of them is a beginning of a larger one."""
    each = -(-count // len(REASONED))
    rows = [held_out(family, seed, each, HARD) for family in REASONED]
    return tuple(problem for together in zip(*rows, strict=True) for problem in together)[:count]


def make_task(
    problem: Problem, strategy: str, budget: Budget, *, temperature: float, path_tokens: int = 0
) -> Task:
    """What the product would ask about the problem."""
    return Task(
        turns=tuple(Turn(role, text) for role, text in problem.turns()),  # type: ignore[arg-type]
        strategy=strategy,
        budget=budget,
        temperature=temperature,
        kind=kind_of(problem.question),
        path_tokens=path_tokens,
    )


def is_right(problem: Problem, state: State) -> bool:
    """Whether what a person is shown is right. Programs run in the sandbox, so not inside an event loop."""
    return state.status == "answered" and problem.check(shown(problem, state.answer))


def shown(problem: Problem, answer: str) -> str:
    """The answer as the problem's check reads it: the driver takes the words `Answer:` away."""
    whole = problem.family == code.FAMILY or answer_line(answer) is not None
    return answer if whole else MARK + answer
