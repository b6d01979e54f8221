"""Replies to held-out problems: one greedy and PATHS sampled for each, with all that a choice may go by."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reasoning import sandbox
from reasoning.scorers import arithmetic, path_weight
from reasoning.seedling.evaluation.choose import Ballot
from reasoning.seedling.problem import Problem, answer_line, voted
from reasoning.seedling.tasks import code
from reasoning.seedling.writer import Reply, Writer
from reasoning.state import Step
from reasoning.verifiers import Outcome, direct
from reasoning.verifiers.code import CodeVerifier

PATHS = 32


@dataclass(frozen=True, slots=True)
class Sampled:
    """One problem, known by its key, with its replies: is the greedy one right, the sampled ones, tokens in each."""

    key: str
    greedy: bool
    greedy_tokens: int
    ballots: tuple[Ballot, ...]
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """The sampled problems of one set."""

    name: str
    problems: tuple[Sampled, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that writing takes, means over problems: `fast` for one answer alone, `paths` for PATHS together."""

    fast: float
    paths: float


def sample(writer: Writer, name: str, problems: Sequence[Problem], *, temperature: float) -> Pool:
    """The pool of these problems."""
    conversations = [problem.turns() for problem in problems]
    greedy = [replies[0] for replies in writer.replies(conversations)]
    replies = [writer.replies([turns], paths=PATHS, temperature=temperature)[0] for turns in conversations]
    judge = Judge()
    sampled = [
        Sampled(
            problem.key,
            problem.check(first.text),
            first.tokens,
            tuple(
                judge.ballots(
                    problem.question, several, problem.check, programs=problem.family == code.FAMILY
                )
            ),
            tuple(reply.tokens for reply in several),
        )
        for problem, first, several in zip(problems, greedy, replies, strict=True)
    ]
    return Pool(name, tuple(sampled))


def pace(writer: Writer, problems: Sequence[Problem], *, temperature: float) -> Pace:
    """How long these problems take, one after another; meaningful where nothing else runs."""
    began = time.monotonic()
    for problem in problems:
        writer.replies([problem.turns()])
    between = time.monotonic()
    for problem in problems:
        writer.replies([problem.turns()], paths=PATHS, temperature=temperature)
    return Pace((between - began) / len(problems), (time.monotonic() - between) / len(problems))


class Judge:
    """Looks at replies as the product does; programs run in the sandbox."""

    def __init__(self) -> None:
        self._verifier = CodeVerifier(sandbox.choose())

    def ballots(
        self, question: str, replies: Sequence[Reply], is_right: Callable[[str], bool], *, programs: bool
    ) -> list[Ballot]:
        """A ballot for each reply; equal texts are looked at once. `programs` vote by what they do."""
        texts = list(dict.fromkeys(reply.text for reply in replies))
        right = {text: is_right(text) for text in texts}
        if programs:
            answers, outcomes = asyncio.run(self._programs(question, texts))
        else:
            answers = {text: voted(text) for text in texts}
            outcomes = {text: _outcome(question, text) for text in texts}
        return [
            Ballot(answers[r.text], r.logprob, steps_weight(r.text), outcomes[r.text], right[r.text])
            for r in replies
        ]

    async def _programs(
        self, question: str, texts: Sequence[str]
    ) -> tuple[dict[str, str | None], dict[str, Outcome]]:
        behaviours = await self._verifier.group(question, texts)
        verdicts = await asyncio.gather(*(self._verifier.verify(question, text) for text in texts))
        return dict(zip(texts, behaviours, strict=True)), {
            text: verdict.outcome for text, verdict in zip(texts, verdicts, strict=True)
        }


def steps_weight(reply: str) -> float:
    """What a path's vote counts by its recomputed steps alone."""
    steps = [Step(line, 1, None) for line in reply.split("\n")]
    return path_weight([replace(step, scores=(score,)) for step in steps if (score := arithmetic(step))])


def _outcome(question: str, reply: str) -> Outcome:
    answer = voted(reply)
    return "unknown" if answer is None else direct.check(question, answer, answer_line(reply) or "").outcome
