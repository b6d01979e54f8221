"""The panels, in the order and the groups in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import (
    accounts,
    alerts,
    answer_cost,
    churn,
    engine,
    funnel,
    margin,
    movements,
    mrr,
    people,
    queue,
    refunds,
    refusals,
    thinking,
    webhooks,
    worst,
)
from .panel import Panel

GROUPS: tuple[tuple[str | Promise, tuple[Panel, ...]], ...] = (
    (
        _("Business"),
        (
            mrr.PANEL,
            movements.PANEL,
            accounts.PANEL,
            funnel.PANEL,
            churn.PANEL,
            margin.PANEL,
            worst.PANEL,
            refunds.PANEL,
        ),
    ),
    (_("Answers"), (people.PANEL, answer_cost.PANEL, thinking.PANEL, refusals.PANEL)),
    (_("Machine"), (queue.PANEL, engine.PANEL, webhooks.PANEL, alerts.PANEL)),
)


def shown() -> Iterator[tuple[str | Promise, list[Panel]]]:
    """The groups with the panels that this installation has."""
    for name, panels in GROUPS:
        yield name, [panel for panel in panels if settings.BILLING or not panel.sold]


def find(slug: str) -> Panel | None:
    """The panel with this name, if this installation has it."""
    return next((panel for _name, panels in shown() for panel in panels if panel.slug == slug), None)
