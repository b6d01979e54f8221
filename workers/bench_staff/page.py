"""docs/staff-bench.md: what was measured beside what is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from chatapp.explorer.listing import ROWS
from workers.bench_ledger.page import machine

from .exploring import Find
from .sizes import Sizes

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "staff-bench.md"
SHORT = 400  # characters of a query
WIDE = 180  # and of a line of its plan


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured: seconds, and `differing` figures of `compared`."""

    sizes: Sizes
    page: float
    queries: int
    slowest_panel: tuple[str, float]
    busy_day: float
    all_days: float
    compared: int
    differing: int
    finds: list[Find]
    plans: list[tuple[str, float, str, str]]


def aims(found: Found) -> list[tuple[str, str, str, bool]]:
    sizes = found.sizes
    name, seconds = found.slowest_panel
    slowest = max(found.finds, key=lambda find: find.seconds)
    most = max(len(find.queries.queries) for find in found.finds)
    return [
        (
            "the dashboard, all of it, server time",
            "at most 400 ms",
            f"{1000 * found.page:.0f} ms",
            found.page <= 0.4,
        ),
        ("its queries", "at most 30", f"{found.queries}", found.queries <= 30),
        ("the slowest panel by itself", "at most 1 s", f"{1000 * seconds:.0f} ms ({name})", seconds <= 1),
        (
            f"the figures of a day of {sizes.busy:,} answers",
            "at most 30 s",
            f"{found.busy_day:.1f} s",
            found.busy_day <= 30,
        ),
        (
            "figures that differ from a plain recomputation",
            "none",
            f"{found.differing} of {found.compared:,}",
            not found.differing,
        ),
        (
            "the slowest page of answers that staff look for",
            "at most 1 s",
            f"{1000 * slowest.seconds:.0f} ms ({slowest.what})",
            slowest.seconds <= 1,
        ),
        ("its queries", "at most 20", f"{most}", most <= 20),
    ]


def text(found: Found) -> str:
    """The whole page."""
    sizes = found.sizes
    lines = [
        "# How fast the staff dashboard is",
        f"Written by `make bench-staff` ({machine()}): {sizes.runs:,} answers of {sizes.people:,} people over "
        f"{sizes.days} days on PostgreSQL, with their holds, engine calls and the steps of every fifth. The page is "
        f"the middle of seven requests for {sizes.days} days through all of Django's request handling. Making the "
        f"figures of all days took {found.all_days:.0f} s. The plain recomputation is one query a figure over all "
        "rows (workers/bench_staff/naive.py).",
        "",
        "| aim | wanted | measured |  |",
        "|---|---|---|---|",
        *(
            f"| {what} | {aim} | {was} | {'met' if met else 'missed'} |"
            for what, aim, was, met in aims(found)
        ),
        "",
        "## Looking for answers",
        f"The list under *Answers*, a page of {ROWS} at most; the middle of five requests for each.",
        "",
        "| what is looked for | seconds | queries | rows |",
        "|---|---|---|---|",
        *(
            f"| {find.what} | {find.seconds:.3f} | {len(find.queries.queries)} | {find.rows} |"
            for find in found.finds
        ),
        "",
        "## The slowest queries",
    ]
    for where, seconds, sql, plan in found.plans:
        words = re.sub(r"\s+", " ", sql)
        lines += [
            "",
            f"{where}, {1000 * seconds:.0f} ms: `{words[:SHORT]}{'…' if len(words) > SHORT else ''}`",
            "",
            "```",
            *(line[:WIDE] for line in plan.splitlines()),
            "```",
        ]
    return "\n".join([*lines, ""])
