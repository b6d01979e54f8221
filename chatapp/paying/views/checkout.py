"""The order, the way to the payment page, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from billing.access import GOOD
from billing.accounts import account_for, effective_plan
from billing.checkout import AlreadySubscribed, CheckoutError, finish_checkout, start_checkout
from billing.models import BillingAccount, CheckoutAttempt
from billing.plans import PLANS, PRICES, Price, price_of
from billing.teams import TeamError
from chatapp.typed import whole_number

from ..access import billing_only, owned_or_404
from ..catalogue import INTERVALS, change_url, features, order_url
from ..failures import AWAY, FAILURES, explain
from ..forms import NEW_TEAM, OrderForm
from ..services import team_to_pay_for
from ..subscriptions import live_subscription, owed
from ..trials import trial_days

# A placeholder that Stripe replaces; it must reach it unquoted.
SESSION = "{CHECKOUT_SESSION_ID}"


@billing_only
@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def checkout(request: HttpRequest) -> HttpResponse:
    """The order of one plan (`plan`, `interval`, and for a team `account` and `quantity`); POST goes on to pay."""
    price = _price(request)
    if price is None:
        messages.error(request, _("There is no such price. Choose a plan here."))
        return redirect("pricing")
    account = None
    if chosen := request.POST.get("account") or request.GET.get("account"):
        account = owned_or_404(request.user, chosen) if chosen != NEW_TEAM else None
    elif price.plan != "team":
        account = account_for(user_id=request.user.pk)
    if account is not None and (held := live_subscription(account)):
        if held.status in GOOD and request.method == "GET":
            return redirect(change_url(account, price, _quantity(request, held.quantity)))
        messages.info(request, str(AlreadySubscribed()))
        return redirect("account_billing", account.pk)
    days = trial_days(request.user, account, price)
    form = OrderForm(request.POST or None, initial=_initial(request, price), plan=price.plan, user=request.user,
                     trial_days=days)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _to_payment(request, form, account, price)
    return _page(request, form, price)


def _to_payment(
    request: HttpRequest, form: OrderForm, account: BillingAccount | None, price: Price
) -> HttpResponse:
    back = request.build_absolute_uri(reverse("checkout_return"))
    try:
        if account is None:
            account = team_to_pay_for(user=request.user, name=form.cleaned_data["team_name"])
        url = start_checkout(
            account=account,
            actor_id=request.user.pk,
            lookup_key=form.cleaned_data["lookup_key"],
            quantity=form.cleaned_data.get("quantity") or 1,
            trial=form.wants_trial,
            success_url=f"{back}?session_id={SESSION}",
            cancel_url=f"{back}?account={account.pk}",
        )
    except AlreadySubscribed as error:
        messages.info(request, str(error))
        return redirect("account_billing", account.pk)
    except (TeamError, CheckoutError) as error:
        form.add_error(None, str(error))
        return _page(request, form, price)
    except FAILURES as error:
        form.add_error(None, explain(error))
        return _page(request, form, price, status=503)
    return render(request, "paying/leaving.html", {"url": url})


def _page(request: HttpRequest, form: OrderForm, price: Price, status: int = 200) -> HttpResponse:
    plan = PLANS[price.plan]
    context: dict[str, Any] = {
        "form": form,
        "plan": plan,
        "features": features(plan),
        "per_seat": {each.lookup_key: each for each in PRICES.values() if each.plan == price.plan},
    }
    return render(request, "paying/checkout.html", context, status=status)


@billing_only
@require_GET
@login_required
@never_cache
def checkout_return(request: HttpRequest) -> HttpResponse:
    """Back from the payment page, paid (`session_id`) or not (`account`): look at Stripe, and say what is true now.

    Coming here proves nothing.
    """
    attempt = _attempt(request)
    account, price, failure = attempt.account, PRICES.get(attempt.lookup_key), ""
    try:
        status = finish_checkout(account=account, session_id=attempt.session_id)
    except FAILURES as error:
        status, failure = "unknown", explain(error)
        failure = "" if failure == AWAY else failure
    account.refresh_from_db()
    held = live_subscription(account)
    state = _state(status, held.status if held else "")
    if state == "unpaid" and held is None and "session_id" not in request.GET:
        return redirect(order_url(price) if price else "pricing")  # only pressed Back: nothing to be told
    context = {
        "state": state,
        "failure": failure,
        "account": account,
        "plan": effective_plan(account),
        "ordered": PLANS[price.plan] if price else None,
        "again": order_url(price) if price else reverse("pricing"),
        "held": held,
        "invoice": owed(account, held) if held else None,
    }
    return render(request, "paying/returned.html", context)


def _attempt(request: HttpRequest) -> CheckoutAttempt:
    """The person's order of that session, or their last one for that account. Raises Http404."""
    attempts = CheckoutAttempt.objects.filter(account__owner=request.user).exclude(session_id="")
    if session := request.GET.get("session_id"):
        # PostgreSQL refuses to look for a NUL.
        attempts = attempts.filter(session_id=session.replace("\0", "?"))
    else:
        attempts = attempts.filter(account=owned_or_404(request.user, request.GET.get("account")))
    found = attempts.select_related("account").order_by("-created_at").first()
    if found is None:
        raise Http404
    return found


def _state(session: str, subscription: str) -> str:
    """`paid`, `confirming` (the bank takes its time), `unpaid` (the person went away), `expired`."""
    if subscription in GOOD:
        return "paid"
    if session in ("complete", "unknown"):
        return "confirming"
    return "expired" if session == "expired" else "unpaid"


def _price(request: HttpRequest) -> Price | None:
    if request.method == "POST":
        return PRICES.get(request.POST.get("lookup_key", ""))
    interval = request.GET.get("interval", "month")
    return price_of(request.GET.get("plan", ""), interval if interval in INTERVALS else "month")


def _initial(request: HttpRequest, price: Price) -> dict[str, Any]:
    initial: dict[str, Any] = {"lookup_key": price.lookup_key, "start": "trial"}
    if price.plan == "team":
        initial["account"] = request.GET.get("account") or None
        initial["quantity"] = _quantity(request, 2)
    return {name: value for name, value in initial.items() if value is not None}


def _quantity(request: HttpRequest, default: int) -> int:
    asked = whole_number(request.GET.get("quantity", ""), digits=5)
    return default if asked is None else asked
