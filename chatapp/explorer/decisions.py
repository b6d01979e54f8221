"""Why a run went as it did: how it was routed, what limited it, why it ended."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chatapp.runs import said
from chatapp.runs.models import Run
from reasoning.state import State

# The words of redacted.REASONS, which a test holds these to.
WHY = {
    "decided": gettext_lazy("the vote was decided"),
    "out of time": gettext_lazy("the time was over"),
    "out of budget": gettext_lazy("the budget was used up"),
    "engine failed": gettext_lazy("the engine failed"),
    "a wrong step": gettext_lazy("a step was wrong"),
    "others are better": gettext_lazy("others were better"),
    "the same step": gettext_lazy("another path had the same step"),
}


def of(run: Run, state: State | None) -> list[str]:
    """In words, in the order in which it happened. No word of the question or of a path is in them."""
    told = [*_routed(state), *_wishes(run)]
    if state is not None:
        told += _given_up(state)
    return [*told, *_end(run, state)]


def _routed(state: State | None) -> list[str]:
    if state is None:
        return []
    kinds = {
        "closed": _("A question with one short answer."),
        "code": _("A question for a program."),
        "open": _("An open question."),
    }
    mode, _colon, why = state.route.partition(": ")
    known = mode in ("Fast", "Thinks") and why in said.TEXTS
    return [
        *([kinds[state.kind]] if state.kind in kinds else []),
        *([said.reason(state.route)] if known else []),
    ]


def _wishes(run: Run) -> list[str]:
    told = []
    if run.answer_requested:
        told.append(_("The person asked for the best answer so far."))
    if run.cancel_requested:
        told.append(_("It was asked to stop."))
    return told


def _given_up(state: State) -> list[str]:
    counts: dict[str, int] = {}
    for path in state.paths:
        if path.status == "pruned":
            why = str(WHY[path.reason]) if path.reason in WHY else _("another reason")
            counts[why] = counts.get(why, 0) + 1
    return [
        ngettext("{n} path was given up: {why}.", "{n} paths were given up: {why}.", n).format(n=n, why=why)
        for why, n in counts.items()
    ]


def _end(run: Run, state: State | None) -> list[str]:
    told = []
    if run.error:
        told.append(_("It failed with the code {code}.").format(code=run.error))
    if run.status == Run.Status.CANCELLED:
        told.append(_("It was stopped."))
    if state is not None and state.winner is not None:
        told.append(_("Path {n} became the answer.").format(n=state.winner + 1))
    if state is not None and state.confidence is not None:
        told.append(
            _("It had {percent} % of the votes’ weight.").format(percent=round(100 * state.confidence))
        )
    if run.demo == "refused":
        told.append(_("The demo model said that the question is beyond it."))
    if run.doubt:
        told.append(_("Doubt about the fast answer: {doubt}.").format(doubt=run.doubt))
    return told
