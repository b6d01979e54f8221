"""What a payer must not miss: one line at the top of every page, from one query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from billing import dates
from billing.access import LIVE
from billing.models import BillingAccount
from billing.plans import PLANS
from chatapp.accounts.models import User

# So long before an end that somebody chose, or that a trial has, it is said on every page; in Billing always.
EARLY = timedelta(days=7)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Notice:
    """`level` is `bad`, `warn` or `info`; `label` are the words of the link to `url`."""

    level: str
    text: str
    label: str
    url: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def notice_for(user: User) -> Notice | None:
    """The most urgent thing about the accounts that the person pays for."""
    if not settings.BILLING:
        return None
    live = FilteredRelation("subscriptions", condition=Q(subscriptions__status__in=LIVE))
    rows = (
        BillingAccount.objects.filter(owner=user)
        .annotate(live=live)
        .values(
            "pk", "kind", "name", "plan", "plan_ends_at", "suspended_at", "trial_plan", "trial_ends_at",
            "live__plan", "live__status", "live__ends_at", "live__pending_until", "live__trial_ends_at",
            "live__being_paid",
        )
    )  # fmt: skip
    now = timezone.now()
    found = [each for row in rows for each in _of(row, now)]
    return min(found, key=lambda each: each[0], default=(0, None))[1]


def _of(row: Row, now: datetime) -> Iterator[tuple[int, Notice]]:
    """The row's notices with their rank, the most urgent the lowest."""
    is_team = row["kind"] == BillingAccount.Kind.TEAM
    url = reverse("account_billing", args=[row["pk"]])

    def say(rank: int, level: str, text: str, label: str) -> tuple[int, Notice]:
        said = _("{team}: {text}").format(team=row["name"], text=text) if is_team else text
        return rank, Notice(level, said, label, url)

    # What a bank is moving already needs nobody.
    waits = not row["live__being_paid"]
    status, plan = row["live__status"], _name(row["live__plan"] or row["plan"])
    if row["suspended_at"]:
        yield say(0, "bad", _("A payment is disputed, so no answers are made for now."), _("What to do"))
    if status in ("past_due", "unpaid") and waits:
        until = row["plan_ends_at"]
        if until and until > now:
            text = _("The last payment failed. {plan} stays until {day}.").format(
                plan=plan, day=dates.day(until)
            )
        else:
            text = _("The last payment failed.")
        yield say(1, "bad", text, _("Pay or change the card"))
    if status == "incomplete" and waits:
        yield say(2, "warn", _("The first payment is not finished."), _("Finish it"))
    # Who has cancelled meanwhile is not asked to pay for more.
    pending = row["live__pending_until"] and row["live__pending_until"] > now and not row["live__ends_at"]
    if pending and waits:
        yield say(3, "warn", _("The upgrade waits for its payment to be confirmed."), _("Confirm it"))
    if status == "trialing" and not row["live__ends_at"] and _soon(row["live__trial_ends_at"], now):
        days = _days(row["live__trial_ends_at"], now)
        text = _("The free trial of {plan} ends {days}; then it is paid.").format(plan=plan, days=days)
        yield say(4, "info", text, _("See what and when"))
    if row["live__ends_at"] and _soon(row["live__ends_at"], now):
        text = _("{plan} ends on {day}.").format(plan=plan, day=dates.day(row["live__ends_at"]))
        yield say(5, "info", text, _("Keep it"))
    if not status and _soon(row["trial_ends_at"], now):
        days = _days(row["trial_ends_at"], now)
        text = _("The trial of {plan} ends {days}.").format(plan=_name(row["trial_plan"]), days=days)
        yield say(6, "info", text, _("See the plans"))


def _name(code: str) -> str:
    return PLANS[code].name if code in PLANS else _("The plan")


def _soon(at: datetime | None, now: datetime) -> bool:
    return at is not None and now < at <= now + EARLY


def _days(at: datetime, now: datetime) -> str:
    days = (at.astimezone(UTC).date() - now.astimezone(UTC).date()).days
    return _("today") if days < 1 else _("tomorrow") if days == 1 else _("in {days} days").format(days=days)
