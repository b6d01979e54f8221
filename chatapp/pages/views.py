"""The server-rendered pages."""

from __future__ import annotations

from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods

from chatapp.accounts.demo import DEMO_ACCOUNTS
from chatapp.accounts.forms import NameForm
from chatapp.accounts.loopback import from_this_machine
from chatapp.conversations.selectors import get_conversation
from chatapp.errors import NotFound
from chatapp.pages import thought
from chatapp.pages.boot import boot


@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    """What a stranger sees first; in demo mode, on this machine, with doors to the ready accounts."""
    if request.user.is_authenticated:
        return redirect("chat")
    doors = DEMO_ACCOUNTS.values() if settings.DEMO and from_this_machine(request) else []
    shown = {"demo_accounts": doors, "thought": thought.recorded(), "thought_file": thought.FILE}
    return render(request, "pages/landing.html", shown)


@require_GET
@gzip_page
@login_required
@never_cache
# For the frames that draw diagrams; every other page refuses to be framed.
@csp_update({"frame-src": [SELF]})
def chat(request: HttpRequest, conversation_id: UUID | None = None) -> HttpResponse:
    """The chat, drawn by the browser. Another person's conversation does not exist."""
    if conversation_id is not None:
        try:
            get_conversation(request.user, conversation_id)
        except NotFound as error:
            raise Http404 from error
    told = boot(user=request.user, conversation=conversation_id, read_only=request.viewing is not None)
    return render(request, "chat.html", {"boot": told})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def settings_home(request: HttpRequest) -> HttpResponse:
    """The person's name, address and password."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("settings")
    return render(request, "pages/settings.html", {"form": form})
