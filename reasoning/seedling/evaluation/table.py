"""Figures as Markdown. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reasoning.seedling.evaluation.figures import SIZES, Figures
from reasoning.seedling.evaluation.intervals import Share
from reasoning.seedling.evaluation.pool import Pace


def row(cells: Sequence[object]) -> str:
    """One line of a table."""
    return "| " + " | ".join(map(str, cells)) + " |"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A whole table."""
    return "\n".join([row(head), row(["---"] * len(head)), *map(row, rows)])


def overview(sets: Sequence[Figures]) -> str:
    """One line a set: greedy, pass@1, and the best honest choice at the most paths."""
    most = SIZES[-1]
    return table(
        ["set", "n", "greedy", "pass@1", f"majority@{most}", f"verified@{most}", f"any of {most}", "gain"],
        [
            [
                each.name,
                each.problems,
                each.greedy,
                each.sampled,
                each.chosen["majority"][most],
                each.chosen["verified"][most],
                each.chosen["any of"][most],
                f"{100 * (each.chosen['verified'][most].value - each.greedy.value):+.1f}",
            ]
            for each in sets
        ],
    )


def by_paths(each: Figures) -> str:
    """One set: a line for each way to choose, a column for each number of paths."""
    rows: list[list[object]] = [
        [way, *(chosen[size] for size in SIZES)] for way, chosen in each.chosen.items()
    ]
    return table(["chosen by", *(f"{size} paths" for size in SIZES)], rows)


def costs(sets: Sequence[Figures], paces: Mapping[str, Pace]) -> str:
    """Tokens and seconds an answer."""
    return table(
        ["set", "tokens, fast", "tokens a path", "seconds, fast", f"seconds, {SIZES[-1]} paths"],
        [
            [
                each.name,
                f"{each.greedy_tokens:.0f}",
                f"{each.tokens:.0f}",
                f"{paces[each.name].fast:.3f}",
                f"{paces[each.name].paths:.2f}",
            ]
            for each in sets
        ],
    )


def shares(columns: Mapping[str, Mapping[str, Share]]) -> str:
    """Named shares, one a line, with a column for each way to answer."""
    first = next(iter(columns.values()))
    rows = [
        [name, each.trials, *(column[name] for column in columns.values())] for name, each in first.items()
    ]
    return table(["set", "n", *columns], rows)
