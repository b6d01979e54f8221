"""How much the direct checks understand of the seedling's questions, and whether they are ever wrong.

Follow-ups are looked at without what was said before: of most nothing may be told.

`python -m tests.reasoning.verifiers.direct.measured 3000` prints it for as many held-out questions of each family.
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass

from reasoning.seedling.mixture import held_out
from reasoning.seedling.problem import MARK, Problem, meaning
from reasoning.seedling.tasks import REASONED, code, followup
from reasoning.verifiers.direct import check

FAMILIES_MEASURED = (*(family for family in REASONED if family != code.FAMILY), followup.FAMILY)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Measured:
    """Of `count` questions: those understood, and the answers on which the check was wrong."""

    count: int
    understood: int
    right_but_failed: tuple[str, ...]
    wrong_but_passed: tuple[str, ...]
    wrong: int
    wrong_and_failed: int


def measure(family: str, count: int, seed: int = 1) -> Measured:
    """The checks of `count` held-out questions, each with its right answer and with some wrong ones."""
    rng = random.Random(seed)
    understood, total, failed = 0, 0, 0
    right_but_failed, wrong_but_passed = [], []
    for problem in held_out(family, seed, count):
        outcome = _outcome(problem, problem.answer)
        understood += outcome == "passed"
        if outcome == "failed":
            right_but_failed.append(f"{problem.question} => {problem.answer}")
        for wrong in wrong_answers(rng, problem):
            total += 1
            outcome = _outcome(problem, wrong)
            failed += outcome == "failed"
            if outcome == "passed":
                wrong_but_passed.append(f"{problem.question} => {wrong}, not {problem.answer}")
    return Measured(count, understood, tuple(right_but_failed), tuple(wrong_but_passed), total, failed)


def wrong_answers(rng: random.Random, problem: Problem) -> list[str]:
    """The right answer with a number changed, in several ways; none of them is right."""
    found = []
    for change in (_by_a_little, _by_a_digit, _by_a_factor, _by_another_sign, _by_a_fraction):
        numbers = list(_NUMBER.finditer(problem.answer))
        if numbers:
            chosen = rng.choice(numbers)
            wrong = problem.answer[: chosen.start()] + change(rng, chosen[0]) + problem.answer[chosen.end() :]
            if not problem.check(MARK + wrong):
                found.append(wrong)
    return found


def _outcome(problem: Problem, answer: str) -> str:
    return check(problem.question, meaning(answer) or "", answer).outcome


def _by_a_little(rng: random.Random, number: str) -> str:
    return f"{float(number) + rng.choice((-2, -1, 1, 2, 10, -10)):g}"


def _by_a_digit(rng: random.Random, number: str) -> str:
    at = rng.randrange(len(number))
    return number[:at] + rng.choice("0123456789") + number[at + 1 :] if number[at] != "." else number + "1"


def _by_a_factor(rng: random.Random, number: str) -> str:
    return f"{float(number) * rng.choice((10, 0.1, 2, 0.5, 100)):g}"


def _by_another_sign(rng: random.Random, number: str) -> str:
    return f"-{number}"


def _by_a_fraction(rng: random.Random, number: str) -> str:
    return f"{number}.5" if "." not in number else f"{number}5"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    for family in FAMILIES_MEASURED:
        found = measure(family, count)
        print(
            f"{family}: {found.understood / found.count:.1%} of {found.count} understood, "
            f"{len(found.right_but_failed)} right answers failed, {len(found.wrong_but_passed)} of "
            f"{found.wrong} wrong ones passed, {found.wrong_and_failed / max(found.wrong, 1):.1%} failed"
        )
        for line in (*found.right_but_failed[:20], *found.wrong_but_passed[:20]):
            print("   ", line)


if __name__ == "__main__":
    main()
