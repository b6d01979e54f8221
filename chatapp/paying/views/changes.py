"""Changes of a running plan. Each is shown with what it costs or ends, and done on a second press."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from billing import amounts, changes
from billing.access import GOOD
from billing.checkout import CheckoutError, check_quantity
from billing.models import BillingAccount, Subscription
from billing.plans import PLANS, PRICES, Price, plan
from chatapp.typed import whole_number

from ..access import billing_only, owned_or_404
from ..catalogue import change_url
from ..failures import FAILURES, explain
from ..offers import Offer, seal, unseal, what_is_held
from ..subscriptions import live_subscription, price_held


@billing_only
@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def change(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Another plan, interval or number of seats (`price`, `quantity`): more at once, less from the next period on."""
    account = owned_or_404(request.user, account_id)
    held = live_subscription(account)
    current = price_held(held) if held else None
    asked = request.POST if request.method == "POST" else request.GET
    wanted = PRICES.get(asked.get("price", ""))
    quantity = whole_number(asked.get("quantity", "1"), digits=5)
    if wanted is None or quantity is None:
        messages.error(request, _("Choose a plan, and a whole number of seats."))
        return redirect("account_billing", account.pk)
    try:
        if held is None or current is None:
            raise CheckoutError(_("There is no subscription to change."))
        check_quantity(account, wanted, quantity)
        if (wanted, quantity) == (current, held.quantity):
            raise CheckoutError(_("That is what this account has. Choose another plan or number of seats."))
        upgrade = changes.is_upgrade(current, held.quantity, wanted, quantity)
        if request.method == "POST":
            # A price that was shown is of an upgrade: if it is none any more, it is not made something else.
            do = _upgrade if upgrade or "offer" in asked else _downgrade
            return do(request, account, held, wanted, quantity)
        shown = _preview(request, account, held, wanted, quantity) if upgrade else {}
    except FAILURES as error:
        messages.error(request, explain(error, charging=request.method == "POST"))
        return redirect("account_billing", account.pk)
    context = {
        "account": account, "held": held, "upgrade": upgrade, "wanted": wanted, "quantity": quantity,
        "plan": PLANS[wanted.plan], "current": PLANS[current.plan], "each_time": wanted.cents * quantity,
        "same_period": wanted.interval == held.interval, "is_team": account.kind == BillingAccount.Kind.TEAM,
        **shown,
    }  # fmt: skip
    return render(request, "paying/change.html", context)


def _preview(
    request: HttpRequest, account: BillingAccount, held: Subscription, wanted: Price, quantity: int
) -> dict[str, Any]:
    preview = changes.preview_upgrade(
        account=account, actor_id=request.user.pk, lookup_key=wanted.lookup_key, quantity=quantity
    )
    offer = Offer(
        str(account.pk), what_is_held(held), wanted.lookup_key, quantity, preview.proration_date, preview.due
    )
    return {"preview": preview, "offer": seal(offer), "minutes": changes.PREVIEW_SECONDS // 60}


def _upgrade(
    request: HttpRequest, account: BillingAccount, held: Subscription, wanted: Price, quantity: int
) -> HttpResponse:
    try:
        offer = unseal(request.POST.get("offer", ""), account=account, subscription=held)
        if (offer.lookup_key, offer.quantity) != (wanted.lookup_key, quantity):
            raise changes.StalePreview
        paid = changes.upgrade(
            account=account, actor_id=request.user.pk, lookup_key=wanted.lookup_key, quantity=quantity,
            proration_date=offer.proration_date,
        )  # fmt: skip
    except changes.StalePreview:
        messages.warning(
            request, _("The price was shown a while ago, so nothing was charged. This is the price now.")
        )
        return redirect(change_url(account, wanted, quantity))
    plan = PLANS[wanted.plan].name
    if wanted.plan == "team":
        plan = _("{plan} with {seats}").format(plan=plan, seats=amounts.seats(quantity))
    if paid:
        said = (
            _("You are on {plan} now. {amount} were charged.") if offer.due else _("You are on {plan} now.")
        )
        messages.success(request, said.format(plan=plan, amount=amounts.money(offer.due)))
    else:
        messages.warning(request, _("The payment is not through yet: confirm it below, or use another card."))
    return redirect("account_billing", account.pk)


def _downgrade(
    request: HttpRequest, account: BillingAccount, held: Subscription, wanted: Price, quantity: int
) -> HttpResponse:
    changes.downgrade(
        account=account, actor_id=request.user.pk, lookup_key=wanted.lookup_key, quantity=quantity
    )
    messages.success(request, _("Saved. Everything stays as it is until the period ends."))
    return redirect("account_billing", account.pk)


@billing_only
@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def cancel(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """End with the period: first what that means, then the deed."""
    account = owned_or_404(request.user, account_id)
    held = live_subscription(account)
    unpaid = held is not None and held.status not in GOOD
    if request.method == "POST":
        then = _("The open payment stays open.") if unpaid else _("The plan stays until the period ends.")
        return _do(request, account, changes.cancel, _("Cancelled. {then}").format(then=then))
    if held is None or held.ends_at:
        messages.info(request, _("There is nothing to cancel."))
        return redirect("account_billing", account.pk)
    context = {
        "account": account, "held": held, "plan": PLANS.get(held.plan), "then": plan(settings.DEFAULT_PLAN),
        "is_team": account.kind == BillingAccount.Kind.TEAM, "unpaid": unpaid,
    }  # fmt: skip
    return render(request, "paying/cancel.html", context)


@billing_only
@require_POST
@login_required
def resume(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Take a cancellation or a change to less back."""
    account = owned_or_404(request.user, account_id)
    return _do(request, account, changes.resume, _("Taken back. Everything goes on as before."))


@billing_only
@require_POST
@login_required
def give_up(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Forget a first payment that was not finished."""
    account = owned_or_404(request.user, account_id)
    return _do(
        request,
        account,
        changes.give_up,
        _("Given up. Nothing was charged; choose a plan whenever you like."),
    )


def _do(request: HttpRequest, account: BillingAccount, deed: Any, done: str) -> HttpResponse:
    try:
        deed(account=account, actor_id=request.user.pk)
    except FAILURES as error:
        messages.error(request, explain(error, charging=True))
    else:
        messages.success(request, done)
    return redirect("account_billing", account.pk)
