"""The recorded thought that the landing page plays (scripts/record_thought.py), and what it says without playing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from django.conf import settings

FILE = "landing-thought.json"
PLACE = settings.ROOT / "chatapp" / "static" / FILE


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found of one path's answer. `path` counts from 1; `outcome` is passed, failed or unknown."""

    path: int
    answer: str
    outcome: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Thought:
    """The recording in words; `seconds` is how long it took."""

    question: str
    answer: str
    seconds: float
    paths: int
    model: str
    findings: tuple[Finding, ...]


@cache
def recorded() -> Thought:
    """The recording that is shipped."""
    told = json.loads(PLACE.read_text())
    events = [entry["e"] for entry in told["entries"]]
    answers = {event["path"]: event["answer"] for event in events if event["type"] == "path_finished"}
    findings = tuple(
        Finding(event["path"] + 1, answers[event["path"]] or "", event["outcome"], event["evidence"])
        for event in events
        if event["type"] == "verified"
    )
    run = told["run"]
    return Thought(told["question"], told["answer"], run["seconds"], run["paths"], run["model"], findings)
