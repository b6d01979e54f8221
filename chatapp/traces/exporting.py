"""Lines of training data from what may be used at this moment."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from django.utils import timezone

from reasoning.traces import FORMATS, Trace
from reasoning.versions import code_version

from .selectors import trace_of, usable

CHUNK = 50
SCHEMA = 1
LICENCE = (
    "Questions and answers of people who allow that they are used to improve models, and for nothing else. They may "
    "withdraw: export anew before each use, and delete earlier exports. No names, addresses or ids were added; what "
    "people typed is in it. What a model wrote may also be subject to the licence of that model; they are listed here."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: a format of reasoning.traces.FORMATS, from runs that ended at `since` or later, of a version."""

    format: str
    since: datetime | None = None
    manifest: int | None = None


@dataclass(slots=True)
class Written:
    """What was written: `runs` gave at least one example; `repeated` examples said what an earlier one says."""

    looked_at: int = 0
    runs: int = 0
    examples: int = 0
    repeated: int = 0
    sha256: str = ""
    verdicts: Counter[str] = field(default_factory=Counter)
    models: Counter[tuple[str, str]] = field(default_factory=Counter)


def write(wanted: Wanted, out: BinaryIO) -> Written:
    """Write an example a line, as ASCII JSON, each said once. A consent that is withdrawn meanwhile counts from the
    next CHUNK of runs on. Raises OSError.
    """
    done, digest, keys = Written(), hashlib.sha256(), set[str]()
    for trace in _traces(wanted):
        done.looked_at += 1
        gave = False
        for example in FORMATS[wanted.format](trace):
            if example.key in keys:
                done.repeated += 1
                continue
            keys.add(example.key)
            # ASCII: a line separator of Unicode inside a text would end the line for some readers.
            line = json.dumps(example.record, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            out.write(line)
            done.examples += 1
            gave = True
        if gave:
            done.runs += 1
            done.verdicts[trace.state.verdict or trace.state.status] += 1
            done.models.update({_model(trace)})
    done.sha256 = digest.hexdigest()
    return done


def describe(wanted: Wanted, done: Written) -> dict[str, Any]:
    """The manifest that goes with an export."""
    return {
        "schema": SCHEMA,
        "created_at": timezone.now().isoformat(timespec="seconds"),
        "format": wanted.format,
        "examples": done.examples,
        "runs": done.runs,
        "filters": {
            "consent": "given, at the time of the export",
            "mode": "think",
            "since": wanted.since.isoformat() if wanted.since else None,
            "selection": wanted.manifest,
            "repeated_left_out": done.repeated,
            "runs_looked_at": done.looked_at,
        },
        "verdicts": dict(done.verdicts),
        "models": [
            {"model": model, "weights": weights, "runs": runs}
            for (model, weights), runs in sorted(done.models.items())
        ],
        "versions": {"code": code_version()},
        "licence": LICENCE,
        "sha256": done.sha256,
    }


def _traces(wanted: Wanted) -> Iterator[Trace]:
    ids = list(usable(since=wanted.since, manifest=wanted.manifest).values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        still = usable().filter(pk__in=ids[start : start + CHUNK]).select_related("answer")
        yield from filter(None, map(trace_of, still))


def _model(trace: Trace) -> tuple[str, str]:
    last = trace.made_by[-1] if trace.made_by else {}
    return last.get("model") or trace.state.model, last.get("weights", "")
