"""The judge over a whole life: every request, every answer, every object that is left and every event.

`pytest tests/billing/sandbox/test_oracle.py -s` says how much it walked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stripe._object_classes import OBJECT_CLASSES

from billing import gateway
from billing.sandbox import clock, people, portal
from billing.sandbox.world import world

from . import oracle
from .conftest import CONFIRM, DISPUTED, GOOD, LATER

BACK = "http://127.0.0.1:8000/back"
ADDRESSES = {"success_url": "http://127.0.0.1:8000/done", "cancel_url": BACK}
TAXED: dict[str, Any] = {
    "automatic_tax": {"enabled": True}, "tax_id_collection": {"enabled": True}, "allow_promotion_codes": True,
    "customer_update": {"name": "auto", "address": "auto"},
}  # fmt: skip


def test_a_whole_life_agrees_with_the_librarys_types(stripe_sandbox: Path, prices: dict[str, str]) -> None:
    oracle.WALKED.update(objects=0, requests=0)
    one, two, three = (customer(name) for name in ("owner", "teammate", "outsider"))
    spring()
    upgraded_and_refunded(stripe_sandbox, one, prices)
    taxed_trial_that_ends(stripe_sandbox, two, prices)
    debit_and_dispute(stripe_sandbox, three, prices)
    problems = left_over(stripe_sandbox)
    print(f"\noracle: {oracle.WALKED['objects']} objects and {oracle.WALKED['requests']} requests walked,"
          f" {len(problems)} errors")  # fmt: skip
    assert problems == []
    assert oracle.WALKED["objects"] > 3_000
    assert oracle.WALKED["requests"] > 40
    assert told(stripe_sandbox) >= {
        "checkout.session.async_payment_failed", "checkout.session.async_payment_succeeded",
        "checkout.session.completed", "checkout.session.expired", "customer.subscription.deleted",
        "customer.subscription.pending_update_applied", "customer.subscription.pending_update_expired",
        "customer.subscription.trial_will_end", "charge.dispute.closed", "charge.refunded",
        "invoice.payment_action_required", "invoice.payment_failed", "invoice.voided",
        "subscription_schedule.released",
    }  # fmt: skip


def told(file: Path) -> set[str]:
    """The types of all events."""
    with world(file) as here:
        return {each["type"] for each in here.all("event")}


def customer(name: str) -> str:
    return gateway.create_customer({"email": f"{name}@example.org", "name": name}, key=name)["id"]


def spring() -> None:
    client = gateway.client().v1
    gateway._ask(client.coupons.create, {"id": "coupon_half", "percent_off": 50, "duration": "once"})
    promotion = {"type": "coupon", "coupon": "coupon_half"}
    gateway._ask(client.promotion_codes.create, {"code": "SPRING", "promotion": promotion})


def checkout(customer: str, price: str, quantity: int = 1, **params: Any) -> str:
    wanted = {
        "mode": "subscription", "customer": customer, "line_items": [{"price": price, "quantity": quantity}],
        **ADDRESSES, **params,
    }  # fmt: skip
    return gateway.create_checkout(wanted, key=f"{customer}{price}{quantity}{params}")["id"]


def change(customer: str, price: str, quantity: int = 1) -> dict[str, Any]:
    subscription = gateway.subscriptions(customer)[0]
    item = {"id": subscription["items"]["data"][0]["id"], "price": price, "quantity": quantity}
    details = {"items": [item], "proration_behavior": "always_invoice"}
    gateway.preview_invoice(
        {"customer": customer, "subscription": subscription["id"], "subscription_details": details}
    )
    wanted = {**details, "payment_behavior": "pending_if_incomplete"}
    return gateway.update_subscription(subscription["id"], wanted, key=f"{customer}{price}{quantity}")


def upgraded_and_refunded(file: Path, customer: str, prices: dict[str, str]) -> None:
    left = checkout(customer, prices["pro_annual"])
    gateway.expire_checkout(left)
    session = checkout(customer, prices["plus_monthly"], allow_promotion_codes=True)
    people.pay(file, session, CONFIRM, promotion_code="SPRING")
    people.confirm_checkout(file, session)
    clock.advance(file, days=10)
    people.change_card(file, customer, GOOD)
    change(customer, prices["pro_monthly"])
    gateway.refund(str(gateway.payment_of(gateway.invoices(customer)[0]["id"])), cents=5_00, key="refund")
    schedule = gateway.schedule_from(gateway.subscriptions(customer)[0]["id"])
    phase = schedule["phases"][0]
    first = {"items": [{"price": prices["pro_monthly"], "quantity": 1}], "start_date": phase["start_date"],
             "end_date": phase["end_date"]}  # fmt: skip
    second = {"items": [{"price": prices["plus_monthly"], "quantity": 1}]}
    gateway.update_schedule(schedule["id"], {"end_behavior": "release", "phases": [first, second]})
    clock.advance(file, days=31)
    gateway.update_subscription(gateway.subscriptions(customer)[0]["id"], {"cancel_at_period_end": True})
    clock.advance(file, days=31)


def taxed_trial_that_ends(file: Path, customer: str, prices: dict[str, str]) -> None:
    trial = {"subscription_data": {"trial_period_days": 14}}
    session = checkout(customer, prices["team_monthly"], 3, **TAXED, **trial)
    people.pay(file, session, LATER, country="DE", vat_id="DE123456789")
    clock.advance(file, days=18)
    gateway.create_portal(customer, BACK)
    portal.begin_card(file, customer, CONFIRM)
    portal.confirm_card(file, customer)
    subscription = gateway.subscriptions(customer)[0]["id"]
    people.cancel_in_portal(file, subscription)
    portal.resume_in_portal(file, subscription)
    for each in gateway._ask_all(gateway.client().v1.customers.tax_ids.list, customer):
        portal.remove_tax_id(file, customer, each["id"])
    people.change_card(file, customer, CONFIRM)
    change(customer, prices["team_monthly"], 5)
    clock.advance(file, days=2)
    change(customer, prices["team_annual"], 3)
    people.confirm_invoice(file, gateway.invoices(customer)[0]["id"])
    people.change_card(file, customer, LATER)
    clock.advance(file, days=400)


def debit_and_dispute(file: Path, customer: str, prices: dict[str, str]) -> None:
    people.pay(file, checkout(customer, prices["plus_annual"]), "000222222227")
    clock.advance(file, days=5)
    people.pay(file, checkout(customer, prices["plus_annual"], client_reference_id="again"), "000123456789")
    clock.advance(file, days=5)
    people.change_card(file, customer, DISPUTED)
    change(customer, prices["pro_annual"])
    for charge in gateway.charges(customer):
        for dispute in gateway.disputes(charge["id"]):
            people.close_dispute(file, dispute["id"], won=True)
    gateway.cancel_subscription(gateway.subscriptions(customer)[0]["id"])
    gateway.undelivered_events(0)


def left_over(file: Path) -> list[str]:
    """What is wrong with anything that is stored, and with what each event carries."""
    problems: list[str] = []
    with world(file) as here:
        rows = here.sql.execute("SELECT kind, data FROM objects").fetchall()
    for kind, data in rows:
        if kind not in OBJECT_CLASSES:  # the sandbox's own notes
            continue
        found = json.loads(data)
        problems += oracle.response_problems(found)
        if kind == "event":
            problems += oracle.response_problems(found["data"]["object"])
    return problems


def test_the_judge_sees_what_is_missing_wrong_and_unknown(buy) -> None:
    subscription = buy()
    good = oracle.response_problems(subscription)
    wrong = {**subscription, "status": "activated", "colour": "red"}
    del wrong["created"]
    assert (good, len(oracle.response_problems(wrong))) == ([], 3)
