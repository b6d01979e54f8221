"""Who is let in to the sandbox's pages: this machine, in demo mode, where no key moves real money."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from billing.loopback import from_this_machine
from billing.sandbox.errors import ApiError

View = Callable[..., HttpResponse]


def sandbox_page(view: View) -> View:
    """404 for everybody else, and for objects that are not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        live = "_live_" in settings.STRIPE_SECRET_KEY
        if live or not (settings.STRIPE_SANDBOX and settings.DEMO and from_this_machine(request)):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except ApiError as error:
            if error.status == 404:
                raise Http404 from error
            raise

    return never_cache(guarded)


def state() -> Path:
    """The file that holds the sandbox's state."""
    file: Path = settings.STRIPE_SANDBOX_FILE
    return file
