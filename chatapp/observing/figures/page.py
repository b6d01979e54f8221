"""The page that Prometheus reads, made at most every CACHE_SECONDS by a process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import redis
from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from chatapp import maintenance
from chatapp.controls.state import now as switched
from chatapp.runs import connections
from chatapp.runs.enqueue import QUEUES

from . import shared, standing
from .catalogue import FIGURES, PREFIX, Figure

CACHE_SECONDS = 5.0
_lock = threading.Lock()
_made: tuple[float, bytes] = (0.0, b"")


def page() -> bytes:
    """In Prometheus' text format."""
    global _made
    with _lock:
        at, text = _made
        if not text or time.monotonic() > at + CACHE_SECONDS:
            registry = CollectorRegistry()
            registry.register(_Collector())
            text = generate_latest(registry)
            _made = (time.monotonic(), text)
    return text


class _Collector(Collector):
    def describe(self) -> list[Metric]:
        return []  # else the registry would collect once more, for the names

    def collect(self) -> Iterator[Metric]:
        try:
            client = connections.sync()
            found = [*_counted(shared.sums(client)), *_processes(client)]
            found.append(
                _gauge("queue_tasks", "Tasks that wait at the broker.", "queue", standing.queues(client))
            )
            yield from found
            yield _number("redis_up", "Whether Redis could be asked.", 1)
        except (redis.RedisError, OSError):
            yield _number("redis_up", "Whether Redis could be asked.", 0)
        paused = switched().paused
        yield _number("maintenance", "Whether the site is closed.", int(maintenance.is_on()))
        yield _gauge(
            "queue_paused",
            "Whether staff have paused a queue.",
            "queue",
            {queue: int(mode in paused) for mode, queue in QUEUES.items()},
        )
        try:
            with standing.in_time():
                found = list(_standing())
            yield from found
            yield _number("database_up", "Whether the database could be asked in time.", 1)
        except (DatabaseError, InterfaceError):
            yield _number("database_up", "Whether the database could be asked in time.", 0)


def _gauge(name: str, about: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(PREFIX + name, about, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _number(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(PREFIX + name, about, value=value)


def _standing() -> Iterator[Metric]:
    now = timezone.now()
    runs = standing.runs(now)
    for state, about in (
        ("queued", "Answers that wait for a worker."),
        ("running", "Answers that are being made."),
    ):
        yield _gauge(f"runs_{state}", about, "mode", {mode: runs[mode][state] for mode in runs})
    oldest = {mode: runs[mode]["oldest"] for mode in runs}
    yield _gauge("runs_oldest_queued_seconds", "How long the oldest of them has waited.", "mode", oldest)
    waiting, given_up, lag = standing.webhooks(now)
    yield _number("webhooks_waiting", "Events from Stripe that are not worked on yet.", waiting)
    yield _number("webhooks_given_up", "Events that failed for good.", given_up)
    yield _number("webhooks_lag_seconds", "How long the oldest event has waited.", lag)
    number, age = standing.mails(now)
    yield _number("mails_waiting", "Mails that are not sent yet.", number)
    yield _number("mails_oldest_seconds", "How long the oldest mail has waited.", age)
    held, expired = standing.holds(now)
    yield _number("holds_open", "Units that are held for answers.", held)
    yield _number("holds_expired", "Holds that should have been given back by now.", expired)
    reported, waits = standing.reports(now)
    yield _number("reports_open", "Reports of what may be harmful that nobody has taken.", reported)
    yield _number("reports_oldest_seconds", "How long the oldest of them has waited.", waits)
    yield _gauge("alerts_open", "What staff should look at.", "kind", standing.alerts())


def _processes(client: redis.Redis) -> Iterator[Metric]:
    alive = shared.processes(client)
    numbers: dict[str, float] = {}
    for one in alive:
        numbers[str(one["role"])] = numbers.get(str(one["role"]), 0) + 1
    yield _gauge("processes", "Processes that are there.", "role", numbers)
    sockets = sum(int(one.get("sockets", 0)) for one in alive)
    yield _number("sockets_open", "Pages that are connected.", sockets)
    labels = ["role", "host", "number"]
    for name, about in (
        ("resident_bytes", "Memory that is resident."),
        ("cpu_seconds", "Processor time since the process began."),
        ("open_files", "Files and sockets that are open."),
        ("threads", "Threads."),
    ):
        family = GaugeMetricFamily(f"{PREFIX}process_{name}", about, labels=labels)
        seen: dict[tuple[str, str], int] = {}
        for one in alive:
            place = (str(one["role"]), str(one["host"]))
            seen[place] = seen.get(place, 0) + 1
            # Numbered, not by process ids: each restart would begin a series of its own.
            if name in one:
                family.add_metric([*place, str(seen[place])], float(one[name]))
        yield family


def _counted(sums: dict[tuple[str, ...], float]) -> Iterator[Metric]:
    for name, figure in FIGURES.items():
        rows = {field[1:]: value for field, value in sums.items() if field[0] == name}
        rows = {field: value for field, value in rows.items() if len(field) == len(figure.labels) + 1}
        yield _histogram(name, figure, rows) if figure.buckets else _counter(name, figure, rows)


def _counter(name: str, figure: Figure, rows: dict[tuple[str, ...], float]) -> Metric:
    family = CounterMetricFamily(PREFIX + name, figure.about, labels=figure.labels)
    for field, value in rows.items():
        family.add_metric(field[:-1], value)
    if not figure.labels and not rows:
        family.add_metric([], 0)
    return family


def _histogram(name: str, figure: Figure, rows: dict[tuple[str, ...], float]) -> Metric:
    family = HistogramMetricFamily(PREFIX + name, figure.about, labels=figure.labels)
    bounds = [*map(str, figure.buckets), "+Inf"]
    for labels in sorted({field[:-1] for field in rows}):
        total, buckets = 0.0, []
        for place, bound in enumerate(bounds):
            total += rows.get((*labels, str(place)), 0)
            buckets.append((bound, total))
        family.add_metric(labels, buckets, sum_value=rows.get((*labels, "sum"), 0.0))
    return family
