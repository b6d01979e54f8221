"""Accuracy against paths and against tokens, as SVG and PNG. Needs matplotlib, which only developers have."""

from __future__ import annotations

from pathlib import Path

from reasoning.seedling.evaluation.figures import SIZES, Figures

INK, PAPER = "#2b2b2b", "#ffffff"
COLOURS = {
    "majority": "#7a869a", "likelihood-weighted": "#c98a1b", "step-checked": "#3566b0", "verified": "#b3263e",
    "any of": "#9aa39a",
}  # fmt: skip


def draw(hard: Figures, folder: Path) -> list[Path]:
    """Writes seedling-accuracy.svg and .png: the hard tier, left against paths, right against tokens."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "fragaria"  # the same figures give the same file
    from matplotlib import pyplot

    canvas, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.6), sharey=True, facecolor=PAPER)
    for way, chosen in hard.chosen.items():
        style = "--" if way == "any of" else "-"
        heights = [100 * chosen[size].value for size in SIZES]
        lows, highs = zip(*(chosen[size].interval for size in SIZES), strict=True)
        for axes, places in ((left, SIZES), (right, [size * hard.tokens for size in SIZES])):
            axes.plot(places, heights, style, marker="o", ms=4, color=COLOURS[way], label=way)
            if way in ("verified", "majority"):
                bounds = [100 * low for low in lows], [100 * high for high in highs]
                axes.fill_between(places, *bounds, color=COLOURS[way], alpha=0.12, linewidth=0)
    for axes, label in ((left, "paths"), (right, "tokens an answer")):
        axes.axhline(100 * hard.greedy.value, color=INK, linewidth=1, linestyle=":")
        axes.set_xscale("log", base=2)
        axes.set_xlabel(label, color=INK)
        axes.grid(alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
    left.set_xticks(SIZES, [str(size) for size in SIZES])
    places = [size * hard.tokens for size in SIZES]
    right.set_xticks(places, [f"{place:,.0f}" for place in places])
    left.set_ylabel("right answers, %", color=INK)
    left.annotate(
        "fast (greedy)", (SIZES[-1], 100 * hard.greedy.value), ha="right", va="bottom", color=INK, fontsize=9
    )
    right.legend(frameon=False, fontsize=9, loc="lower right")
    canvas.suptitle(f"The hard tier, {hard.problems} problems (bands: 95 %)", color=INK, fontsize=11)
    canvas.tight_layout()
    paths = [folder / f"seedling-accuracy.{kind}" for kind in ("svg", "png")]
    for path in paths:
        meta = {"Date": None} if path.suffix == ".svg" else {}
        canvas.savefig(path, dpi=120, metadata=meta)
    pyplot.close(canvas)
    return paths
