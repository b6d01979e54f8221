"""Settings, Billing: how an account stands, what it paid, and the door to the hosted portal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing.checkout import open_portal
from billing.plans import TEAM_SEATS_FROM, TEAM_SEATS_TO
from billing.sync import sync_account

from ..access import account_or_404, billing_only, owned_or_404
from ..failures import FAILURES, explain
from ..overview import invoices, overview, switchable

INVOICES_A_PAGE = 12


@billing_only
@require_GET
@login_required
@never_cache
def billing(request: HttpRequest, account_id: UUID | None = None) -> HttpResponse:
    """One account: the person's own, or one that they are in. Money is shown to its owner alone."""
    account = account_or_404(request.user, account_id or request.GET.get("account"))
    shown = overview(account, request.user)
    context = {
        "shown": shown,
        "accounts": switchable(request.user, account),
        "team_seats": (TEAM_SEATS_FROM, TEAM_SEATS_TO),
    }
    if shown.owner:
        pages = Paginator(invoices(account), INVOICES_A_PAGE)
        context["invoices"] = pages.get_page(request.GET.get("page"))
    return render(request, "paying/billing.html", context)


@billing_only
@require_POST
@login_required
def portal(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """On to the hosted page for cards, tax ids and billing addresses."""
    account = owned_or_404(request.user, account_id)
    back = request.build_absolute_uri(reverse("refresh_billing", args=[account.pk]))
    try:
        url = open_portal(account=account, actor_id=request.user.pk, return_url=back)
    except FAILURES as error:
        messages.error(request, explain(error))
        return redirect("account_billing", account.pk)
    return render(request, "paying/leaving.html", {"url": url})


@billing_only
@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def refresh(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Look at Stripe once more: the way back from the portal, and the button of who has just paid elsewhere."""
    account = owned_or_404(request.user, account_id)
    try:
        sync_account(account_id=account.pk, reason="asked by its owner")
    except FAILURES:
        messages.info(request, _("The payment service cannot be reached now. This is what was last known."))
    return redirect("account_billing", account.pk)
