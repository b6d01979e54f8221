"""Time in the sandbox: moved by hand, with everything that falls due on the way, each at its own moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from . import checkout, invoices, payments, schedules, settling, subscriptions
from .amounts import period_end
from .world import Obj, World, world

DAY = 24 * 60 * 60
Due = tuple[int, Callable[[], object]]
ENDED = ("canceled", "incomplete_expired", "unpaid")


def now(file: Path) -> int:
    """The sandbox's clock, in seconds since the epoch."""
    with world(file) as here:
        return here.now


def next_renewal(file: Path) -> int | None:
    """When the next period ends of a subscription that runs, in seconds since the epoch."""
    with world(file) as here:
        running = [
            each for each in here.all("subscription") if each["status"] in ("active", "trialing", "past_due")
        ]
    return min((each["items"]["data"][0]["current_period_end"] for each in running), default=None)


def advance(file: Path, *, days: float = 0, to: int = 0) -> int:
    """Move the clock on, by `days` or to a later moment; renewals, retries, trial ends and expiries happen.

    Without either, what fell due by itself. Returns the new moment.
    """
    with world(file) as here:
        begun = here.now
        target = max(begun + int(days * DAY), to)
        while due := min(_due(here), key=lambda each: each[0], default=None):
            if due[0] > target:
                break
            here.now = max(here.now, due[0])
            due[1]()
        if target != begun:
            here.move_clock(target)
        return target


def _due(here: World) -> Iterator[Due]:
    for session in here.all("checkout.session", status="open"):
        yield session["expires_at"], partial(checkout.expire, here, session)
    for invoice in here.all("invoice", status="open"):
        if invoice["next_payment_attempt"]:
            yield invoice["next_payment_attempt"], partial(payments.attempt, here, invoice, watched=False)
    for moment, intent in settling.under_way(here):
        yield moment, partial(settling.settle, here, intent)
    for subscription in here.all("subscription"):
        if subscription["status"] not in ENDED:
            yield from _due_of(here, subscription)


def _due_of(here: World, subscription: Obj) -> Iterator[Due]:
    paying = payments.waits_for(here, subscription["latest_invoice"]) == "processing"
    if subscription["status"] == "incomplete":
        if paying:
            return
        deadline = subscription["created"] + subscriptions.HOURS_TO_PAY * 3600
        yield deadline, partial(subscriptions.end, here, subscription, "incomplete_expired", reason=None)
        return
    if subscription["pending_update"] and not paying:
        expires = subscription["pending_update"]["expires_at"]
        yield expires, partial(subscriptions.expire_pending, here, subscription)
    if subscription["cancel_at"]:
        reason = "cancellation_requested"
        end = partial(subscriptions.end, here, subscription, "canceled", reason=reason)
        yield subscription["cancel_at"], end
    if subscription["status"] == "trialing" and not _warned(here, subscription):
        warn = partial(here.emit, "customer.subscription.trial_will_end", subscription)
        yield subscription["trial_end"] - 3 * DAY, warn
    yield (
        subscription["items"]["data"][0]["current_period_end"],
        partial(_renew, here, subscription),
    )


def _warned(here: World, subscription: Obj) -> bool:
    told = here.all("event", type="customer.subscription.trial_will_end")
    return any(event["data"]["object"]["id"] == subscription["id"] for event in told)


def _renew(here: World, subscription: Obj) -> None:
    item = subscription["items"]["data"][0]
    if subscription["schedule"]:
        schedule = here.get("subscription_schedule", subscription["schedule"])
        following = [each for each in schedule["phases"] if each["start_date"] >= here.now]
        if following:
            wanted = following[0]["items"][0]
            price = here.get("price", wanted["price"])
            subscriptions.apply_change(subscription, price, wanted["quantity"], here.now)
            schedules.enter(subscription, following[0])
            here.put(subscription)
            schedules.release(here, schedule)
            subscription["schedule"] = None
    item["current_period_start"] = here.now
    anchor, interval = subscription["billing_cycle_anchor"], item["price"]["recurring"]["interval"]
    item["current_period_end"] = period_end(anchor, here.now, interval)
    if subscription["status"] == "trialing":
        subscription["status"] = "active"
    line = subscriptions.full_line(here, subscription)
    invoice = invoices.issue(here, subscription, [line], "subscription_cycle")
    here.save("customer.subscription.updated", subscription)
    payments.attempt(here, invoice, watched=False)
