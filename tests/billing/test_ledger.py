"""The ledger against a plain model of it, through random days of answers, crashes, late results, plans that change and
clocks that step back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from billing import plans, quota
from billing.models import BillingAccount, UsageHold
from billing.plans import Cap

from .conftest import START

WINDOW, TTL = 100, 30
CAPS = {
    "plus": Cap(limit=3, window_seconds=WINDOW, concurrency=2),
    "team": Cap(limit=5, window_seconds=WINDOW, concurrency=3),
    "pro": Cap(limit=None, window_seconds=WINDOW, concurrency=4),
}


@dataclass
class Line:
    """What the ledger should say of one hold; seconds since START. `limit` is the window's when it was let in."""

    hold: UsageHold
    at: int
    expires: int
    limit: float
    state: str = "held"
    tokens: int = 0
    overage: bool = False

    def counts(self, now: int) -> bool:
        return self.state == "committed" or (self.state == "held" and now < self.expires)


class Ledger(RuleBasedStateMachine):
    lines = Bundle("lines")

    def __init__(self) -> None:
        super().__init__()
        self.account = BillingAccount.objects.create(kind=BillingAccount.Kind.PERSON, plan="plus")
        self.person = uuid.uuid4()
        self.seconds = 0
        self.cap = CAPS["plus"]
        self.book: list[Line] = []

    def teardown(self) -> None:
        UsageHold.objects.all().delete()  # the sweeper sees every account's

    @property
    def now(self):
        return START + timedelta(seconds=self.seconds)

    @property
    def limit(self) -> float:
        return inf if self.cap.limit is None else self.cap.limit

    def counted(self) -> list[int]:
        return [line.at for line in self.book if line.counts(self.seconds)]

    def in_window(self) -> int:
        return sum(at > self.seconds - WINDOW for at in self.counted())

    @rule(seconds=st.sampled_from([0, 1, 10, 29, 30, 50, 99, 100]))
    def time_passes(self, seconds: int) -> None:
        self.seconds += seconds

    @rule(seconds=st.sampled_from([1, 29, 50, 100, 150]))
    def the_clock_steps_back(self, seconds: int) -> None:
        self.seconds -= seconds

    @rule(plan=st.sampled_from(list(CAPS)))
    def the_plan_changes(self, plan: str) -> None:
        BillingAccount.objects.filter(pk=self.account.pk).update(plan=plan)
        self.account.refresh_from_db()
        self.cap = CAPS[plan]

    @rule(target=lines)
    def an_answer_begins(self):
        running = [line for line in self.book if line.state == "held" and self.seconds < line.expires]
        try:
            hold = self._reserve(uuid.uuid4().hex)
        except quota.QuotaExceeded:
            assert self.in_window() >= self.limit
            return multiple()
        except quota.TooManyRunning:
            assert len(running) >= self.cap.concurrency
            return multiple()
        assert self.in_window() < self.limit
        assert len(running) < self.cap.concurrency
        self.crashed_ones_have_ended()
        line = Line(hold, self.seconds, self.seconds + TTL, self.limit)
        self.book.append(line)
        return line

    @rule(line=lines)
    def a_request_is_repeated(self, line: Line) -> None:
        assert self._reserve(line.hold.idempotency_key).pk == line.hold.pk

    @rule(line=lines, tokens=st.integers(0, 9))
    def an_answer_succeeds(self, line: Line, tokens: int) -> None:
        settled = quota.commit(hold=line.hold, tokens=tokens, cost_micros=2 * tokens, now=self.now)
        assert settled == (line.state in ("held", "expired"))
        if settled:
            late = line.state == "expired" or self.seconds >= line.expires
            line.state, line.tokens = "committed", tokens
            line.overage = late and any(
                sum(end - WINDOW < at <= end for at in self.counted()) > self.limit
                for end in range(line.at, line.at + WINDOW)
            )
            if late:
                self.crashed_ones_have_ended()
                line.limit = max(line.limit, self.limit)
        assert line.hold.overage == line.overage

    @rule(line=lines)
    def an_answer_fails(self, line: Line) -> None:
        settled = quota.release(hold=line.hold, reason="failed", now=self.now)
        assert settled == (line.state == "held")
        if settled:
            line.state = "released"

    @rule(line=lines)
    def an_answer_lives_on(self, line: Line) -> None:
        renewed = quota.renew(hold=line.hold, ttl_seconds=TTL, now=self.now)
        assert renewed == (line.state == "held" and self.seconds < line.expires)
        if renewed:
            line.expires = self.seconds + TTL

    @rule()
    def the_sweeper_comes(self) -> None:
        crashed = [line for line in self.book if line.state == "held" and self.seconds >= line.expires]
        assert quota.expire_holds(now=self.now) == len(crashed)
        self.crashed_ones_have_ended()

    def crashed_ones_have_ended(self) -> None:
        for line in self.book:
            if line.state == "held" and self.seconds >= line.expires:
                line.state = "expired"

    @invariant()
    def no_window_ever_holds_more_than_the_limit_but_for_flagged_overage(self) -> None:
        admitted = [line for line in self.book if line.counts(self.seconds) and not line.overage]
        for end in {line.at for line in admitted}:
            window = [line for line in admitted if end - WINDOW < line.at <= end]
            assert len(window) <= max(line.limit for line in window)

    @invariant()
    def the_reading_and_the_sums_are_the_models(self) -> None:
        reading = quota.allowance(account=self.account, user_id=self.person, now=self.now).fast
        assert reading.used == self.in_window()
        sums = UsageHold.objects.filter(account=self.account).aggregate(
            tokens=Sum("tokens", default=0), cost=Sum("cost_micros", default=0)
        )
        tokens = sum(line.tokens for line in self.book)
        assert sums == {"tokens": tokens, "cost": 2 * tokens}

    def _reserve(self, key: str) -> UsageHold:
        return quota.reserve(
            account=self.account, user_id=self.person, meter="fast", key=key, ttl_seconds=TTL, now=self.now
        )


@pytest.mark.django_db
def test_the_ledger_agrees_with_a_plain_model_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, cap in CAPS.items():
        monkeypatch.setitem(plans.PLANS, code, replace(plans.plan(code), fast=cap))
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=30,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
