from __future__ import annotations

from pathlib import Path

from workers.bench.outcome import Outcome
from workers.bench.plots import draw


def test_the_same_figures_give_the_same_drawing_with_a_line_for_each_strategy(tmp_path: Path) -> None:
    some = [[Outcome(right, size, size / 100, "agreed", 1.0, early=False) for right in (True, False)]
            for size in (100, 400)]  # fmt: skip
    all_right = [[Outcome(True, 50, 0.5, "verified", 1.0, early=True)]]
    runs = {"best_of_n": some, "not_in_the_colours": all_right}
    svg, png = draw("Two strategies", runs, tmp_path / "one", fast=0.4)
    again, _ = draw("Two strategies", runs, tmp_path / "two", fast=0.4)
    assert svg.read_bytes() == again.read_bytes()
    assert png.read_bytes().startswith(b"\x89PNG")
    assert "not_in_the_colours" in svg.read_text()
