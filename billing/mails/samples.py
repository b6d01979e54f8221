"""Made-up facts for each mail, to look at it before anybody gets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .content import Rendered, render
from .kinds import KINDS

Facts = dict[str, Any]
PLUS: Facts = {
    "plan": "plus", "quantity": 1, "cents": 20_00, "interval": "month", "team": "", "default_plan": "free",
    "card": "visa •••• 4242, 12/2040", "period_end": "2027-03-01T12:00:00+00:00", "trial_ends_at": None,
    "billing": "/settings/billing/", "team_page": "/settings/team/",
}  # fmt: skip
TEAM: Facts = PLUS | {"plan": "team", "quantity": 3, "cents": 30_00, "team": "Kitchen & Garden"}
PAID: Facts = {
    "invoice": "in_1", "number": "F7A2-0003", "currency": "usd", "at": "2027-02-01T12:00:00+00:00",
    "reason": "subscription_cycle", "url": "", "paid": 20_00, "due": 20_00,
    "again_at": "2027-02-04T12:00:00+00:00", "grace_ends_at": "2027-02-15T12:00:00+00:00",
}  # fmt: skip
SAMPLES: dict[str, tuple[str, Facts]] = {
    "receipt": ("receipt", PLUS | PAID),
    "receipt-team": ("receipt", TEAM | PAID | {"paid": 90_00, "reason": "subscription_update"}),
    "payment-failed": ("payment_failed", PLUS | PAID),
    "payment-failed-team": ("payment_failed", TEAM | PAID | {"due": 90_00}),
    "plan-started": ("plan_started", PLUS),
    "trial-started": ("plan_started", PLUS | {"trial_ends_at": "2027-02-15T12:00:00+00:00"}),
    "upgraded": ("upgraded", PLUS | {"plan": "pro", "cents": 200_00}),
    "downgrade-scheduled": (
        "downgrade_scheduled",
        TEAM | {"next_plan": "team", "next_quantity": 2, "next": {"cents": 30_00, "quantity": 2, "interval": "month"}},
    ),
    "downgraded": ("downgraded", PLUS),
    "canceled": ("canceled", PLUS | {"ends_at": "2027-03-01T12:00:00+00:00"}),
    "canceled-unpaid": ("canceled", PLUS | {"ends_at": "2027-03-01T12:00:00+00:00", "owed": True}),
    "resumed": ("resumed", PLUS),
    "plan-ended": ("plan_ended", PLUS | {"reason": "cancellation_requested"}),
    "plan-ended-unpaid": ("plan_ended", TEAM | {"reason": "payment_failed"}),
    "trial-ending": ("trial_ending", PLUS | {"trial_ends_at": "2027-02-15T12:00:00+00:00", "charged": True}),
    "trial-ending-lent": (
        "trial_ending",
        PLUS | {"plan": "pro", "trial_ends_at": "2027-02-15T12:00:00+00:00", "charged": False},
    ),
    "invitation": (
        "invitation",
        {
            "team": "Kitchen & Garden", "inviter": "owner@example.org", "role": "member", "token": "a-token",
            "expires_at": "2027-02-08T12:00:00+00:00",
        },
    ),
    "ownership": ("ownership", TEAM),
    "dispute": ("dispute", TEAM | {"dispute": "du_1", "account": "00000000-0000-4000-8000-000000000000",
                                   "url": "https://dashboard.stripe.com/disputes"}),
}  # fmt: skip


def rendered() -> Iterator[tuple[str, Rendered]]:
    """Every mail by its sample's name."""
    for name, (kind, facts) in SAMPLES.items():
        yield name, render(KINDS[kind].write(facts))
