"""docs/billing-bench.md: what was measured beside what is wanted."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from .rates import Rate

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "billing-bench.md"
HEAD = (
    "# How fast the ledger is\n"
    "Written by `make bench-ledger` ({machine}): PostgreSQL that waits for its disk at each commit, {threads} threads "
    "in one process, {people} accounts on Plus. *Bare* is one transaction that locks an account's row and inserts a "
    "row, the least that holds under pressure; *reserve and commit* are the two transactions of an answer. They take "
    "turns within a second or two, so that whatever else the machine does meets both alike: the ratios say more than "
    "the rates.\n"
)


@dataclass(frozen=True, slots=True)
class Sized:
    """What was measured with so many rows in the ledger."""

    rows: int
    bare: Rate
    twice: Rate
    ledger: Rate

    @property
    def ratio(self) -> float:
        """Answers to bare inserts: two writes to one."""
        return self.ledger.per_second / self.bare.per_second

    @property
    def rules(self) -> float:
        """Answers to the same two writes without a rule."""
        return self.ledger.per_second / self.twice.per_second


def machine() -> str:
    """The machine in words that matter: no names."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the start"


def aims(sizes: list[Sized], webhooks: Rate) -> list[tuple[str, str, str, bool]]:
    """What is wanted of the largest ledger, what was measured, and whether it is met."""
    small, large = sizes[0], sizes[-1]
    spread = large.ledger.percentile(99) / large.ledger.percentile(50)
    most = large.twice.per_second / large.bare.per_second
    bare_spread = large.bare.percentile(99) / large.bare.percentile(50)
    flat = large.rules / small.rules
    return [
        ("reserve and commit to the same two writes without a rule", "–", f"{large.rules:.2f}", True),
        (
            "reserve and commit to a bare insert, two writes to one",
            "at least 0.5",
            f"{large.ratio:.2f}; without a rule {most:.2f}",
            large.ratio >= 0.5,
        ),
        (
            "the slowest 1 % to the middle (p99 to p50)",
            "at most 5",
            f"{spread:.1f}; bare {bare_spread:.1f}",
            spread <= 5,
        ),
        (
            f"the first of these with {large.rows:,} rows to that with {small.rows:,}",
            "0.8 to 1.2",
            f"{flat:.2f}",
            0.8 <= flat <= 1.2,
        ),
        ("webhooks taken", "at least 200 a second", f"{webhooks.per_second:.0f}", webhooks.per_second >= 200),
    ]


def text(sizes: list[Sized], webhooks: Rate, *, head: str) -> str:
    """The whole page."""
    wanted = [
        f"| {what} | {aim} | {found} | {'' if aim == '–' else 'met' if met else 'missed'} |"
        for what, aim, found, met in aims(sizes, webhooks)
    ]
    measured = [
        f"| {each.rows:,} | {name} | {rate.per_second:.0f} | {rate.percentile(50):.1f} | {rate.percentile(99):.1f} |"
        for each in sizes
        for name, rate in (
            ("bare insert", each.bare),
            ("bare insert, then settled", each.twice),
            ("reserve and commit", each.ledger),
        )
    ]
    return "\n".join(
        [
            head,
            "| aim | wanted | measured |  |",
            "|---|---|---|---|",
            *wanted,
            "",
            "| rows | operation | a second | p50, ms | p99, ms |",
            "|---|---|---|---|---|",
            *measured,
            f"| – | a webhook | {webhooks.per_second:.0f} | {webhooks.percentile(50):.1f} "
            f"| {webhooks.percentile(99):.1f} |",
            "",
            "A webhook is a signed event through all of Django's request handling: signature, age and mode checked, "
            "stored, handed to a real Valkey, answered. An answer makes two transactions where the bare insert makes "
            "one.",
            "",
        ]
    )
