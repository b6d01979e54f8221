"""Which mails there are: what each says, who gets it, and what is looked up when it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _  # looked up before the receiver's language holds

from ..invitations import is_open, plain, token_of
from ..models import BillingAccount, Invoice, Mail, Subscription, TeamInvitation
from .content import Content
from .words import payments, people, plans
from .words.phrases import BILLING, TEAMS

Facts = dict[str, Any]
DISPUTES = "https://dashboard.stripe.com/disputes"
SANDBOX = "/stripe-sandbox/"


def to_owner(mail: Mail) -> list[str]:
    """Whoever owns the account now."""
    owner = mail.account.owner if mail.account else None
    return [owner.email] if owner is not None and owner.is_active else []


def to_invited(mail: Mail) -> list[str]:
    return [TeamInvitation.objects.get(pk=mail.facts["invitation"]).email]


def to_staff(mail: Mail) -> list[str]:
    staff = get_user_model().objects.filter(is_staff=True, is_active=True)
    return list(staff.order_by("email").values_list("email", flat=True))


def account_facts(mail: Mail) -> Facts:
    """What most mails name: the team, the card, and the plan without a payment."""
    account = mail.account
    is_team = account is not None and account.kind == BillingAccount.Kind.TEAM
    return {
        "team": account.name if account and is_team else "",
        "card": account.card if account else "",
        "default_plan": settings.DEFAULT_PLAN,
        "billing": f"{BILLING}{account.pk}/" if account and is_team else BILLING,
        "team_page": f"/teams/{account.pk}/" if account and is_team else TEAMS,
    }


def still_open(mail: Mail) -> Facts | None:
    """Nobody is asked to pay what was paid meanwhile."""
    is_open_ = Invoice.objects.filter(pk=mail.facts["invoice"], status="open").exists()
    return account_facts(mail) if is_open_ else None


def still_on_trial(mail: Mail) -> Facts | None:
    """Of a trial that was paid, canceled or given up meanwhile nobody is reminded."""
    if id_ := mail.facts.get("subscription"):
        lasting = Subscription.objects.filter(pk=id_, status="trialing", ends_at=None).exists()
        return account_facts(mail) if lasting else None
    now = timezone.now()
    lasting = mail.account is not None and mail.account.trial_ends_at is not None
    lasting = lasting and mail.account.trial_ends_at > now  # type: ignore[union-attr, operator]
    return account_facts(mail) if lasting else None


def of_invitation(mail: Mail) -> Facts | None:
    """The link, while it works."""
    invitation = TeamInvitation.objects.select_related("account").filter(pk=mail.facts["invitation"]).first()
    if invitation is None or not is_open(invitation):
        return None
    inviter = get_user_model().objects.filter(pk=invitation.invited_by_id).first()
    return {
        "team": invitation.account.name,
        "role": invitation.role,
        "token": token_of(invitation),
        "inviter": (plain(inviter.name) or inviter.email) if inviter else _("Somebody"),
        "expires_at": invitation.expires_at.isoformat(),
    }


def of_dispute(mail: Mail) -> Facts:
    account = mail.account
    return {
        **account_facts(mail),
        "account": str(account.pk) if account else "",
        "plan": account.plan if account else "",
        "quantity": (account.seats or 1) if account else 1,
        "url": SANDBOX if settings.STRIPE_SANDBOX else DISPUTES,
    }


@dataclass(frozen=True, slots=True)
class Kind:
    """`look_up` gives what `facts` leave out, None where what the mail is about has passed."""

    write: Callable[[Facts], Content]
    people: Callable[[Mail], list[str]] = to_owner
    look_up: Callable[[Mail], Facts | None] = account_facts


# What is above billing adds its own when it is loaded.
KINDS: dict[str, Kind] = {
    "receipt": Kind(payments.receipt),
    "payment_failed": Kind(payments.payment_failed, look_up=still_open),
    "plan_started": Kind(plans.plan_started),
    "upgraded": Kind(plans.upgraded),
    "downgrade_scheduled": Kind(plans.downgrade_scheduled),
    "downgraded": Kind(plans.downgraded),
    "canceled": Kind(plans.canceled),
    "resumed": Kind(plans.resumed),
    "plan_ended": Kind(plans.plan_ended),
    "trial_ending": Kind(plans.trial_ending, look_up=still_on_trial),
    "invitation": Kind(people.invitation, people=to_invited, look_up=of_invitation),
    "ownership": Kind(people.ownership),
    "dispute": Kind(people.dispute, people=to_staff, look_up=of_dispute),
}
