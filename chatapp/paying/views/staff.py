"""Payments, for staff: events from Stripe that wait or failed, and what no rule decides."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import reasons, staff
from billing.models import Alert, BillingAccount, StripeEvent
from chatapp.accounts.guards import View, needs
from chatapp.typed import whole_id

from ..access import billing_only

SHOWN = 100


def may(*permissions: str) -> Callable[[View], View]:
    """Only for people who have one of the permissions, and only where there is billing."""
    return lambda view: billing_only(needs(*permissions)(view))


for_staff = may(staff.RUN)
looks_at_accounts = may(staff.RUN, "staff.refund", "staff.grant_credits")


@require_GET
@for_staff
def payments(request: HttpRequest) -> HttpResponse:
    """What waits or failed, one event that is looked for by its id (`event`), and the open alerts."""
    wanted = request.GET.get("event", "").strip()[:80]
    undone = StripeEvent.objects.filter(processed_at=None).order_by("received_at")
    context = {
        "events": undone[:SHOWN],
        "waiting": undone.count(),
        "wanted": wanted,
        "found": StripeEvent.objects.filter(pk=wanted).first() if wanted else None,
        "alerts": Alert.objects.filter(resolved_at=None)
        .select_related("account")
        .order_by("created_at")[:SHOWN],
        "longest": reasons.LONGEST,
    }
    return render(request, "paying/staff.html", context)


@require_GET
@looks_at_accounts
def find(request: HttpRequest) -> HttpResponse:
    """To the account with this id, or to a person's own by their address (`account`)."""
    wanted = request.GET.get("account", "").strip()[:254]
    accounts = BillingAccount.objects.order_by("kind")  # a person's own comes before their teams
    if "@" in wanted:
        found = accounts.filter(owner__email__iexact=wanted, kind=BillingAccount.Kind.PERSON).first()
    else:
        id_ = whole_id(wanted)
        found = accounts.filter(pk=id_).first() if id_ else None
    if found is None:
        messages.error(
            request, _("There is no such account. An id, or the address of whose own it is, finds one.")
        )
        return redirect("staff_payments" if request.user.has_perm(staff.RUN) else "settings")
    return redirect("staff_account", account_id=found.pk)


@require_POST
@for_staff
def replay(request: HttpRequest, event_id: str) -> HttpResponse:
    event = get_object_or_404(StripeEvent, pk=event_id)
    try:
        done = staff.replay_event(
            event=event, actor_id=request.user.pk, reason=request.POST.get("reason", "")
        )
    except reasons.ReasonNeeded as refusal:
        messages.error(request, str(refusal))
        return redirect("staff_payments")
    event.refresh_from_db()
    if done:
        messages.success(request, _("{type} is done.").format(type=event.type))
    else:
        messages.error(
            request,
            _("{type} failed again: {last_error} It is tried again by itself.").format(
                type=event.type, last_error=event.last_error
            ),
        )
    return redirect("staff_payments")


@require_POST
@for_staff
def resolve(request: HttpRequest, alert_id: int) -> HttpResponse:
    alert = get_object_or_404(Alert, pk=alert_id, resolved_at=None)
    try:
        staff.close_alert(alert=alert, actor_id=request.user.pk, reason=request.POST.get("reason", ""))
    except reasons.ReasonNeeded as refusal:
        messages.error(request, str(refusal))
        return redirect("staff_payments")
    messages.success(request, _("The alert is closed."))
    return redirect("staff_payments")
