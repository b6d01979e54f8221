"""docs/ui-bench.md: what was aimed at, and what was measured."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "ui-bench.md"
HEAD = """# How fast the page is
Written by `make bench-ui`: a headless Chromium and the whole product on one machine, one run. Times are a person's \
wait, so what else the machine does counts in them.

"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: `met` is None for a figure without an aim."""

    what: str
    wanted: str
    measured: str
    met: bool | None = None

    @property
    def row(self) -> str:
        verdict = {True: "met", False: "not met", None: ""}[self.met]
        return f"| {self.what} | {self.wanted} | {self.measured} | {verdict} |"


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    return "\n".join(
        ["| what | wanted | measured |  |", "| --- | --- | --- | --- |", *(f.row for f in figures)]
    )


def machine(browser: str) -> str:
    """The machine in words that matter: no names."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{os.cpu_count()} cores, Chromium {browser}, Python {platform.python_version()}, "
        f"load {load:.1f} at the start."
    )


def write(where: str, sections: dict[str, list[Figure]]) -> None:
    """Write the page: `sections` by their titles."""
    body = "\n\n".join(f"## {title}\n{table(figures)}" for title, figures in sections.items())
    PAGE.write_text(f"{HEAD}{where}\n\n{body}\n")
