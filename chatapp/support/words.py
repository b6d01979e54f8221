"""Kinds and outcomes of mails, and limits, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from billing.models import LimitOverride

KINDS: dict[str, str | Promise] = {
    "receipt": _("Receipt"),
    "payment_failed": _("Payment failed"),
    "plan_started": _("Plan started"),
    "upgraded": _("Upgraded"),
    "downgrade_scheduled": _("Downgrade planned"),
    "downgraded": _("Downgraded"),
    "canceled": _("Canceled"),
    "resumed": _("Resumed"),
    "plan_ended": _("Plan ended"),
    "trial_ending": _("Trial ends soon"),
    "invitation": _("Invitation to a team"),
    "ownership": _("A team handed over"),
    "dispute": _("Dispute, to staff"),
    "welcome": _("Welcome"),
    "leaving": _("Account will be deleted"),
    "answer_ready": _("Answer is ready"),
    "signed_out": _("Signed out by staff"),
    "suspended": _("Suspended"),
    "suspension-lifted": _("The suspension was lifted"),
    "appeal-decided": _("Appeal"),
}
OUTCOMES: dict[str, str | Promise] = {
    "waiting": _("on its way"),
    "sent": _("sent"),
    "dropped": _("not sent: it had passed"),
    "failed": _("refused for good"),
}
LIMITS: dict[str, str | Promise] = {
    "fast_limit": _("Fast messages in the window"),
    "fast_concurrency": _("Fast answers at once"),
    "think_limit": _("Thinking answers in the window"),
    "think_concurrency": _("Thinking answers at once"),
    "paths": _("Paths of a thinking answer"),
    "tokens": _("Tokens of an answer"),
}


def kind(code: str) -> str:
    return str(KINDS.get(code, code))


def outcome(code: str) -> str:
    return str(OUTCOMES.get(code, code))


def set_of(override: LimitOverride) -> str:
    """`Fast messages in the window: 200, Paths: 12`: what staff set, and nothing of what the plan has."""
    numbers = ((LIMITS[name], getattr(override, name)) for name in LimitOverride.LIMITS)
    return ", ".join(f"{label}: {number:,}" for label, number in numbers if number is not None)
