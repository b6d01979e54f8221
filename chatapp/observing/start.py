"""What each process of the product begins with, so that it can be seen."""

from __future__ import annotations

from . import reports, tracing
from .figures import keeping


def start(role: str) -> None:
    """`role` is web, or the queue that a worker serves."""
    keeping.start(role)
    tracing.start(role)
    reports.start(role)
