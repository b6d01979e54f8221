"""What holds for the problems of every family that calculates."""

import random
from collections.abc import Callable

from reasoning.answers import canonical
from reasoning.scorers.arithmetic import arithmetic as recomputed
from reasoning.seedling.problem import Problem
from reasoning.state import Step
from reasoning.verifiers.direct import check as direct

LEVELS = (0, 1, 2, 3)
LONGEST = 700  # characters of a reply
MOST_STEPS = 8


def drawn(generate: Callable[[random.Random, int], Problem], level: int, count: int = 1000) -> list[Problem]:
    rng = random.Random(f"taught {level}")
    return [generate(rng, level) for _ in range(count)]


def assert_well_taught(problem: Problem) -> None:
    """The reply passes its own check, is short, and neither the scorer nor the verifier finds fault with it."""
    assert problem.question.strip()
    assert problem.check(problem.reply)
    assert not problem.check("1. 1+1=2\nAnswer: 123456789")
    assert problem.reply.endswith(f"Answer: {problem.answer}")
    assert len(problem.reply) < LONGEST
    *lines, _ = problem.reply.split("\n")
    assert 1 <= sum(line[0].isdigit() and ". " in line[:3] for line in lines) <= MOST_STEPS
    for text in (*lines, "\n".join(lines)):
        score = recomputed(Step(text=text, tokens=1))
        assert score is None or score.score == 1, (problem.question, score.critique)
    answer = canonical(problem.reply)
    assert answer
    verdict = direct(problem.question, answer, problem.answer)
    assert verdict.outcome != "failed", (problem.question, verdict.evidence)
