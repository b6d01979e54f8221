"""What was used, and what staff gave or set on top."""

from __future__ import annotations

from billing.models import Credit, LimitOverride, Slowdown, UsageHold

from .money import OfAnAccount
from .people import PERSON
from .showing import link, related


class UsageHolds(OfAnAccount):
    list_display = ("id", "payer", "person", "meter", "state", "units", "tokens", "cost_micros", "created_at")
    list_filter = ("state", "overage")
    finds_ids = ("account", "user_id")
    finds_numbers = ("pk",)
    finds_people = ("user_id",)
    finds_texts = ("idempotency_key",)
    person = staticmethod(link("user_id", PERSON, label="person"))
    credit_used = staticmethod(link("credit", "billing.Credit", label="from units given"))
    run = staticmethod(related("answer", to="runs.Run"))
    fields = (
        *("id", "payer", "person", "meter", "plan", "idempotency_key", "units", "tokens", "cost_micros"),
        *("state", "reason", "credit_used", "overage", "run", "created_at", "expires_at", "settled_at"),
    )


class UnitsGiven(OfAnAccount):
    list_display = ("id", "payer", "person", "meter", "units", "giver", "created_at", "expires_at")
    finds_ids = ("account", "user_id", "granted_by_id")
    finds_numbers = ("pk",)
    person = staticmethod(link("user_id", PERSON, label="person"))
    giver = staticmethod(link("granted_by_id", PERSON, label="given by"))
    fields = ("payer", "person", "meter", "units", "reason", "giver", "created_at", "expires_at")


class OwnLimits(OfAnAccount):
    list_display = ("id", "payer", *LimitOverride.LIMITS, "giver", "starts_at", "ends_at")
    finds_ids = ("account", "granted_by_id")
    giver = staticmethod(link("granted_by_id", PERSON, label="set by"))
    fields = ("payer", *LimitOverride.LIMITS, "reason", "giver", "created_at", "starts_at", "ends_at")


class Slowdowns(OfAnAccount):
    list_display = ("id", "payer", "month", "cost_micros", "since", "until", "lifted_at")
    finds_ids = ("account", "lifted_by_id")
    lifter = staticmethod(link("lifted_by_id", PERSON, label="lifted by"))
    fields = ("payer", "month", "cost_micros", "since", "until", "lifted_at", "lifter", "reason")


LEDGER = {UsageHold: UsageHolds, Credit: UnitsGiven, LimitOverride: OwnLimits, Slowdown: Slowdowns}
