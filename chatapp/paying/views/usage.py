"""Settings, Usage: what the person's own answers used, and the same as a file."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from billing.accounts import effective_plan
from billing.usage import export_csv

from ..access import account_or_404
from ..overview import readings, switchable
from ..usage import Month, entries, line, month_of, months, parsed, totals

LINES_A_PAGE = 50


@require_GET
@login_required
@never_cache
def usage(request: HttpRequest) -> HttpResponse:
    """Meters, totals and the ledger's lines of one month (`month`, 2026-11) in one account (`account`)."""
    account = account_or_404(request.user, request.GET.get("account"))
    month = _month(request)
    if month is None:
        messages.error(request, _("A month is written as 2026-11. This is the current one."))
        return redirect("settings_usage")
    now, user_id = timezone.now(), request.user.pk
    page = Paginator(entries(account, user_id, month), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "account": account,
        "accounts": switchable(request.user, account),
        "plan": effective_plan(account),
        "readings": readings(account, user_id),
        "month": month,
        "months": months(account, user_id, now),
        "totals": totals(account, user_id, month),
        "page": page,
        "lines": [line(hold, now) for hold in page],
        "show_costs": settings.SHOW_COSTS,
        "query": f"account={account.pk}&month={month.code}&",
    }
    return render(request, "paying/usage.html", context)


@require_GET
@login_required
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """The month's lines as CSV: the person's own and no one else's."""
    account = account_or_404(request.user, request.GET.get("account"))
    month = _month(request)
    if month is None:
        return HttpResponse("A month is written as 2026-11.\n", status=400, content_type="text/plain")
    lines = export_csv(
        account, since=month.start, until=month.end, user_id=request.user.pk, costs=settings.SHOW_COSTS
    )
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fragaria-usage-{month.code}.csv"'
    return response


def _month(request: HttpRequest) -> Month | None:
    code = request.GET.get("month", "")
    return parsed(code) if code else month_of(timezone.now())
