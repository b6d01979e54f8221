"""An invoice's page and its PDF. Who has the address may look and pay, as with Stripe."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing.sandbox import payments, people
from billing.sandbox.cards import card_of
from billing.sandbox.errors import ApiError, Declined
from billing.sandbox.world import world

from .bills import bill_of, due_word
from .choosing import Choice, choice_of
from .door import sandbox_page, state
from .paper import paper_of
from .words import plainly

THEIRS = "on file"


@require_http_methods(["GET", "HEAD", "POST"])
@sandbox_page
def invoice(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """GET shows the invoice; POST pays it, with the card on file or another."""
    choice = Choice(chosen=THEIRS)
    error: Declined | None = None
    if request.method == "POST":
        choice = choice_of(request.POST)
        try:
            outcome = people.pay_invoice(
                state(), invoice_id, "" if choice.number == THEIRS else choice.number
            )
            if outcome == "processing":
                messages.info(request, "The debit is on its way; it takes 4 days of the sandbox's clock.")
            return redirect("stripe_sandbox:invoice", invoice_id)
        except Declined as refused:
            error = refused
        except ApiError as over:
            if over.status == 404:
                raise
            messages.info(request, plainly(over))
            return redirect("stripe_sandbox:invoice", invoice_id)
    return _page(request, invoice_id, choice, error)


@require_POST
@sandbox_page
def confirm(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """The answer to the bank's question."""
    ok = request.POST.get("do") == "complete"
    try:
        people.confirm_invoice(state(), invoice_id, ok=ok)
        if not ok:
            messages.error(request, "Your bank did not confirm the payment. Try again, or use another card.")
    except ApiError as error:
        if error.status == 404:
            raise
        messages.error(request, plainly(error))
    return redirect("stripe_sandbox:invoice", invoice_id)


@require_GET
@sandbox_page
def pdf(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """The invoice as a file."""
    with world(state()) as here:
        found = here.get("invoice", invoice_id)
    answer = HttpResponse(paper_of(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="invoice-{found["number"]}.pdf"'
    return answer


def _page(request: HttpRequest, invoice_id: str, choice: Choice, error: Declined | None) -> HttpResponse:
    with world(state()) as here:
        found = here.get("invoice", invoice_id)
        waits = payments.waits_for(here, invoice_id) if found["status"] == "open" else ""
        context = {
            "invoice": found, "bill": bill_of(found), "due": due_word(found), "choice": choice,
            "error": error, "waits": waits,
            "theirs": card_of(here, found["customer"]), "on_file": THEIRS,
            "customer": here.get("customer", found["customer"]),
        }  # fmt: skip
    return render(request, "stripe_sandbox/invoice.html", context)
