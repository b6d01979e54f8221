"""The list of answers with its form."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chatapp.accounts.guards import needs
from chatapp.runs import roster

from .. import wanted as form
from ..listing import listed
from ..lookup import look_up

LOOK = "staff.view_runs"
# Fields that are folded away until one of them is used.
REFINING = {"account", *form.CHOICES, *form.WORDS}


@require_GET
@needs(LOOK)
def runs(request: HttpRequest) -> HttpResponse:
    """What is looked for, newest first. The id of one run leads to its page."""
    wanted = form.read(request.GET)
    found = look_up(wanted.id) if wanted.id else None
    if found and found.run:
        return redirect("staff_run", run_id=found.run)
    if wanted.id and not found:
        wanted.problems["id"] = _("Nothing has this id, or what had it was deleted.")
    page = listed(
        wanted,
        conversation=found.conversation if found else None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "page": page,
        "typed": wanted.typed,
        "problems": wanted.problems,
        "choices": form.CHOICES,
        "strategies": form.STRATEGIES,
        "models": sorted({roster.named(mode).name for mode in ("fast", "think")}),
        "refined": any(name in wanted.typed for name in REFINING),
        "kept": urlencode(wanted.typed),
    }
    return render(request, "explorer/runs.html", context)
