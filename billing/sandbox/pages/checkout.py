"""The checkout page: look at the total, pay, answer the bank's question, or find that it is over."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from billing.amounts import money
from billing.sandbox import payments, people, quotes
from billing.sandbox.errors import ApiError, Declined
from billing.sandbox.world import Obj, world

from .bills import bill_of
from .choosing import COUNTRIES, Choice, choice_of
from .door import sandbox_page, state
from .words import told


@dataclass(frozen=True, slots=True)
class Said:
    """What the page's form says besides the card."""

    promotion_code: str = ""
    vat_id: str = ""
    country: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@sandbox_page
def checkout(request: HttpRequest, session_id: str) -> HttpResponse:
    """GET shows the page; POST shows the total for what was typed (`do=total`) or pays."""
    session, waiting = _session(session_id)
    if session["status"] != "open":
        return _over(request, session)
    if waiting and request.method != "POST":
        return _ask(request, session, waiting)
    if request.method != "POST":
        return _page(request, session)
    said = Said(
        *(request.POST.get(name, "").strip()[:60] for name in ("promotion_code", "vat_id", "country"))
    )
    choice = choice_of(request.POST)
    if request.POST.get("do") != "pay":
        return _page(request, session, said, choice)
    try:
        paid = people.pay(
            state(), session_id, choice.number,
            promotion_code=said.promotion_code, vat_id=said.vat_id, country=_known_country(said.country),
        )  # fmt: skip
    except ApiError as error:
        if error.body["code"] == "checkout_not_open":
            return redirect("stripe_sandbox:checkout", session_id)
        return _page(request, session, said, choice, error)
    if paid["status"] == "open":
        return redirect("stripe_sandbox:checkout", session_id)
    return _on(paid)


@require_POST
@sandbox_page
def confirm(request: HttpRequest, session_id: str) -> HttpResponse:
    """The answer to the bank's question."""
    ok = request.POST.get("do") == "complete"
    session: Obj | None = None
    with told(request):
        session = people.confirm_checkout(state(), session_id, ok=ok)
    if session and session["status"] == "complete":
        return _on(session)
    if session:
        messages.error(
            request, "Your bank did not confirm the payment. Nothing was charged: try another card."
        )
    return redirect("stripe_sandbox:checkout", session_id)


def _session(session_id: str) -> tuple[Obj, Obj | None]:
    """The session, and the payment in it that waits for its owner's confirmation."""
    with world(state()) as here:
        session = here.get("checkout.session", session_id)
        if session["status"] == "open" and session["expires_at"] <= here.now:
            session |= {"status": "expired"}
        if session["status"] != "open" or not session["subscription"]:
            return session, None
        invoice = here.get("subscription", session["subscription"])["latest_invoice"]
        intent = payments.open_intent(here, invoice)
        return session, intent if intent and intent["status"] == "requires_action" else None


def _page(
    request: HttpRequest,
    session: Obj,
    said: Said | None = None,
    choice: Choice | None = None,
    error: ApiError | None = None,
) -> HttpResponse:
    said = said or Said()
    quote, wrong = _quote(session, said)
    # Of a form that nobody has sent yet, nothing is missing.
    blame = error or (wrong if request.method == "POST" else None)
    with world(state()) as here:
        wanted = here.get("order", f"order_{session['id']}")
        price = here.get("price", wanted["price"])
        context = {
            "session": session, "said": said, "choice": choice or Choice(), "countries": COUNTRIES, "error": blame,
            "declined": isinstance(blame, Declined), "product": here.get("product", price["product"]),
            "price": price, "order": wanted, "customer": here.get("customer", session["customer"]),
            "bill": bill_of(quote.invoice) if quote else None,
            "later": bill_of(quote.later) if quote else None,
            "trial_ends": quote.invoice["period_end"] if quote and wanted["trial_days"] else None,
            "asks_country": session["automatic_tax"]["enabled"]
            or session["billing_address_collection"] == "required",
        }  # fmt: skip
    return render(request, "stripe_sandbox/checkout.html", context)


def _quote(session: Obj, said: Said) -> tuple[quotes.Quote | None, ApiError | None]:
    """What the form as filled in costs, and what is wrong with it; then the total is the one without it."""
    try:
        country = _known_country(said.country)
        return quotes.quote(
            state(), session["id"], promotion_code=said.promotion_code, vat_id=said.vat_id, country=country
        ), None
    except ApiError as error:
        wrong = error
    try:
        return quotes.quote(state(), session["id"], country=_known_country(said.country)), wrong
    except ApiError:
        return None, wrong


def _ask(request: HttpRequest, session: Obj, intent: Obj) -> HttpResponse:
    context = {"session": session, "asked": f"A payment of {money(intent['amount'])}."}
    return render(request, "stripe_sandbox/checkout_confirm.html", context)


def _over(request: HttpRequest, session: Obj) -> HttpResponse:
    # A second press of the button, or a second tab: the way on is the same.
    if request.method == "POST" and session["status"] == "complete":
        return _on(session)
    context = {"session": session, "onward": _success(session)}
    return render(request, "stripe_sandbox/checkout_over.html", context)


def _on(session: Obj) -> HttpResponse:
    onward = _success(session)
    return redirect(onward) if onward else redirect("stripe_sandbox:checkout", session["id"])


def _success(session: Obj) -> str:
    return str(session["success_url"] or "").replace("{CHECKOUT_SESSION_ID}", session["id"])


def _known_country(code: str) -> str:
    """Raises ApiError for a country that the page does not offer."""
    if code and code not in dict(COUNTRIES):
        raise ApiError(400, "Choose a country from the list.", code="country_unknown", param="country")
    return code
