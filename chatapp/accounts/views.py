"""Doors and keys: invitations, demo accounts, open sessions."""

from __future__ import annotations

from allauth.usersessions.adapter import get_adapter as get_sessions_adapter
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from chatapp.accounts.agents import describe_agent
from chatapp.accounts.demo import DEMO_ACCOUNTS
from chatapp.accounts.loopback import from_this_machine
from chatapp.accounts.models import User
from chatapp.accounts.selectors import SESSION_KEY, open_invitation


@require_POST
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Signs in as a demo account: in demo mode, from this machine, and nowhere else."""
    if not (settings.DEMO and from_this_machine(request) and name in DEMO_ACCOUNTS):
        raise Http404
    user = get_object_or_404(User, email=DEMO_ACCOUNTS[name].email, is_demo=True, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("chat")


@require_GET
@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Remembers the invitation in this browser's session and goes on to sign-up, with the address filled in."""
    invitation = open_invitation(token)
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    request.session[SESSION_KEY] = str(invitation.pk)
    return redirect(f"{reverse('account_signup')}?{urlencode({'email': invitation.email})}")


@require_GET
@login_required
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """Where this person is signed in, the current session first."""
    listed = sorted(
        UserSession.objects.purge_and_list(request.user),
        key=lambda session: (not session.is_current(), -session.last_seen_at.timestamp()),
    )
    rows = [(session, describe_agent(session.user_agent), session.is_current()) for session in listed]
    return render(request, "accounts/sessions.html", {"rows": rows})


@require_POST
@login_required
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Signs out one of the person's other sessions."""
    session = get_object_or_404(
        UserSession.objects.exclude(session_key=request.session.session_key), pk=session_id, user=request.user
    )
    get_sessions_adapter().end_sessions([session])
    messages.success(request, _("That session is signed out."))
    return redirect("settings_sessions")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Signs out everywhere else."""
    end_other_sessions(request, request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("settings_sessions")
