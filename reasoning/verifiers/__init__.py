"""Verifiers check what can be checked. Each returns a Verdict; `unknown` never counts as passed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["passed", "failed", "unknown"]
Kind = Literal["math", "code", "agreement"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    `evidence` is plain text that a person can open: what was run and what it printed. It may quote a
    program's output, which is as hostile as any user text, and is never read back as a verdict.
    """

    outcome: Outcome
    evidence: str
    kind: Kind
