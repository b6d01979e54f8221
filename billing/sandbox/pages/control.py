"""The control page: the sandbox's clock, its banks and its webhooks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from billing.sandbox import clock, delivery, people
from billing.sandbox.world import Obj, World, world

from .bills import minute
from .door import sandbox_page, state
from .words import told

MOST_DAYS = 400
CHARGES = 8
# What each way of delivering does, as the page says it.
MODES = {
    "normal": "Each event once, oldest first; what is refused comes again after 1 s to an hour.",
    "duplicate": "Each event twice.",
    "reorder": "The newest first.",
    "drop": "Lost, as if this site had been away for days: the hourly reconciler has to find them.",
}


@require_safe
@sandbox_page
def control(request: HttpRequest) -> HttpResponse:
    """The page."""
    with world(state()) as here:
        context = {"now": here.now, "charges": _charges(here), "disputes": _disputes(here)}
    context |= {
        "next_renewal": clock.next_renewal(state()), "most_days": MOST_DAYS, "modes": MODES,
        "mode": delivery.mode_of(state()), "events": delivery.recent(state()),
        "waiting": delivery.waiting(state()),
    }  # fmt: skip
    return render(request, "stripe_sandbox/control.html", context)


@require_POST
@sandbox_page
def move_clock(request: HttpRequest) -> HttpResponse:
    """An hour, a day, to just after the next renewal, or a number of days."""
    to = request.POST.get("to", "")
    if to == "renewal":
        moment = clock.next_renewal(state())
        if moment is None:
            messages.error(request, "No subscription runs: there is no renewal to move to.")
            return redirect("stripe_sandbox:control")
        now = clock.advance(state(), to=moment + 1)
    else:
        days = {"hour": 1 / 24, "day": 1.0}.get(to) or _days(request.POST.get("days", ""))
        if days is None:
            messages.error(request, f"Say a whole number of days from 1 to {MOST_DAYS}.")
            return redirect("stripe_sandbox:control")
        now = clock.advance(state(), days=days)
    messages.success(request, f"It is now {minute(now)} in the sandbox. What fell due has happened.")
    return redirect("stripe_sandbox:control")


@require_POST
@sandbox_page
def choose_delivery(request: HttpRequest) -> HttpResponse:
    """How webhooks are delivered from now on."""
    for mode in delivery.MODES:
        if mode == request.POST.get("mode"):
            delivery.set_mode(state(), mode)
            messages.success(request, f"Webhooks from now on: {mode}.")
            break
    else:
        messages.error(request, "Choose one of the four ways to deliver.")
    return redirect("stripe_sandbox:control")


@require_POST
@sandbox_page
def dispute(request: HttpRequest, charge_id: str) -> HttpResponse:
    """The card's owner takes a payment back."""
    with told(request, "Disputed."):
        people.dispute_charge(state(), charge_id)
    return redirect("stripe_sandbox:control")


@require_POST
@sandbox_page
def close_dispute(request: HttpRequest, dispute_id: str) -> HttpResponse:
    """The bank decides it."""
    won = request.POST.get("do") == "won"
    with told(request, f"Closed as {'won' if won else 'lost'}."):
        people.close_dispute(state(), dispute_id, won=won)
    return redirect("stripe_sandbox:control")


def _days(text: str) -> int | None:
    try:
        days = int(text)
    except ValueError:
        return None
    return days if 1 <= days <= MOST_DAYS else None


def _charges(here: World) -> list[Obj]:
    paid = [each for each in here.all("charge", status="succeeded") if not each["disputed"]]
    return [_named(here, each) for each in paid[:CHARGES]]


def _disputes(here: World) -> list[Obj]:
    return [each | {"of": _named(here, here.get("charge", each["charge"]))} for each in here.all("dispute")]


def _named(here: World, charge: Obj) -> Obj:
    customer = here.get("customer", charge["customer"])
    return charge | {"who": customer["name"] or customer["email"] or customer["id"]}
