"""A team's page: its people, its invitations, its name, and the way out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import teams
from billing.models import BillingAccount, TeamInvitation

from .. import selectors, services
from ..forms import InviteForm, NameForm
from .guards import action, in_team


@require_GET
@in_team
def page(request: HttpRequest, account: BillingAccount) -> HttpResponse:
    return _page(request, account)


def _page(request: HttpRequest, account: BillingAccount, **forms: Any) -> HttpResponse:
    team = selectors.team(request.user, account)
    context = {
        "team": team,
        "invite": InviteForm(may_make_admins=team.is_owner, label_suffix=""),
        "rename": NameForm(initial={"name": account.name}, label_suffix="", auto_id="rename_%s"),
        "closed_house": settings.SIGNUP != "open",
    } | forms
    return render(request, "teams/team.html" if team.manages else "teams/member_view.html", context)


@require_POST
@in_team
def invite(request: HttpRequest, account: BillingAccount) -> HttpResponse:
    """Invite one or several; those who could not be stay in the form, with the reason."""
    team = selectors.team(request.user, account)
    form = InviteForm(request.POST, may_make_admins=team.is_owner, label_suffix="")
    if not form.is_valid():
        return _page(request, account, invite=form)
    try:
        outcome = services.invite_all(
            account=account,
            actor=request.user,
            addresses=form.cleaned_data["addresses"],
            role=form.cleaned_data.get("role", "member"),
        )
    except teams.TeamError as error:
        messages.error(request, str(error))
        return redirect("team", account.pk)
    if outcome.sent:
        messages.success(request, _("Invited: {names}.").format(names=", ".join(outcome.sent)))
    if not outcome.refused:
        return redirect("team", account.pk)
    again = {"addresses": "\n".join(outcome.refused), "role": form.cleaned_data.get("role", "member")}
    left = InviteForm(initial=again, may_make_admins=team.is_owner, label_suffix="")
    return _page(request, account, invite=left, refused=outcome.refused, full=outcome.full)


@action
def resend(request: HttpRequest, account: BillingAccount, invitation_id: UUID) -> None:
    """A new link to the same address; the old one closes."""
    old = _open_invitation(account, invitation_id)
    teams.invite(account=account, actor_id=request.user.pk, email=old.email, role=old.role)
    messages.success(request, _("Sent again to {email}. Only the new link works.").format(email=old.email))


@action
def withdraw(request: HttpRequest, account: BillingAccount, invitation_id: UUID) -> None:
    old = _open_invitation(account, invitation_id)
    teams.withdraw_invitation(invitation=old, actor_id=request.user.pk)
    messages.success(request, _("The invitation of {email} is withdrawn.").format(email=old.email))


@require_POST
@in_team
def rename(request: HttpRequest, account: BillingAccount) -> HttpResponse:
    form = NameForm(request.POST, label_suffix="", auto_id="rename_%s")
    if form.is_valid():
        try:
            teams.rename_team(account=account, actor_id=request.user.pk, name=form.cleaned_data["name"])
            messages.success(request, _("The team has its new name."))
            return redirect("team", account.pk)
        except teams.TeamError as error:
            form.add_error("name", str(error))
    return _page(request, account, rename=form)


@action
def leave(request: HttpRequest, account: BillingAccount) -> HttpResponse:
    """Out of the team; one's conversations stay."""
    teams.remove_member(account=account, actor_id=request.user.pk, user_id=request.user.pk)
    messages.success(
        request,
        _("You have left {account}. Your conversations are still yours.").format(account=account.name),
    )
    return redirect("settings_team")


def _open_invitation(account: BillingAccount, invitation_id: UUID) -> TeamInvitation:
    return get_object_or_404(TeamInvitation.objects.open(timezone.now()), pk=invitation_id, account=account)
