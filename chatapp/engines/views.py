"""The page on which staff connect a model. Each button remembers what was typed and leads back to the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from chatapp.accounts.guards import needs
from chatapp.errors import RequestError

from . import CONNECT, drafts, rate, selectors, services
from .address import BadAddress, Server
from .drafts import Draft
from .trial import TrialFailed

Action = Callable[[HttpRequest, Draft], Draft | None]


for_staff = needs(CONNECT)


def action(place: str) -> Callable[[Action], Callable[[HttpRequest], HttpResponse]]:
    """A button of the page: does it and shows the page again, at `place` or at what is wrong.

    The draft that it returns is kept; None drops it.
    """

    def decorate(perform: Action) -> Callable[[HttpRequest], HttpResponse]:
        @require_POST
        @sensitive_post_parameters("key")
        @for_staff
        @wraps(perform)
        def view(request: HttpRequest) -> HttpResponse:
            here = reverse("connect_model")
            if selectors.operators_models():  # the page says that the operator has decided
                return redirect(here)
            draft = drafts.load(request.session, selectors.active())
            try:
                kept = perform(request, draft)
            except BadAddress as problem:
                draft.errors = {problem.field: problem.message}
                drafts.save(request.session, draft)
                return redirect(f"{here}#{problem.field}")
            except (TrialFailed, RequestError) as problem:
                draft.errors = {"form": problem.message}
                drafts.save(request.session, draft)
                return redirect(f"{here}#outcome")
            if kept is None:
                drafts.drop(request.session)
            else:
                drafts.save(request.session, kept)
            return redirect(f"{here}#{place}" if place else here)

        return view

    return decorate


@require_GET
@for_staff
def page(request: HttpRequest) -> HttpResponse:
    """What answers now, and the form for another model."""
    active = selectors.active()
    return render(
        request,
        "engines/connect.html",
        {
            "active": active,
            "draft": drafts.load(request.session, active),
            "fixed": selectors.operators_models(),
        },
    )


@action("model")
def list_models(request: HttpRequest, draft: Draft) -> Draft:
    server = _typed(request, draft)
    rate.spend(request.user)
    services.list_models(draft=draft, server=server)
    return draft


@action("outcome")
def test(request: HttpRequest, draft: Draft) -> Draft:
    server = _typed(request, draft)
    rate.spend(request.user)
    services.test(user=request.user, draft=draft, server=server)
    return draft


@action("")
def connect(request: HttpRequest, draft: Draft) -> None:
    server = _typed(request, draft)
    insisting = "anyway" in request.POST
    row = services.connect(user=request.user, draft=draft, server=server, insisting=insisting)
    messages.success(request, _("Connected: {model} answers from now on.").format(model=row.model))


@action("")
def disconnect(request: HttpRequest, draft: Draft) -> None:
    if services.disconnect(user=request.user):
        messages.success(request, _("Disconnected: the built-in demo model answers again."))


@action("local")
def look(request: HttpRequest, draft: Draft) -> Draft:
    draft.take(request.POST)
    rate.spend(request.user)
    services.look_for_local(draft=draft)
    return draft


@action("model")
def use(request: HttpRequest, draft: Draft) -> Draft:
    """Fill in a server that was found; it is not connected by that."""
    draft.take({"base_url": request.POST.get("use", ""), "no_key": "on"})
    rate.spend(request.user)
    services.list_models(draft=draft, server=drafts.server_of(draft, None))
    return draft


def _typed(request: HttpRequest, draft: Draft) -> Server:
    """The server in the form, which is put into the draft. Raises BadAddress."""
    draft.take(request.POST)
    return drafts.server_of(draft, selectors.active())
