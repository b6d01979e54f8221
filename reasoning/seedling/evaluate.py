"""Evaluation of exported weights: greedy, sampled and majority accuracy, refusals, small talk."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2

from reasoning.seedling import CT2, HF
from reasoning.seedling.expressions import Operation
from reasoning.seedling.mixture import held_out
from reasoning.seedling.problem import REPLY_TOKENS, Problem, is_held_out
from reasoning.seedling.tasks import arithmetic, offtopic, smalltalk
from reasoning.seedling.tokenizer import END, ChatTokenizer

HAND_WRITTEN = Path(__file__).with_name("hand_written.json")  # questions that no generator produces
Z95 = 1.96


class Writer:
    """Exported weights, ready to write replies."""

    def __init__(self, weights: Path, threads: int = 1) -> None:
        self.tokenizer = ChatTokenizer.load(weights / HF / "tokenizer.json")
        self._generator = ctranslate2.Generator(str(weights / CT2), intra_threads=threads)

    def replies(
        self, questions: Sequence[str], *, paths: int = 1, temperature: float = 0.0
    ) -> list[list[str]]:
        """For each question `paths` replies; temperature 0 is greedy."""
        prompts = [self.tokenizer.tokens(self.tokenizer.prompt([("user", text)])) for text in questions]
        results = self._generator.generate_batch(
            prompts,
            max_batch_size=2048,
            batch_type="tokens",
            max_length=REPLY_TOKENS,
            include_prompt_in_result=False,
            end_token=END,
            num_hypotheses=paths,
            sampling_topk=0 if temperature else 1,
            sampling_temperature=temperature or 1.0,
        )
        return [[self.tokenizer.decode(ids) for ids in result.sequences_ids] for result in results]


@dataclass(frozen=True)
class Figure:
    """A measured share and its number of trials; `interval` is Wilson's 95 % interval (Wilson 1927)."""

    name: str
    share: float
    trials: int

    @property
    def interval(self) -> tuple[float, float]:
        n, p = self.trials, self.share
        middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2)) / (1 + Z95**2 / n)
        return middle - half, middle + half

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.name:<44} {self.share:.3f}  n={self.trials}  95% [{low:.3f}, {high:.3f}]"


def majority(replies: Sequence[str]) -> int | None:
    """The most frequent final number among the replies (the first to be seen wins a tie), or None."""
    answers = [answer for answer in map(arithmetic.answer_of, replies) if answer is not None]
    return Counter(answers).most_common(1)[0][0] if answers else None


def evaluate(
    weights: Path, *, count: int, paths: Sequence[int], temperature: float, seed: int
) -> list[Figure]:
    """All figures. `count` held-out problems a set; votes of as many samples at `temperature` as `paths` say."""
    writer = Writer(weights)
    sets = {
        "arithmetic, all shapes": held_out(arithmetic.FAMILY, seed, count, arithmetic.LEVELS - 1),
        "What is ab*cd +- ef?": examples(seed, count),
    }
    figures: list[Figure] = []
    for name, problems in sets.items():
        figures += _arithmetic(writer, name, problems, paths, temperature)
    return figures + hand_written(writer)


def examples(seed: int, count: int) -> list[Problem]:
    """Held-out problems like the product's own example: a product of two-digit numbers, plus or minus one."""
    rng = random.Random(f"examples:{seed}")
    found: dict[str, Problem] = {}
    while len(found) < count:
        a, b, c = (rng.randint(10, 99) for _ in range(3))
        op = rng.choice("+-")
        expression = Operation(op, Operation("*", a, b), c)
        problem = arithmetic.from_expression(expression, f"What is {a}*{b} {op} {c}?")
        if is_held_out(problem.key):
            found.setdefault(problem.key, problem)
    return list(found.values())


def hand_written(writer: Writer) -> list[Figure]:
    """Greedy replies to questions written by hand: is small talk answered fittingly, and the rest refused?"""
    written = json.loads(HAND_WRITTEN.read_text())
    refused = [offtopic.is_refusal(replies[0]) for replies in writer.replies(written["offtopic"])]
    intents = [
        smalltalk.intent_of(replies[0])
        for replies in writer.replies([line for line, _ in written["smalltalk"]])
    ]
    fitting = [intent in allowed for intent, (_, allowed) in zip(intents, written["smalltalk"], strict=True)]
    return [
        Figure("off-topic questions refused", sum(refused) / len(refused), len(refused)),
        Figure("small talk answered fittingly", sum(fitting) / len(fitting), len(fitting)),
    ]


def _arithmetic(
    writer: Writer, name: str, problems: Sequence[Problem], paths: Sequence[int], temperature: float
) -> list[Figure]:
    questions = [problem.question for problem in problems]
    values = [int(problem.answer) for problem in problems]
    greedy = [arithmetic.answer_of(replies[0]) for replies in writer.replies(questions)]
    most = max(paths)
    sampled = writer.replies(questions, paths=most, temperature=temperature)
    rights = [
        [arithmetic.answer_of(r) == value for r in replies]
        for replies, value in zip(sampled, values, strict=True)
    ]
    votes = {
        size: [majority(replies[:size]) == value for replies, value in zip(sampled, values, strict=True)]
        for size in paths
    }
    n = len(problems)
    return [
        Figure(f"{name}: greedy", sum(a == b for a, b in zip(greedy, values, strict=True)) / n, n),
        # The interval counts problems, not samples: samples of one problem are not independent.
        Figure(f"{name}: pass@1, T={temperature}", sum(map(sum, rights)) / (n * most), n),
        *(Figure(f"{name}: majority@{size}", sum(won) / n, n) for size, won in votes.items()),
        Figure(f"{name}: any of {most}", sum(map(any, rights)) / n, n),
    ]
