"""What was asked, thought and answered, as data. Whoever calls this has made sure that it may be read."""

from __future__ import annotations

from typing import Any

from chatapp.runs.log import entry_json
from chatapp.runs.models import Run
from chatapp.runs.request import words_in
from chatapp.runs.store import load_entries, state_of
from reasoning.state import to_dict


def content(run: Run) -> dict[str, Any]:
    """{question, files, answer, run, state, entries} as plain data (docs/protocol.md). `files` are the names of what
    was attached: what is in them is not part of it.
    """
    entries = load_entries(run)
    state = state_of(run, entries)
    asked = run.answer.parent if run.answer else None
    return {
        "question": asked.text if asked else words_in(run.input),
        "files": [part["name"] for part in asked.attached] if asked else [],
        "answer": state.answer,
        "run": {
            "status": run.status,
            "mode": run.mode,
            "seconds": round(run.seconds, 2),
            "paths": len(state.paths),
            "verdict": run.verdict,
        },
        "state": to_dict(state),
        "entries": [entry_json(entry) for entry in entries],
    }
