"""Subscription schedules, as far as a change at the period's end needs them: two phases, then released."""

from __future__ import annotations

from .errors import ApiError
from .world import Obj, World


def create_schedule(world: World, params: Obj) -> Obj:
    """POST /v1/subscription_schedules from a subscription: one phase, the running period."""
    subscription = world.get("subscription", params["from_subscription"])
    if subscription["schedule"]:
        raise ApiError(400, "You cannot migrate a subscription that is already attached to a schedule.")
    item = subscription["items"]["data"][0]
    start, end = item["current_period_start"], item["current_period_end"]
    schedule = {
        "id": world.new_id("sub_sched"), "object": "subscription_schedule", "application": None,
        "billing_mode": {"type": "flexible"}, "canceled_at": None, "completed_at": None,
        "created": world.now, "current_phase": {"start_date": start, "end_date": end},
        "customer": subscription["customer"],
        "default_settings": {
            "billing_cycle_anchor": "automatic", "invoice_settings": {"issuer": {"type": "self"}}
        },
        "end_behavior": "release", "livemode": False, "metadata": {}, "pause_schedules": [],
        "phases": [
            _phase(item["price"]["id"], item["quantity"], start, end)
            | {"discounts": [_reused(each) for each in subscription["discounts"]]}
        ], "released_at": None,
        "released_subscription": None, "status": "active", "subscription": subscription["id"],
    }  # fmt: skip
    subscription["schedule"] = schedule["id"]
    world.put(subscription)
    return world.save("subscription_schedule.created", schedule)


def update_schedule(world: World, params: Obj, id_: str) -> Obj:
    """POST /v1/subscription_schedules/ID with all phases: the running one and what follows it."""
    schedule = _active(world, id_)
    subscription = world.get("subscription", schedule["subscription"])
    if subscription["status"] == "trialing" and "trial_end" not in params["phases"][0]:
        raise ApiError(400, "The sandbox ends no trial by a schedule.", param="phases[0][trial_end]")
    phases: list[Obj] = []
    for phase in params["phases"]:
        item = phase["items"][0]
        start, end = int(phase.get("start_date", 0)), int(phase.get("end_date", 0))
        start = start or phases[-1]["end_date"]
        price = world.get("price", item["price"])["id"]
        discounts = [_reused(each["discount"]) for each in phase.get("discounts") or []]
        phases.append(
            _phase(price, int(item.get("quantity", 1)), start, end or start) | {"discounts": discounts}
        )
    enter(subscription, phases[0])
    world.put(subscription)
    return world.save("subscription_schedule.updated", schedule | {"phases": phases})


def enter(subscription: Obj, phase: Obj) -> None:
    """A phase's discounts take the place of those that the subscription had."""
    subscription["discounts"] = [each["discount"] for each in phase["discounts"]]


def release_schedule(world: World, params: Obj, id_: str) -> Obj:
    """POST /v1/subscription_schedules/ID/release: the subscription goes on as it is."""
    return release(world, _active(world, id_))


def release(world: World, schedule: Obj) -> Obj:
    subscription = world.get("subscription", schedule["subscription"])
    world.save("customer.subscription.updated", subscription | {"schedule": None})
    return world.save(
        "subscription_schedule.released",
        schedule
        | {
            "status": "released",
            "released_at": world.now,
            "released_subscription": subscription["id"],
            "subscription": None,
            "current_phase": None,
        },
    )


def _reused(discount: str) -> Obj:
    return {"coupon": None, "discount": discount, "promotion_code": None}


def _active(world: World, id_: str) -> Obj:
    schedule = world.get("subscription_schedule", id_)
    if schedule["status"] != "active":
        raise ApiError(400, f"The schedule is {schedule['status']}.")
    return schedule


def _phase(price: str, quantity: int, start: int, end: int) -> Obj:
    item = {"discounts": [], "metadata": {}, "plan": price, "price": price, "quantity": quantity}
    return {
        "add_invoice_items": [], "currency": "usd", "discounts": [], "end_date": end, "items": [item],
        "metadata": {}, "proration_behavior": "none", "start_date": start,
    }  # fmt: skip
