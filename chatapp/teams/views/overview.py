"""Settings, Team: one's teams, a new one, and who pays for new conversations."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from billing.accounts import NotYourAccount, effective_plan
from billing.paying import choose_payer, payers_of
from billing.plans import TEAM_SEATS_FROM
from billing.teams import TeamError

from .. import selectors, services
from ..forms import NameForm


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """The teams; POST makes a new one and goes on to buy its seats."""
    form = NameForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        if not settings.BILLING:
            raise Http404
        if form.is_valid():
            try:
                account = services.create_team(owner=request.user, name=form.cleaned_data["name"])
                return redirect(selectors.order_seats_url(account, TEAM_SEATS_FROM))
            except TeamError as error:
                form.add_error("name", str(error))
    payers = [(each, effective_plan(each.account)) for each in payers_of(request.user.pk)]
    context = {
        "form": form,
        "teams": [selectors.team(request.user, each) for each in selectors.teams_of(request.user)],
        "payers": payers,
        "may_create": settings.BILLING,
        "least": TEAM_SEATS_FROM,
    }
    return render(request, "teams/overview.html", context)


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Who pays for new conversations from now on."""
    try:
        account = choose_payer(user_id=request.user.pk, account_id=UUID(request.POST.get("account", "")))
    except (NotYourAccount, ValueError) as error:
        raise Http404 from error
    messages.success(
        request,
        _("Saved. {account} pays for new conversations.").format(
            account=account.name or _("Your own account")
        ),
    )
    return redirect("settings_team")
