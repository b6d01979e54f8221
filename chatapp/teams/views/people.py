"""One person of a team: their seat, caps and role, and the hand-over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import teams
from billing.models import BillingAccount
from chatapp.paying.words import rate

from .. import selectors
from ..forms import CapsForm, HandOverForm
from .guards import action, in_team


@require_GET
@in_team
def page(request: HttpRequest, account: BillingAccount, user_id: UUID) -> HttpResponse:
    return _page(request, account, user_id)


def _page(request: HttpRequest, account: BillingAccount, user_id: UUID, **forms: Any) -> HttpResponse:
    team = selectors.team(request.user, account)
    person = selectors.person(team, user_id)
    caps = {"fast": person.member.fast_cap, "think": person.member.think_cap}
    context = {
        "team": team,
        "person": person,
        "rates": {"fast": rate(team.plan.fast), "think": rate(team.plan.think)},
        "caps": CapsForm(initial=caps, label_suffix=""),
        "hand_over": HandOverForm(team=account.name, label_suffix="", auto_id="hand_over_%s"),
    } | forms
    return render(request, "teams/person.html", context)


@require_POST
@in_team
def set_caps(request: HttpRequest, account: BillingAccount, user_id: UUID) -> HttpResponse:
    form = CapsForm(request.POST, label_suffix="")
    person = selectors.person(selectors.team(request.user, account), user_id)
    if not form.is_valid():
        return _page(request, account, user_id, caps=form)
    try:
        teams.set_caps(account=account, actor_id=request.user.pk, user_id=user_id, **form.cleaned_data)
        messages.success(request, _("Saved the limits of {person}.").format(person=person.name))
    except teams.TeamError as error:
        messages.error(request, str(error))
    return redirect("team_person", account.pk, user_id)


@action
def set_seat(request: HttpRequest, account: BillingAccount, user_id: UUID) -> HttpResponse:
    person = selectors.person(selectors.team(request.user, account), user_id)
    seat = request.POST.get("seat") == "on"
    teams.set_seat(account=account, actor_id=request.user.pk, user_id=user_id, seat=seat)
    gone = _("{person} has no seat now; what is being answered is finished.")
    said = _("{person} has a seat now.") if seat else gone
    messages.success(request, said.format(person=person.name))
    return redirect("team_person", account.pk, user_id)


@action
def set_role(request: HttpRequest, account: BillingAccount, user_id: UUID) -> HttpResponse:
    person = selectors.person(selectors.team(request.user, account), user_id)
    role = request.POST.get("role", "")
    teams.set_role(account=account, actor_id=request.user.pk, user_id=user_id, role=role)
    said = _("{person} is an admin now.") if role == "admin" else _("{person} is a member now.")
    messages.success(request, said.format(person=person.name))
    return redirect("team_person", account.pk, user_id)


@action
def remove(request: HttpRequest, account: BillingAccount, user_id: UUID) -> None:
    person = selectors.person(selectors.team(request.user, account), user_id)
    teams.remove_member(account=account, actor_id=request.user.pk, user_id=user_id)
    messages.success(request, _("{person} is no longer in the team.").format(person=person.name))


@require_POST
@in_team
def hand_over(request: HttpRequest, account: BillingAccount, user_id: UUID) -> HttpResponse:
    form = HandOverForm(request.POST, team=account.name, label_suffix="", auto_id="hand_over_%s")
    person = selectors.person(selectors.team(request.user, account), user_id)
    if not form.is_valid():
        return _page(request, account, user_id, hand_over=form)
    try:
        teams.transfer_ownership(account=account, actor_id=request.user.pk, user_id=user_id)
        messages.success(
            request,
            _("{person} owns {account} now. You are an admin of it.").format(
                person=person.name, account=account.name
            ),
        )
    except teams.TeamError as error:
        messages.error(request, str(error))
    return redirect("team", account.pk)
