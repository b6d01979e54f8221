"""Follow-ups that go into what was asked: the next number of a sequence, the solution put into its equation."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from reasoning.seedling.expressions import Operation, parse, shown
from reasoning.seedling.problem import Problem, answer_line, in_steps
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.followup.earlier import Earlier, from_family, told, turns, whole_number
from reasoning.seedling.tasks.followup.made import ask, made

_EQUATION = re.compile(r"([^=]*[a-z][^=]*)=(-?\d+)")  # the unknown only on the left
_TIMES = re.compile(r"(?<=[\d)])(?=[a-z(])")
_RATIOS = (2, 3, 4, 5, 10)


def next_term(rng: random.Random, level: int) -> Problem | None:
    """`and the next one?` after a sequence that grows by the same number, or by the same factor."""
    earlier = from_family(rng, "sequences", 0) or _sequence(rng)
    answer = whole_number(earlier)
    numbers = [int(n) for n in re.findall(r"(?<![\d.])-?\d+(?![\d.])", earlier.question)]
    if answer is None or len(numbers) < 3:
        return None
    terms, gap = [*numbers, answer], numbers[1] - numbers[0]
    if all(b - a == gap for a, b in pairwise(terms)):
        expression = Operation("+" if gap > 0 else "-", answer, abs(gap))
    else:
        ratio = next((r for r in _RATIOS if all(a * r == b for a, b in pairwise(terms))), 0)
        if not ratio:
            return None
        expression = Operation("*", answer, ratio)
    reply, value = told(expression)
    return made(ask(rng, "next_term"), reply, turns(rng, [earlier]), f"next:{shown(expression)}", value)


def _sequence(rng: random.Random) -> Earlier:
    start, gap = rng.randint(1, 60), rng.randint(2, 30)
    terms = [start + gap * i for i in range(rng.randint(3, 5))]
    reply = in_steps(
        [f"{terms[1]}-{terms[0]}={gap}", f"{terms[-1]}+{gap}={terms[-1] + gap}"], str(terms[-1] + gap)
    )
    return Earlier(f"What comes next: {', '.join(map(str, terms))}?", reply, str(terms[-1] + gap))


def put_in(rng: random.Random, level: int) -> Problem | None:
    """`check it` after a linear equation: the solution is put in."""
    earlier = from_family(rng, "equations", rng.randint(0, 1)) or _equation(rng)
    found = _EQUATION.fullmatch(earlier.opening)
    solution = re.fullmatch(r"(?:([a-z]) = )?(\d+)", earlier.answer)
    if not found or not solution or re.search(r"[a-z].*[a-z]", found[1]):
        return None
    left = _TIMES.sub("*", found[1].replace("×", "*"))
    try:
        expression = parse(re.sub("[a-z]", solution[2], left))
    except ValueError:
        return None
    worked = solve(expression)
    if str(worked.value) != found[2] or not worked.steps:
        return None
    answer = f"{solution[0]} is right, both sides are {found[2]}"
    reply = in_steps(worked.steps, answer, shown(expression))
    numbers = set(re.findall(r"\d+", answer))

    def check(reply: str) -> bool:
        line = answer_line(reply)
        return line is not None and "right" in line and set(re.findall(r"\d+", line)) == numbers

    return made(
        ask(rng, "put_in"), reply, turns(rng, [earlier]), f"put_in:{shown(expression)}", answer, check
    )


def _equation(rng: random.Random) -> Earlier:
    factor, root, constant = rng.randint(2, 12), rng.randint(1, 20), rng.randint(1, 40)
    right = factor * root + constant
    steps = [
        f"{right}-{constant}={factor * root} → {factor}x={factor * root}",
        f"{factor * root}/{factor}={root} → x={root}",
    ]
    equation = f"{factor}x+{constant}={right}"
    question = rng.choice(("Solve {}", "{}", "What is x in {}?", "Find x: {}")).format(equation)
    return Earlier(question, in_steps(steps, f"x = {root}", equation), f"x = {root}")
