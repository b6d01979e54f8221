"""A visit to the portal: whose it is, for how long, and what the page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from billing.sandbox import payments
from billing.sandbox import portal as acts
from billing.sandbox.cards import card_of
from billing.sandbox.errors import missing
from billing.sandbox.subscriptions import name_of
from billing.sandbox.world import Obj, World, world

from .door import sandbox_page, state

LINK_SECONDS = 60 * 60
RUNNING = ("active", "trialing", "past_due")
WORDS = {
    "active": "Active", "trialing": "Trial", "past_due": "Payment failed", "incomplete": "Waits for payment",
    "unpaid": "Unpaid",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """`id` is the portal session's: who has its address is the customer."""

    id: str
    customer: str
    back: str

    def need_own(self, kind: str, id_: str) -> None:
        """Raises ApiError 404 for another customer's object."""
        with world(state()) as here:
            if here.get(kind, id_)["customer"] != self.customer:
                raise missing(kind, id_)


def visiting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view its Visit; a link that is too old leads to a page that says so."""

    @wraps(view)
    def visited(request: HttpRequest, portal_id: str, **kwargs: str) -> HttpResponse:
        with world(state()) as here:
            session = here.get("billing_portal.session", portal_id)
            over = here.now - session["created"] > LINK_SECONDS
        visit = Visit(portal_id, session["customer"], session["return_url"] or "")
        if over:
            return render(request, "stripe_sandbox/portal_over.html", {"visit": visit})
        return view(request, visit, **kwargs)

    return sandbox_page(visited)


def shown(visit: Visit) -> dict[str, Any]:
    """What the page shows."""
    with world(state()) as here:
        return {
            "visit": visit,
            "customer": here.get("customer", visit.customer),
            "subscriptions": [
                _subscription(here, each)
                for each in here.all("subscription", customer=visit.customer)
                if each["status"] in WORDS
            ],
            "theirs": card_of(here, visit.customer),
            "waiting": acts.waiting_card(here, visit.customer)[-4:],
            "tax_ids": here.all("tax_id", customer=visit.customer),
            "invoices": [_invoice(here, each) for each in here.all("invoice", customer=visit.customer)],
        }


def _invoice(here: World, each: Obj) -> Obj:
    coming = each["status"] == "open" and payments.waits_for(here, each["id"]) == "processing"
    return each | {"coming": coming}


def _subscription(here: World, each: Obj) -> Obj:
    item = each["items"]["data"][0]
    return {
        "id": each["id"], "name": name_of(here, item["price"]), "quantity": item["quantity"],
        "cents": item["price"]["unit_amount"] * item["quantity"], "status": each["status"],
        "interval": item["price"]["recurring"]["interval"], "state": WORDS[each["status"]],
        "period_end": item["current_period_end"], "cancel_at": each["cancel_at"],
        "runs": each["status"] in RUNNING,
    }  # fmt: skip
