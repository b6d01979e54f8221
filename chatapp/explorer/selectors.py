"""One run, with what its page tells of it."""

from __future__ import annotations

import uuid

from django.http import Http404

from chatapp.runs.models import Run


def get_run(run_id: uuid.UUID) -> Run:
    """The run, with its person, conversation and place in the ledger. Raises Http404."""
    rows = Run.objects.select_related("user", "conversation", "answer", "hold__account")
    run = rows.filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run
