"""What one account may use: its trial, and limits of its own. Staff make the one longer, and set the others."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import dates, gateway, reasons, trials
from billing.accounts import effective_plan
from billing.claims import Busy
from billing.limits import active
from billing.models import BillingAccount, LimitOverride
from billing.plans import PLANS, plan
from chatapp.accounts.guards import needs
from chatapp.paying.own import is_own, refuse_own
from chatapp.typed import whole_number

from .. import limits, words

TRIAL, LIMITS = "staff.extend_trial", "staff.change_limits"


@require_GET
@needs(TRIAL, LIMITS)
def allowance(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    return _show(request, _account(account_id))


@require_POST
@needs(TRIAL)
def extend(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    account = _account(account_id)
    days = whole_number(request.POST.get("days", ""), digits=5) or 0

    def do(reason: str) -> str:
        ends_at = trials.extend_trial(
            account=account,
            days=days,
            seen=request.POST.get("seen", ""),
            reopen=request.POST.get("reopen") == "on",
            actor_id=request.user.pk,
            reason=reason,
        )
        return _("The trial ends on {day} now.").format(day=dates.day(ends_at))

    return _done(request, account, "trial", do)


@require_POST
@needs(LIMITS)
def set_limits(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    account = _account(account_id)

    def do(reason: str) -> str:
        limits.set_limits(
            account=account,
            typed=request.POST,
            seen=request.POST.get("seen", ""),
            actor_id=request.user.pk,
            reason=reason,
        )
        return _("These limits hold from now on.")

    return _done(request, account, "limits", do)


@require_POST
@needs(LIMITS)
def end_limits(request: HttpRequest, account_id: uuid.UUID, override_id: int) -> HttpResponse:
    account = _account(account_id)
    override = get_object_or_404(LimitOverride, pk=override_id, account=account)

    def do(reason: str) -> str:
        limits.end_limits(override=override, actor_id=request.user.pk, reason=reason)
        return _("The plan’s own limits hold again.")

    return _done(request, account, f"end-{override.pk}", do)


def _done(request: HttpRequest, account: BillingAccount, name: str, do: Callable[[str], str]) -> HttpResponse:
    try:
        refuse_own(request, account)
        said = do(request.POST.get("reason", ""))
    except (ValueError, gateway.GatewayError, Busy) as error:
        messages.error(request, str(error))
        account.refresh_from_db()
        return _show(request, account, failed=name)
    messages.success(request, said)
    return redirect("staff_allowance", account_id=account.pk)


def _show(request: HttpRequest, account: BillingAccount, *, failed: str = "") -> HttpResponse:
    now = timezone.now()
    effective = effective_plan(account, now)
    usual = limits.usual(plan(effective.code))
    mine = limits.usual(effective)
    typed = request.POST if failed == "limits" else {}
    trial = trials.trial_of(account, now)
    context = {
        "account": account,
        "own": is_own(request.user, account),
        "plan": effective,
        "trial": trial,
        "trial_plan": PLANS[trial.plan].name if trial and trial.plan in PLANS else "",
        "seen_trial": trial.ends_at.isoformat() if trial else "",
        "most_days": trials.MOST_DAYS,
        "limits": [
            (name, words.LIMITS[name], usual[name], mine[name], typed.get(name, ""))
            for name in LimitOverride.LIMITS
        ],
        "set": [(each, words.set_of(each)) for each in active(account, now)],
        "seen_limits": limits.newest(account),
        "failed": failed,
        "typed": request.POST,
        "today": now.date(),
        "longest": reasons.LONGEST,
    }
    return render(request, "support/allowance.html", context, status=400 if failed else 200)


def _account(account_id: uuid.UUID) -> BillingAccount:
    return get_object_or_404(BillingAccount.objects.select_related("owner"), pk=account_id)
