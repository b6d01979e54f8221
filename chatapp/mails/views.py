"""Every mail with made-up data. In demo mode, for staff; elsewhere `manage.py preview-mails` writes them to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from billing.mails.content import Rendered
from billing.mails.samples import rendered

View = Callable[..., HttpResponse]
WITHOUT_BILLING = (
    *(
        "answer-ready",
        "appeal-decided",
        "invitation",
        "leaving",
        "ownership",
        "suspended",
        "suspension-lifted",
    ),
    "welcome",
)


def for_staff_of_a_demo(view: View) -> View:
    """For everybody else the page does not exist."""

    @require_GET
    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **ids: str) -> HttpResponse:
        if not (settings.DEMO and request.user.is_staff):
            raise Http404
        return view(request, **ids)

    return guarded


@for_staff_of_a_demo
def mails(request: HttpRequest) -> HttpResponse:
    """All of them, with their subjects."""
    return render(request, "mails/list.html", {"mails": list(_sent())})


# A mail carries its styles inline, as mail programs want it; nothing else of it is let in.
@csp({"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [NONE], "sandbox": []})
@for_staff_of_a_demo
def as_html(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(_mail(name).html)


@for_staff_of_a_demo
def as_text(request: HttpRequest, name: str) -> HttpResponse:
    mail = _mail(name)
    return HttpResponse(f"Subject: {mail.subject}\n\n{mail.text}", content_type="text/plain; charset=utf-8")


def _sent() -> Iterator[tuple[str, Rendered]]:
    """The mails that this installation sends: without billing none is about money."""
    return ((name, mail) for name, mail in rendered() if settings.BILLING or name in WITHOUT_BILLING)


def _mail(name: str) -> Rendered:
    for known, mail in _sent():
        if known == name:
            return mail
    raise Http404
