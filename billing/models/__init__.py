"""Who pays, who sits where, the ledger of what was used, and what is known from Stripe."""

from .accounts import AuditEntry, BillingAccount
from .inbox import Alert, StripeEvent
from .limits import LimitOverride, Slowdown
from .mails import Mail
from .paying import PayingChoice
from .subscriptions import CheckoutAttempt, Invoice, Subscription, SubscriptionChange
from .teams import Membership, TeamInvitation
from .usage import Credit, UsageHold

__all__ = [
    "Alert",
    "AuditEntry",
    "BillingAccount",
    "CheckoutAttempt",
    "Credit",
    "Invoice",
    "LimitOverride",
    "Mail",
    "Membership",
    "PayingChoice",
    "Slowdown",
    "StripeEvent",
    "Subscription",
    "SubscriptionChange",
    "TeamInvitation",
    "UsageHold",
]
