"""The billing portal: what a customer pays for, their card, tax ids and invoices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from billing.sandbox import people
from billing.sandbox import portal as acts

from .choosing import Choice, choice_of
from .door import state
from .visits import Visit, shown, visiting
from .words import told

UNCHANGED = "Your payment method stays as it was."


@require_safe
@visiting
def portal(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page."""
    return render(request, "stripe_sandbox/portal.html", shown(visit) | {"choice": Choice()})


@require_POST
@visiting
def change_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Another card from now on."""
    with told(request, otherwise=UNCHANGED):
        if acts.begin_card(state(), visit.customer, choice_of(request.POST).number) == "done":
            messages.success(request, "Saved. Payments use it from now on.")
    return _back(visit)


@require_POST
@visiting
def confirm_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The answer to the bank's question about the new card."""
    with told(request, "Confirmed and saved. Payments use it from now on.", otherwise=UNCHANGED):
        acts.confirm_card(state(), visit.customer, ok=request.POST.get("do") == "complete")
    return _back(visit)


@require_POST
@visiting
def subscription(request: HttpRequest, visit: Visit, subscription_id: str) -> HttpResponse:
    """Cancel at the period's end, or take that back."""
    visit.need_own("subscription", subscription_id)
    if request.POST.get("do") == "resume":
        with told(request, "The subscription goes on."):
            acts.resume_in_portal(state(), subscription_id)
    else:
        with told(request, "Canceled. It stays usable until the end of what is paid."):
            acts.cancel_in_portal(state(), subscription_id)
    return _back(visit)


@require_POST
@visiting
def pay_invoice(request: HttpRequest, visit: Visit, invoice_id: str) -> HttpResponse:
    """Pay what is open with the card on file; a question of its bank is asked on the invoice's own page."""
    visit.need_own("invoice", invoice_id)
    outcome = ""
    with told(request):
        outcome = people.pay_invoice(state(), invoice_id)
    if outcome == "confirm":
        return redirect("stripe_sandbox:invoice", invoice_id)
    if outcome == "paid":
        messages.success(request, "Paid. Thank you.")
    if outcome == "processing":
        messages.info(request, "The debit is on its way; it takes 4 days of the sandbox's clock.")
    return _back(visit)


@require_POST
@visiting
def add_tax_id(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A VAT number for invoices to come."""
    with told(request, "Saved."):
        acts.add_tax_id(state(), visit.customer, request.POST.get("value", "")[:60])
    return _back(visit)


@require_POST
@visiting
def remove_tax_id(request: HttpRequest, visit: Visit, tax_id: str) -> HttpResponse:
    """Take a VAT number away."""
    with told(request, "Removed."):
        acts.remove_tax_id(state(), visit.customer, tax_id)
    return _back(visit)


def _back(visit: Visit) -> HttpResponse:
    return redirect("stripe_sandbox:portal", visit.id)
