"""Panels as the page has them: what broke is said in its place, and the others live."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .day import Span
from .figures import Figures
from .panels.panel import Content, Panel

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel with what it shows; `content` is None where it could not be read."""

    panel: Panel
    content: Content | None
    days: Sequence[date]

    @property
    def has_days(self) -> bool:
        """Whether there is anything to draw."""
        series = self.content.series if self.content else []
        return any(value is not None for each in series for value in each.values)

    @property
    def chart_id(self) -> str:
        return f"chart-{self.panel.slug}"

    @property
    def chart(self) -> dict[str, Any]:
        """What dashboard/main.js draws: days as seconds since the epoch, and a value or null for each."""
        assert self.content is not None
        return {
            "kind": self.content.kind,
            "days": [int(Span(day).begin.timestamp()) for day in self.days],
            "series": [
                {"label": each.label, "unit": each.unit, "values": [_short(value) for value in each.values]}
                for each in self.content.series
            ],
        }


def show(panel: Panel, figures: Figures) -> Shown:
    """Read a panel. Whatever goes wrong in it stays in it."""
    try:
        return Shown(panel, panel.read(figures), figures.days)
    except Exception:
        logger.exception("the panel %s cannot be shown", panel.slug)
        return Shown(panel, None, figures.days)


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
