"""The section about the models that judge here: is what they choose better than what most paths say?

It asks the models that the installation is configured with, and warns where a judge is not worth its tokens.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass

from reasoning.seedling.evaluation.intervals import Share
from reasoning.seedling.evaluation.table import table
from reasoning.seedling.problem import Problem
from reasoning.state import State
from reasoning.strategies.votes import tally, whole
from reasoning.types import Budget
from workers.bench.aims import AIM_HEAD, Aim, rows
from workers.bench.options import Options
from workers.bench.outcome import drive
from workers.bench.page import Section, machine
from workers.bench.paired import Difference, difference
from workers.bench.problems import hard_tier, is_right, make_task, shown

STRATEGY = "best_of_n_scores"
PATHS = 8
BUDGET = Budget(tokens=50_000, paths=PATHS, steps=5, seconds=600.0)
NOBODY = "nobody judges here: the model follows no instructions, and MODELS_FILE names neither judge nor reward model"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One problem: whether the choice by scores is right, and whether the majority of the same paths is."""

    by_scores: bool
    by_majority: bool
    judged: int  # tokens


class NobodyJudges(Exception):
    """There is nothing to measure; the message says why."""


def judging(options: Options) -> Section:
    """Ask about the problems. Raises NobodyJudges."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatapp.settings")
    import django

    django.setup()
    where = machine()
    problems = hard_tier(options.live, options.seed)
    names, states = asyncio.run(_states(options, problems))
    found = [chosen(problem, state) for problem, state in zip(problems, states, strict=True)]
    text = (
        f"`{options.command}` ({where}): {len(found)} problems of the hard tier, {PATHS} paths each by {names}. Both "
        "choices are among the same paths: by the scores of their steps, the judges' included, or by majority.\n\n"
    )
    return Section("judge", "Whether the judge is worth it", text + compared(found))


def compared(found: Sequence[Chosen]) -> str:
    """Both choices, and the warning where the judge's is no better."""
    gain = difference([each.by_scores for each in found], [each.by_majority for each in found])
    ways = {
        "by scores": [each.by_scores for each in found],
        "by majority": [each.by_majority for each in found],
    }
    lines = [[way, Share(sum(right), len(right))] for way, right in ways.items()]
    tokens = sum(each.judged for each in found) / len(found)
    aim = Aim("judged choice against the majority, points", "above 0", str(gain), gain.points > 0)
    return (
        table(("choice", "right"), lines)
        + "\n\n"
        + table(AIM_HEAD, rows([aim]))
        + f"\n\nThe judge wrote {tokens:.0f} tokens an answer. {verdict(gain)}"
    )


def verdict(gain: Difference) -> str:
    """What to do about it, in one line."""
    if gain.interval[0] > 0:
        return "It is better than the majority."
    if gain.points > 0:
        return "It seems better than the majority, but so few problems do not tell."
    return "**Warning: it does not beat the majority.** Give the role to another model, or to none."


def chosen(problem: Problem, state: State) -> Chosen:
    """What both choices are worth. Programs run in the sandbox, so not inside an event loop."""
    votes = tally([path for path in state.paths if path.status == "finished"], whole)
    most = state.path(votes[0].paths[0]).text if votes else ""
    return Chosen(is_right(problem, state), bool(most) and problem.check(shown(problem, most)), state.judged)


async def _states(options: Options, problems: Sequence[Problem]) -> tuple[str, list[State]]:
    """By whom the problems are answered and judged, and the searches. Raises NobodyJudges, and EngineError where the
    model cannot answer."""
    from asgiref.sync import sync_to_async

    from chatapp.runs import engines, roster

    profile = await sync_to_async(roster.profile)("think")
    states: list[State] = []
    async with engines.using(profile) as engine, engines.judge() as judge, engines.reward() as reward:
        if not (judge or reward or engine.capabilities.follows):
            raise NobodyJudges(NOBODY)
        await engine.check()
        for problem in problems:
            task = make_task(problem, STRATEGY, BUDGET, temperature=profile.family.think.temperature)
            states.append(await drive(task, engine, None, judge=judge, reward=reward))
            print(f"\r  {len(states)} of {len(problems)} problems", end="", flush=True)
        print()
    advisers = " and ".join(f"`{adviser.name}`" for adviser in (judge, reward) if adviser)
    return f"`{profile.name}`, judged by {advisers or 'itself'}", states
