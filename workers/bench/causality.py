"""The section about causality: does the answer follow the facts that matter, and only those?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ctranslate2

from reasoning.engines.embedded import EmbeddedEngine
from reasoning.sandbox import choose
from reasoning.seedling.evaluation.intervals import Share
from reasoning.seedling.evaluation.table import table
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import REASONED
from reasoning.types import Budget
from workers.bench.live import SECONDS
from workers.bench.options import Options
from workers.bench.outcome import drive
from workers.bench.page import Section, machine
from workers.bench.pairs import KINDS, Kind, Pair, pairs
from workers.bench.problems import is_right, make_task
from workers.bench.replay import STEPS, TOKENS
from workers.bench.spread import spread

Rights = tuple[bool, bool]  # the first of a pair, and the second
MODES = {"fast": "single", "thinking": "adaptive"}


@dataclass(frozen=True, slots=True)
class Followed:
    """A family's pairs of one kind: what each mode has right of them."""

    family: str
    kind: Kind
    rights: dict[str, list[Rights]]

    def both(self, mode: str) -> Share:
        """Pairs of which both are right."""
        return Share(sum(one and two for one, two in self.rights[mode]), len(self.rights[mode]))

    def kept(self, mode: str) -> Share:
        """Of the pairs whose first is right: those whose second is, too."""
        seconds = [two for one, two in self.rights[mode] if one]
        return Share(sum(seconds), len(seconds))


class Asker:
    """One process's engine."""

    def __init__(self, options: Options) -> None:
        ctranslate2.set_random_seed(options.seed)
        self._options = options
        self._engine = EmbeddedEngine(options.weights)
        self._sandbox = choose()

    def follow(self, family: str, kind: Kind) -> Followed:
        """Make the pairs and ask about them."""
        made = pairs(family, kind, self._options.pairs, self._options.seed)
        return Followed(family, kind, {mode: [self._asked(pair, mode) for pair in made] for mode in MODES})

    def _asked(self, pair: Pair, mode: str) -> Rights:
        return self._right(pair.first, mode), self._right(pair.second, mode)

    def _right(self, problem: Problem, mode: str) -> bool:
        fast = mode == "fast"
        budget = Budget(tokens=TOKENS, paths=1 if fast else self._options.paths, steps=STEPS, seconds=SECONDS)
        temperature = 0.0 if fast else self._options.temperature
        task = make_task(problem, MODES[mode], budget, temperature=temperature)
        return is_right(problem, asyncio.run(drive(task, self._engine, self._sandbox)))


def causality(options: Options) -> Section:
    """Ask about all pairs of all families."""
    where = machine()
    jobs = [(family, kind) for kind in KINDS for family in REASONED]
    found = list(
        spread("pairs", _followed, jobs, processes=options.processes, opened=_open, given=(options,))
    )
    text = (
        f"`{options.command}` ({where}): {options.pairs} pairs a family and kind, both problems of each held out, "
        f"seed {options.seed}. The two of a pair differ in one number or one word on which the answer hangs "
        "(`relevant`; in sequences in one number of the rule, which changes all terms), or in names, asides, order and "
        "wording, on which it does not (`irrelevant`). `both` are pairs of which both answers are right: an answer "
        "that does not follow the fact, or follows what is none, is wrong at least once. `second` is how many second "
        "answers are right where the first one is.\n\n"
    )
    return Section("causality", "Causality: pairs that differ in one fact", text + followed(found))


def followed(found: Sequence[Followed]) -> str:
    """One line a family and kind, then all families together."""
    head = ("differ in", "family", "n", *(f"{mode}: {what}" for mode in MODES for what in ("both", "second")))
    lines: list[list[object]] = []
    for kind in KINDS:
        several = [each for each in found if each.kind == kind]
        for each in several:
            cells = [measure(each, mode) for mode in MODES for measure in (Followed.both, Followed.kept)]
            lines.append([kind, each.family, len(each.rights["fast"]), *cells])
        if len(several) > 1:
            cells = [
                _together(several, mode, measure)
                for mode in MODES
                for measure in (Followed.both, Followed.kept)
            ]
            lines.append([kind, "**all**", sum(len(each.rights["fast"]) for each in several), *cells])
    return table(head, lines)


def _together(several: Sequence[Followed], mode: str, measure: Callable[[Followed, str], Share]) -> Share:
    shares = [measure(each, mode) for each in several]
    return Share(sum(share.right for share in shares), sum(share.trials for share in shares))


_asker: Asker


def _open(options: Options) -> None:
    global _asker
    _asker = Asker(options)


def _followed(job: tuple[str, Kind]) -> Followed:
    return _asker.follow(*job)
