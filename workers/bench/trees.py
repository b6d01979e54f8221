"""The section about tree search and revision: live, against flat strategies with as many tokens."""

from __future__ import annotations

from collections.abc import Sequence

from reasoning.seedling import HF
from reasoning.seedling.evaluation.table import table
from reasoning.seedling.tokenizer import ChatTokenizer
from reasoning.strategies.width import path_room
from workers.bench.live import PATHS, Live, lives, run
from workers.bench.options import Options
from workers.bench.outcome import Outcome, accuracy, mean_seconds, mean_tokens
from workers.bench.page import Section, machine
from workers.bench.paired import difference
from workers.bench.plots import draw
from workers.bench.problems import hard_tier
from workers.bench.replay import STEPS

BASES = ("adaptive", "best_of_n")
ENOUGH = 0.95  # of replies


def trees(options: Options) -> Section:
    """Run all strategies live and compare them at equal limits."""
    where, wanted = machine(), lives(options)
    found = list(run(options, path_tokens(options)))
    if options.docs:
        options.docs.mkdir(parents=True, exist_ok=True)
        runs: dict[str, list[list[Outcome]]] = {}
        for live in wanted:
            runs.setdefault(live.strategy, []).append(_of(found, live))
        draw(f"Live, the hard tier, {len(found)} problems", runs, options.docs / "thinking-trees")
    return Section("trees", "Tree search and revision, live", _text(options, found, wanted, where))


def path_tokens(options: Options) -> int:
    """What a path is taken to need, in tokens: what ENOUGH of good replies to these problems keep to, as the product
    measures its models. By the mean, paths of the long-winded families would all be cut off."""
    tokenizer = ChatTokenizer.load(options.weights / HF / "tokenizer.json")
    problems = hard_tier(options.live, options.seed)
    sizes = sorted(len(tokenizer.encode(problem.reply)) for problem in problems)
    return sizes[int(ENOUGH * (len(sizes) - 1))]


def _of(found: Sequence[dict[Live, Outcome]], live: Live) -> list[Outcome]:
    return [each[live] for each in found]


def compared(found: Sequence[dict[Live, Outcome]], wanted: Sequence[Live]) -> str:
    """One line a strategy and limit, against the flat ones with the same limit."""
    against = (f"against {base}" for base in BASES)
    head = ("strategy, tokens at most", "right", *against, "tokens", "seconds", "verified")
    lines = []
    for live in wanted:
        outcomes = _of(found, live)
        rivals = [Live(base, live.tokens) for base in BASES]
        lines.append(
            [
                live,
                accuracy(outcomes),
                *(
                    ""
                    if rival == live or rival not in wanted
                    else difference([o.right for o in outcomes], [o.right for o in _of(found, rival)])
                    for rival in rivals
                ),
                f"{mean_tokens(outcomes):.0f}",
                f"{mean_seconds(outcomes):.2f}",
                f"{sum(o.verdict == 'verified' for o in outcomes) / len(outcomes):.0%}",
            ]
        )
    return table(head, lines)


def _text(options: Options, found: Sequence[dict[Live, Outcome]], wanted: Sequence[Live], where: str) -> str:
    return (
        f"`{options.command}` ({where}): {len(found)} problems, each answered by every strategy on the embedded engine "
        f"itself, {options.processes} at a time, temperature {options.temperature}, seed {options.seed}. Everybody has "
        f"the same limits: the tokens named, {PATHS} paths, {STEPS} steps. A path is taken for {path_tokens(options)} "
        "tokens, to which 95 of 100 good replies keep: with the fewest tokens there is room for "
        f"{min(options.tokens) // path_room(path_tokens(options))} paths. Differences are between the same problems, "
        "in points.\n\n"
        + compared(found, wanted)
        + "\n\n![Accuracy against tokens and against seconds](thinking-trees.svg)"
    )
