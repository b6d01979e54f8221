"""People and accounts.

signups                      people who came
accounts       plan          accounts at the day's end, by the plan that they have or were given
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from billing.models import AuditEntry, BillingAccount
from chatapp.accounts.models import User

from ..day import Span
from ..facts import Facts

# Both say what the plan became; only the first says what it was.
PLAN_BECAME = {"plan_synced": "to", "plan_granted": "plan"}


def accounts(span: Span, facts: Facts) -> None:
    """Count the day's new people, and the accounts that there were at its end."""
    facts.add("signups", User.objects.filter(**span.of("created_at")).count())
    held = BillingAccount.objects.filter(created_at__lt=span.end)
    plans: dict[UUID, str] = dict(held.values_list("pk", "plan"))
    later = AuditEntry.objects.filter(action__in=PLAN_BECAME, created_at__gte=span.end)
    # Today's plans, with what happened since taken back: newest first, so that the oldest has the last word.
    for _action, account, details in later.order_by("-created_at", "-pk").values_list(
        "action", "account_id", "details"
    ):
        if account in plans:
            plans[account] = details.get("from") or before(account, span)
    for plan in plans.values():
        facts.add("accounts", group=plan)


def before(account: UUID, span: Span) -> str:
    """The plan that the account was last said to have before the day's end; where nothing was said, it began with
    DEFAULT_PLAN."""
    entries = AuditEntry.objects.filter(account=account, action__in=PLAN_BECAME, created_at__lt=span.end)
    last = entries.order_by("created_at", "pk").last()
    return str(last.details[PLAN_BECAME[last.action]]) if last else settings.DEFAULT_PLAN
