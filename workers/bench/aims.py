"""What was aimed at, beside what came out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """`what` is to be as `wanted`; `measured` is what it is, None for `met` that it was not measured."""

    what: str
    wanted: str
    measured: str
    met: bool | None

    @property
    def verdict(self) -> str:
        return {True: "met", False: "**missed**", None: "not measured"}[self.met]


def rows(aims: Sequence[Aim]) -> list[list[str]]:
    """Rows of a table with AIM_HEAD."""
    return [[aim.what, aim.wanted, aim.measured, aim.verdict] for aim in aims]


AIM_HEAD = ("aim", "wanted", "measured", "")
