"""Who claimed a run, and when: a line for each attempt, `attempt worker seconds`, written by the claim's own UPDATE.

A worker that died before it stored anything is told of here, and nowhere else.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt's beginning. `worker` is a name that this process had for as long as it lived."""

    attempt: int
    worker: str
    at: datetime


def one_more(now: datetime) -> Concat:
    """The value of `claims` with this process's claim at its end; the attempt is the one that the UPDATE makes."""
    attempt = Cast(F("attempt") + 1, TextField())
    rest = Value(f" {worker()} {int(now.timestamp())}\n", output_field=TextField())
    return Concat("claims", attempt, rest, output_field=TextField())


def read(claims: str) -> list[Claim]:
    """The claims in order; a line that is none is left out."""
    found = []
    for line in claims.splitlines():
        words = line.split(" ")
        if len(words) == 3 and words[0].isdecimal() and words[2].isdecimal():
            at = datetime.fromtimestamp(int(words[2]), UTC)
            found.append(Claim(int(words[0]), words[1], at))
    return found


def worker() -> str:
    """This process's name: two of one machine begin alike, and nothing of the machine can be read in it."""
    return _named(os.getpid())


@cache
def _named(_pid: int) -> str:
    # By process: a fork has its parent's memory.
    machine = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:4]
    return f"{machine}-{secrets.token_hex(3)}"
