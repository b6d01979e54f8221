"""The next renewal's invoice, made on the day it falls due and forgotten again; and previews of changes."""

from __future__ import annotations

from . import changes, invoices, schedules, subscriptions
from .errors import ApiError
from .world import Obj, World


def preview(world: World, params: Obj) -> Obj:
    """POST /v1/invoices/create_preview: of a change where `subscription_details` has items, else of what comes."""
    if params.get("subscription_details", {}).get("items"):
        return changes.preview(world, params)
    if "schedule" in params:
        schedule = world.get("subscription_schedule", params["schedule"])
        return _renewal(world, world.get("subscription", schedule["subscription"]), schedule)
    return _renewal(world, world.get("subscription", params["subscription"]), None)


def _renewal(world: World, subscription: Obj, schedule: Obj | None) -> Obj:
    if subscription["cancel_at"] or subscription["status"] not in ("active", "trialing", "past_due"):
        raise ApiError(400, "No upcoming invoices for this subscription.", code="invoice_upcoming_none")
    item = subscription["items"]["data"][0]
    due = item["current_period_end"]
    following = [each for each in schedule["phases"] if each["start_date"] >= due] if schedule else []
    if following:
        wanted = following[0]["items"][0]
        subscriptions.set_price(item, world.get("price", wanted["price"]))
        item["quantity"] = wanted["quantity"]
        schedules.enter(subscription, following[0])
    subscription["status"] = "active"
    now, world.now = world.now, due  # a discount may be over by then
    try:
        line = subscriptions.full_line(world, subscription)
        return invoices.build(world, subscription, [line], "subscription_cycle", preview=True)
    finally:
        world.now = now
