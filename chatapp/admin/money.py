"""Who pays, what for, what Stripe said, and what was told about it."""

from __future__ import annotations

from django.contrib.admin import EmptyFieldListFilter

from billing.models import (
    Alert,
    AuditEntry,
    BillingAccount,
    CheckoutAttempt,
    Invoice,
    Mail,
    Membership,
    PayingChoice,
    StripeEvent,
    Subscription,
    SubscriptionChange,
    TeamInvitation,
)

from .people import PERSON, OfAPerson
from .readonly import ReadOnly
from .showing import addressed, link, related, size

ACCOUNT = "billing.BillingAccount"


class BillingAccounts(ReadOnly):
    list_display = ("id", "kind", "payer", "plan", "seats", "trial_ends_at", "suspended_at", "created_at")
    list_filter = ("kind", "granted", ("suspended_at", EmptyFieldListFilter))
    list_select_related = ("owner",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "owner")
    finds_people = ("owner",)
    finds_texts = ("customer_id",)
    payer = staticmethod(link("owner", PERSON, shown="email", label="owner"))
    subscriptions = staticmethod(related("subscriptions", to="billing.Subscription"))
    changes = staticmethod(related("changes of subscriptions", to="billing.SubscriptionChange"))
    invoices = staticmethod(related("invoices", to="billing.Invoice"))
    events = staticmethod(related("events from Stripe", to="billing.StripeEvent", by="customer_id"))
    holds = staticmethod(related("holds", to="billing.UsageHold"))
    credits_given = staticmethod(related("units given", to="billing.Credit"))
    overrides_set = staticmethod(related("limits of its own", to="billing.LimitOverride"))
    members = staticmethod(related("members", to="billing.Membership"))
    trail = staticmethod(related("what was done to it", to="billing.AuditEntry"))
    desk = staticmethod(addressed("refunds and units", view="staff_account"))
    fields = (
        *("id", "kind", "payer", "name", "plan", "granted", "seats", "trial_plan", "trial_ends_at"),
        *("plan_ends_at", "customer_id", "card", "suspended_at", "has_overrides", "created_at", "desk"),
        *("subscriptions", "changes", "invoices", "events", "holds", "credits_given", "overrides_set"),
        *("members", "trail"),
    )


class OfAnAccount(ReadOnly):
    """A row that belongs to one billing account, which is shown by its id."""

    ordering: tuple[str, ...] = ("-pk",)
    finds_ids: tuple[str, ...] = ("account",)
    payer = staticmethod(link("account", ACCOUNT))


class Subscriptions(OfAnAccount):
    list_display = ("id", "payer", "plan", "status", "interval", "cents", "quantity", "period_end", "ends_at")
    ordering = ("-created_at", "-pk")
    finds_texts = ("pk",)
    invoices = staticmethod(related("invoices", to="billing.Invoice"))
    history = staticmethod(related("its changes", to="billing.SubscriptionChange"))
    fields = (
        *("id", "payer", "status", "lookup_key", "plan", "interval", "cents", "quantity", "period_start"),
        *("period_end", "ends_at", "trial_ends_at", "pending_until", "schedule_id", "next_lookup_key"),
        *("next_quantity", "next_cents", "being_paid", "end_reason", "created_at", "synced_at", "invoices"),
        *("history",),
    )


class SubscriptionChanges(OfAnAccount):
    list_display = ("at", "payer", "status", "plan", "interval", "cents", "quantity", "end_reason")
    ordering = ("-at", "-pk")
    finds_texts = ("subscription_id",)
    subscription = staticmethod(link("subscription_id", "billing.Subscription"))
    fields = (
        *("at", "subscription", "payer", "status", "plan", "interval", "cents", "quantity", "end_reason"),
    )


class Invoices(OfAnAccount):
    list_display = ("id", "number", "payer", "status", "total", "amount_paid", "currency", "created_at")
    ordering = ("-created_at", "-pk")
    finds_texts = ("pk", "number", "subscription_id")
    hides = ("hosted_url", "pdf_url")
    fields = (
        *("id", "number", "payer", "subscription_id", "status", "reason", "currency", "total", "amount_due"),
        *("amount_paid", "next_attempt_at", "created_at"),
    )


class StripeEvents(ReadOnly):
    list_display = ("id", "type", "customer_id", "received_at", "attempts", "processed_at")
    list_filter = (("processed_at", EmptyFieldListFilter),)
    ordering = ("-received_at",)
    finds_texts = ("pk", "customer_id", "object_id", "type")
    account = staticmethod(related("account", to=ACCOUNT, by="customer_id"))
    fields = (
        *("id", "type", "customer_id", "account", "object_id", "charge_id", "dispute_status", "created_at"),
        *("received_at", "attempts", "next_attempt_at", "last_error", "processed_at"),
    )


class Alerts(OfAnAccount):
    list_display = ("id", "kind", "payer", "message", "created_at", "resolved_at")
    list_filter = ("kind", ("resolved_at", EmptyFieldListFilter))
    finds_texts = ("subject",)
    fields = ("kind", "payer", "subject", "message", "created_at", "resolved_at")


class Mails(OfAnAccount):
    list_display = ("id", "kind", "payer", "outcome", "attempts", "created_at", "done_at")
    list_filter = ("outcome",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "account")
    hides = ("facts",)
    facts_size = staticmethod(size("facts"))
    fields = (
        *("id", "kind", "payer", "outcome", "attempts", "last_error", "facts_size", "created_at"),
        *("next_attempt_at", "done_at"),
    )


class CheckoutAttempts(OfAnAccount):
    list_display = ("id", "payer", "lookup_key", "quantity", "trial_days", "created_at")
    ordering = ("-created_at",)
    finds_ids = ("pk", "account", "actor_id")
    finds_texts = ("session_id",)
    actor = staticmethod(link("actor_id", PERSON))
    fields = (
        *("id", "payer", "actor", "lookup_key", "quantity", "trial_days", "terms_version", "session_id"),
        *("created_at",),
    )


class TeamMembers(OfAPerson):
    list_display = ("id", "payer", "person", "role", "joined_at", "seat_since")
    list_filter = ("role",)
    finds_ids = ("user", "account")
    payer = staticmethod(link("account", ACCOUNT, label="team"))
    fields = ("payer", "person", "role", "fast_cap", "think_cap", "joined_at", "seat_since")


class TeamInvitations(OfAnAccount):
    list_display = ("email", "payer", "role", "created_at", "expires_at", "used_at")
    list_filter = ("role",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "account", "invited_by_id")
    finds_texts = ("email__iexact",)
    hides = ("token_hash",)
    inviter = staticmethod(link("invited_by_id", PERSON, label="invited by"))
    fields = ("id", "email", "payer", "inviter", "role", "created_at", "expires_at", "used_at")


class PayingChoices(OfAPerson):
    list_display = ("chosen_at", "person", "payer")
    payer = staticmethod(link("account", ACCOUNT))
    finds_ids = ("user", "account")
    fields = ("person", "payer", "chosen_at")


class AccountTrail(OfAnAccount):
    list_display = ("id", "payer", "action", "actor", "created_at")
    finds_ids = ("account", "actor_id")
    finds_texts = ("action",)
    actor = staticmethod(link("actor_id", PERSON))
    fields = ("payer", "action", "actor", "details", "created_at")


MONEY = {
    BillingAccount: BillingAccounts,
    Subscription: Subscriptions,
    SubscriptionChange: SubscriptionChanges,
    Invoice: Invoices,
    StripeEvent: StripeEvents,
    Alert: Alerts,
    Mail: Mails,
    CheckoutAttempt: CheckoutAttempts,
    Membership: TeamMembers,
    TeamInvitation: TeamInvitations,
    PayingChoice: PayingChoices,
    AuditEntry: AccountTrail,
}
