"""Accuracy against tokens and against seconds, as SVG and PNG. Needs matplotlib, which only developers have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reasoning.seedling.evaluation.intervals import Share
from reasoning.seedling.evaluation.plots import INK, PAPER
from workers.bench.outcome import Outcome, accuracy, mean_seconds, mean_tokens
from workers.bench.results import Results

COLOURS = {
    "best_of_n": "#7a869a", "best_of_n_likelihood": "#c98a1b", "best_of_n_scores": "#3566b0", "adaptive": "#b3263e",
    "revise": "#6a4c93", "beam": "#2a7f62", "dvts": "#5aa9a3", "mcts": "#8a5a2b",
}  # fmt: skip
OTHER = "#444444"  # strategies that are newer than this table
Runs = Mapping[str, Sequence[Sequence[Outcome]]]  # by strategy: its outcomes at each size, smallest first


def draw_flat(found: Results, folder: Path) -> list[Path]:
    """thinking-flat.svg and .png: the flat strategies, and the mode Fast as a line."""
    runs: dict[str, list[list[Outcome]]] = {}
    for way in found.ways:
        runs.setdefault(way.strategy, []).append(found.of(way))
    fast = sum(found.fast()) / len(found.fast())
    return draw(f"The hard tier, {len(found.replayed):,} problems", runs, folder / "thinking-flat", fast=fast)


def draw(title: str, runs: Runs, stem: Path, *, fast: float | None = None) -> list[Path]:
    """Writes `stem`.svg and .png: left against tokens, right against seconds. `fast` is drawn as a line."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "fragaria"  # the same figures give the same file
    from matplotlib import pyplot

    canvas, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.8), sharey=True, facecolor=PAPER)
    for axes, price, label in (
        (left, mean_tokens, "tokens an answer"),
        (right, mean_seconds, "seconds an answer"),
    ):
        for strategy, sizes in runs.items():
            places = [price(outcomes) for outcomes in sizes]
            _line(axes, strategy, places, [accuracy(outcomes) for outcomes in sizes])
        if fast is not None:
            axes.axhline(100 * fast, color=INK, linewidth=1, linestyle=":", label="fast (greedy)")
        axes.set_xscale("log")
        for ticks in (axes.xaxis.set_major_formatter, axes.xaxis.set_minor_formatter):
            ticks(lambda place, _: f"{place:,.10g}" if f"{place:e}"[0] in "1235" else "")
        axes.set_xlabel(label, color=INK)
        axes.grid(alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
    left.set_ylabel("right answers, %", color=INK)
    canvas.legend(*left.get_legend_handles_labels(), ncols=7, frameon=False, fontsize=9, loc="lower center")
    canvas.suptitle(f"{title} (bars: 95 %)", color=INK, fontsize=11)
    canvas.tight_layout(rect=(0, 0.06, 1, 1))
    paths = [stem.with_suffix(suffix) for suffix in (".svg", ".png")]
    for path in paths:
        meta = {"Date": None} if path.suffix == ".svg" else {}
        canvas.savefig(path, dpi=120, metadata=meta)
    pyplot.close(canvas)
    return paths


def _line(axes: Any, strategy: str, places: Sequence[float], shares: Sequence[Share]) -> None:
    heights = [100 * share.value for share in shares]
    below = [100 * (share.value - share.interval[0]) for share in shares]
    above = [100 * (share.interval[1] - share.value) for share in shares]
    axes.errorbar(
        places,
        heights,
        yerr=(below, above),
        marker="o",
        ms=4,
        lw=1.4,
        elinewidth=0.8,
        color=COLOURS.get(strategy, OTHER),
        label=strategy,
    )
