"""What this process has counted and not yet handed over. Cheap enough to be called for every request."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import defaultdict

from .catalogue import FIGURES

# A figure's name, the values of its labels, and of a histogram its bucket ("0" to the number of buckets) or "sum".
Field = tuple[str, tuple[str, ...], str]
MOST = 2_000  # series of one process at a time: beyond that labels become OTHER
OTHER = "other"
LONGEST = 100  # characters of a label

_lock = threading.Lock()
_sums: dict[Field, float] = defaultdict(float)


def count(name: str, *labels: str, by: float = 1) -> None:
    """Add to a counter. Raises KeyError for one that the catalogue lacks."""
    _check(name, labels)
    _add((name, labels, ""), by)


def observe(name: str, seconds: float, *labels: str) -> None:
    """Add a duration to a histogram; one that is below 0, because two clocks differ, counts as 0."""
    buckets = _check(name, labels)
    seconds = max(0.0, seconds)
    _add((name, labels, str(bisect_left(buckets, seconds))), 1)
    _add((name, labels, "sum"), seconds)


def take() -> dict[Field, float]:
    """All that is new, which from now on is the caller's to hand over."""
    with _lock:
        taken = dict(_sums)
        _sums.clear()
    return taken


def put_back(taken: dict[Field, float]) -> None:
    """It could not be handed over."""
    for field, value in taken.items():
        _add(field, value)


def _check(name: str, labels: tuple[str, ...]) -> tuple[float, ...]:
    figure = FIGURES[name]
    if len(labels) != len(figure.labels):
        raise ValueError(f"{name} has the labels {', '.join(figure.labels)}.")
    return figure.buckets


def _add(field: Field, value: float) -> None:
    name, labels, place = field
    with _lock:
        known = (name, tuple(label[:LONGEST] for label in labels), place)
        if known not in _sums and len(_sums) >= MOST:
            known = (name, (OTHER,) * len(labels), place)
        _sums[known] += value
