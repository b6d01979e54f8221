"""What an answer costs."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.plans import USD

from ..figures import Figures, ratio
from .panel import Content, Listing, Number, Panel, Series

LINES = 6


def read(figures: Figures) -> Content:
    pairs = figures.pairs("answers")
    rows = []
    for strategy, model in pairs:
        number = figures.total("answers", strategy, model)
        cost = figures.total("answer_cost", strategy, model) / USD
        rows.append((strategy, model, number, cost, cost / number))
    answers, spent = sum(row[2] for row in rows), sum(row[3] for row in rows)
    return Content(
        numbers=[Number(_("an answer, on average"), spent / answers if answers else None, "cents")],
        series=[
            Series(
                f"{strategy}, {model}",
                ratio(
                    figures.line("answer_cost", strategy, model, per=USD),
                    figures.line("answers", strategy, model),
                ),
                "cents",
            )
            for strategy, model in pairs[:LINES]
        ],
        listing=Listing(
            _("In the whole period"),
            (
                (_("Strategy"), "text"),
                (_("Model"), "text"),
                (_("Answers"), "count"),
                (_("Cost"), "usd"),
                (_("An answer"), "cents"),
            ),
            rows,
        ),
    )


PANEL = Panel(
    "answer-cost",
    gettext_lazy("Cost of an answer"),
    gettext_lazy("All calls of an answer that succeeded, by strategy and model; the six most used as lines."),
    read,
)
