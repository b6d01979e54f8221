"""The sums of all processes, in Redis: one hash of figures and one of processes.

A process hands over what is new, so that its end loses at most a few seconds of counting, and the sums never fall:
Prometheus sees them start anew only where Redis has lost its data.
"""

from __future__ import annotations

import json
import os
import socket
import time

import redis

from . import levels, process, tally

FIGURES_KEY = "figures"
PROCESSES_KEY = "figures:processes"
STALE_SECONDS = 20.0
MOST_FIELDS = 20_000  # of the hash: a scrape reads all of them


def hand_over(client: redis.Redis, role: str) -> None:
    """Add what is new to the sums, and say that this process is there. Raises redis.RedisError: nothing is lost."""
    taken = tally.take()
    try:
        with client.pipeline(transaction=True) as pipe:
            for (name, labels, place), value in taken.items():
                pipe.hincrbyfloat(FIGURES_KEY, json.dumps([name, *labels, place], ensure_ascii=False), value)
            pipe.hset(PROCESSES_KEY, name_of(role), json.dumps(_itself(role)))
            pipe.execute()
    except redis.RedisError:
        tally.put_back(taken)
        raise


def leave(client: redis.Redis, role: str) -> None:
    """The process ends."""
    hand_over(client, role)
    client.hdel(PROCESSES_KEY, name_of(role))


def name_of(role: str) -> str:
    return f"{role}@{socket.gethostname()}:{os.getpid()}"


def sums(client: redis.Redis) -> dict[tuple[str, ...], float]:
    """Every figure: (name, labels..., place) and its value."""
    if client.hlen(FIGURES_KEY) > MOST_FIELDS:
        client.delete(FIGURES_KEY)  # no code makes so many; they begin anew
    return {tuple(json.loads(field)): float(value) for field, value in client.hgetall(FIGURES_KEY).items()}


def processes(client: redis.Redis, now: float | None = None) -> list[dict[str, float | str]]:
    """Every process that was there a moment ago; the others are forgotten."""
    now = time.time() if now is None else now
    found = {name: json.loads(said) for name, said in client.hgetall(PROCESSES_KEY).items()}
    stale = [name for name, said in found.items() if now - said["at"] > STALE_SECONDS]
    if stale:
        client.hdel(PROCESSES_KEY, *stale)
    return [said for name, said in sorted(found.items()) if name not in stale]


def _itself(role: str) -> dict[str, float | str]:
    return {
        "role": role,
        "host": socket.gethostname(),
        "at": time.time(),
        **process.readings(),
        **levels.levels(),
    }
