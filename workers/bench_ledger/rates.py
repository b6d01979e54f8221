"""Operations by a few threads at once, for a while: how many a second, and how long each took."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from statistics import quantiles

from django.db import connection, transaction
from django.utils import timezone

from billing import quota
from billing.accounts import lock
from billing.models import UsageHold

from .rows import Person

THREADS = 4
Operation = Callable[[Person], object]


@dataclass
class Rate:
    """What was measured of one operation: seconds each, and seconds of the wall clock in all."""

    each: list[float] = field(default_factory=list)
    wall: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.each) / self.wall if self.wall else 0.0

    def percentile(self, percent: int) -> float:
        """Milliseconds that so many percent of the operations kept to."""
        return 1000 * quantiles(self.each, n=100)[percent - 1]


def bare(person: Person) -> UsageHold:
    """The least that a ledger which holds under pressure can do: lock the account's row, insert one row."""
    now = timezone.now()
    with transaction.atomic():
        account = lock(person.account.pk)
        return UsageHold.objects.create(
            account=account,
            user_id=person.user_id,
            meter="bare",
            plan="plus",
            idempotency_key=uuid.uuid4().hex,
            state=UsageHold.State.COMMITTED,
            created_at=now,
            expires_at=now,
            settled_at=now,
        )


def bare_twice(person: Person) -> None:
    """What an answer writes, without a rule: that row before it, and its settlement after it."""
    row = bare(person)
    with transaction.atomic():
        lock(person.account.pk)
        UsageHold.objects.filter(pk=row.pk).update(tokens=200, cost_micros=900, settled_at=timezone.now())


def reserve_and_commit(person: Person) -> None:
    """What an answer does: a hold before it, its settlement after it, each a transaction of its own."""
    key = uuid.uuid4().hex
    hold = quota.reserve(
        account=person.account, user_id=person.user_id, meter="fast", key=key, ttl_seconds=900
    )
    quota.commit(hold=hold, tokens=200, cost_micros=900)


def side_by_side(
    people: Sequence[Person], operations: dict[str, Operation], *, rounds: int, seconds: float
) -> dict[str, Rate]:
    """Each operation for `seconds`, in turns, `rounds` times: what else the machine does meets them all alike."""
    rates = {name: Rate() for name in operations}
    turn = count()
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in range(rounds):
            for name, operation in operations.items():
                began = time.monotonic()
                loop = partial(_loop, people, turn, operation, began + seconds)
                for took in threads.map(lambda _, loop=loop: loop(), range(THREADS)):
                    rates[name].each += took
                rates[name].wall += time.monotonic() - began
        list(threads.map(lambda _: connection.close(), range(THREADS)))
    return rates


def _loop(people: Sequence[Person], turn: count[int], operation: Operation, until: float) -> list[float]:
    took = []
    while (began := time.monotonic()) < until:
        operation(people[next(turn) % len(people)])
        took.append(time.monotonic() - began)
    return took
