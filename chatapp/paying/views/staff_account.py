"""One account, for staff: what it pays and may use; money back, units on top, and an end to a suspension."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import gateway, reasons, staff
from billing.accounts import effective_plan
from billing.amounts import money
from billing.models import BillingAccount, Credit, Invoice
from billing.refunds import RefundError
from chatapp.typed import whole_id, whole_number

from ..own import is_own, refuse_own
from .staff import for_staff, looks_at_accounts, may

INVOICES = 50
CREDITS = 20


@require_GET
@looks_at_accounts
def account(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    shown = get_object_or_404(BillingAccount.objects.select_related("owner"), pk=account_id)
    context = {
        "account": shown,
        "plan": effective_plan(shown),
        "own": is_own(request.user, shown),
        "invoices": Invoice.objects.filter(account=shown)[:INVOICES],
        "credits": Credit.objects.filter(account=shown).order_by("-created_at")[:CREDITS],
        "attempt": uuid.uuid4(),
        "longest": reasons.LONGEST,
    }
    return render(request, "paying/staff_account.html", context)


@require_POST
@for_staff
def lift(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    shown = get_object_or_404(BillingAccount, pk=account_id, suspended_at__isnull=False)
    return _done(
        request,
        shown,
        lambda reason: staff.lift(account=shown, actor_id=request.user.pk, reason=reason),
        _("The account may spend again."),
    )


@require_POST
@may("staff.grant_credits")
def credit(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    shown = get_object_or_404(BillingAccount, pk=account_id)
    meter, units, days = request.POST.get("meter", ""), _number(request, "units"), _number(request, "days")
    return _done(
        request,
        shown,
        lambda reason: staff.give_credit(
            account=shown, meter=meter, units=units, days=days, actor_id=request.user.pk, reason=reason
        ),
        _("The units are there."),
    )


@require_POST
@may("staff.refund")
def refund(request: HttpRequest, invoice_id: str) -> HttpResponse:
    invoice = get_object_or_404(Invoice.objects.select_related("account"), pk=invoice_id)
    cents = _number(request, "cents")
    attempt = whole_id(request.POST.get("attempt", ""))
    if attempt is None:
        return HttpResponse(_("This form is not ours."), status=400, content_type="text/plain")
    return _done(
        request,
        invoice.account,
        lambda reason: staff.refund(
            invoice=invoice, cents=cents, actor_id=request.user.pk, reason=reason, attempt=attempt
        ),
        _("{cents} are paid back.").format(cents=money(cents)),
    )


def _done(request: HttpRequest, shown: BillingAccount, do: Callable[[str], None], said: str) -> HttpResponse:
    """Do it with the form's reason, and say what came of it on the account's page."""
    try:
        refuse_own(request, shown)
        do(request.POST.get("reason", ""))
    except (ValueError, RefundError, gateway.GatewayError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("staff_account", account_id=shown.pk)


def _number(request: HttpRequest, name: str) -> int:
    """A whole number of the form, 0 for anything else: what is asked for then says what is wrong."""
    return whole_number(request.POST.get(name, ""), digits=7) or 0
