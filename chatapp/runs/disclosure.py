"""What of a thought people may see. With THOUGHTS=summary its words stay here: who thought how long, the scores, the
votes, the verdict and what an executed check confirmed go out.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.conf import settings

from .log import Batch

# Each event's fields that hold the words of a thought.
WORDS = {
    "path_started": ("note",),
    "step_delta": ("text",),
    "step_finished": ("text",),
    "step_scored": ("critique",),
    "path_finished": ("text",),
    "reviewed": ("critique", "other", "best"),
}


def shows_all() -> bool:
    """Whether people see the steps themselves."""
    return bool(settings.THOUGHTS == "full")


def shown_event(event: dict[str, Any]) -> dict[str, Any]:
    """The event as pages get it."""
    if shows_all():
        return event
    kind = event.get("type", "")
    if kind == "snapshot":
        return event | {"state": shown_state(event["state"])}
    if kind == "verified":
        return _confirmed(event)
    return event | dict.fromkeys(WORDS.get(kind, ()), "")


def shown_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of the log (docs/protocol.md) as pages get it."""
    return entry | {"e": shown_event(entry["e"])}


def shown_state(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a run (reasoning.state.to_dict) as pages get it."""
    if shows_all():
        return state
    reviews = [review | dict.fromkeys(WORDS["reviewed"], "") for review in state.get("reviews", ())]
    return state | {"paths": [_path(path) for path in state.get("paths", ())], "reviews": reviews}


def shown_batch(batch: Batch) -> Batch:
    """A batch of the live log as pages get it."""
    if shows_all():
        return batch
    entries = [shown_entry(entry) for entry in json.loads(f"[{batch.entries}]")]
    texts = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return replace(batch, entries=",".join(texts))


def _path(path: dict[str, Any]) -> dict[str, Any]:
    steps = [
        step | {"text": "", "scores": [score | {"critique": ""} for score in step.get("scores", ())]}
        for step in path.get("steps", ())
    ]
    checks = [_confirmed(check) for check in path.get("checks", ())]
    return path | {"steps": steps, "checks": checks, "note": "", "draft": "", "text": ""}


def _confirmed(check: dict[str, Any]) -> dict[str, Any]:
    return check if check.get("outcome") == "passed" else check | {"evidence": ""}
