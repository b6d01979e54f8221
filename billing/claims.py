"""One worker at a time fetches an account from Stripe: a lease on its row instead of a lock held through the network.

The order is claim, fetch, write. A row lock during the fetch would keep the person's next message waiting for Stripe,
and on SQLite everybody's. The write checks that the claim still holds: a fetch that took too long changes nothing.
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .accounts import lock
from .models import BillingAccount

# Longer than one request's time-outs and retries together; whoever needs several such writes nothing.
LEASE_SECONDS = 90
WAIT_SECONDS = 20.0


class Busy(Exception):
    """Another worker has the account, or took it over; try again later."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to fetch an account and then to write what was fetched."""

    account_id: uuid.UUID
    token: uuid.UUID

    @contextmanager
    def writing(self) -> Iterator[BillingAccount]:
        """The locked account, in a transaction. Raises Busy when the claim was lost meanwhile."""
        with transaction.atomic():
            account = lock(self.account_id)
            if account.claim != self.token:
                raise Busy("The account was taken over by another worker.")
            yield account


@contextmanager
def claimed(account_id: uuid.UUID, *, wait_seconds: float | None = None) -> Iterator[Claim]:
    """Claim an account, waiting for whoever has it. Raises Busy after `wait_seconds` (WAIT_SECONDS)."""
    claim = Claim(account_id, uuid.uuid4())
    give_up = time.monotonic() + (WAIT_SECONDS if wait_seconds is None else wait_seconds)
    while not _take(claim):
        if time.monotonic() >= give_up:
            raise Busy("The account is being brought up to date; try again in a moment.")
        time.sleep(random.uniform(0.02, 0.08))
    try:
        yield claim
    finally:
        held = BillingAccount.objects.filter(pk=account_id, claim=claim.token)
        held.update(claim=None, claimed_until=None)


def _take(claim: Claim) -> bool:
    now = timezone.now()
    free = BillingAccount.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lte=now), pk=claim.account_id
    )
    return free.update(claim=claim.token, claimed_until=now + timedelta(seconds=LEASE_SECONDS)) == 1
