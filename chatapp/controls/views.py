"""The page where staff switch parts of the product while it runs, and what they have switched before."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import reasons
from chatapp.accounts.guards import needs
from chatapp.errors import RequestError
from chatapp.typed import whole_number

from . import forms, names, offered, said, selectors, services, state, values
from .models import Change

for_staff = needs("staff.controls")


@require_GET
@for_staff
def page(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@for_staff
def maintenance(request: HttpRequest, action: str) -> HttpResponse:
    if action == "open":
        return _done(request, "maintenance", services.open_site, _("The site is open."))
    is_closed = values.maintenance(selectors.control(names.MAINTENANCE).value) is not None
    form = request.POST
    return _done(
        request,
        "maintenance-again" if is_closed else "maintenance",
        lambda **change: services.close_site(
            texts=forms.texts(form), until=forms.later(form, "until"), **change
        ),
        _("The site is closed. Answers that are being made finish."),
    )


@require_POST
@for_staff
def queue(request: HttpRequest, mode: str, action: str) -> HttpResponse:
    if mode not in state.MODES:
        raise Http404
    if action == "resume":
        return _done(
            request,
            f"queue-{mode}",
            lambda **change: services.resume_queue(mode=mode, **change),
            _("Answers that wait begin within a few seconds."),
        )
    return _done(
        request,
        f"queue-{mode}",
        lambda **change: services.pause_queue(mode=mode, until=forms.later(request.POST, "until"), **change),
        _("No more answers of this kind are begun. Those that are being made finish."),
    )


@require_POST
@for_staff
def model(request: HttpRequest, action: str) -> HttpResponse:
    name = request.POST.get("model", "")
    if name not in {each.name for each in offered.models()}:
        raise Http404
    off = action == "off"
    return _done(
        request,
        f"model-{name}",
        lambda **change: services.switch_model(model=name, off=off, **change),
        _("The model answers no new questions.") if off else _("The model answers again."),
    )


@require_POST
@for_staff
def banner(request: HttpRequest, action: str) -> HttpResponse:
    if action == "hide":
        return _done(
            request,
            "banner-hide",
            lambda **change: services.show_banner(value={}, **change),
            _("The banner is gone."),
        )
    return _done(
        request,
        "banner",
        lambda **change: services.show_banner(value=forms.banner(request.POST), **change),
        _("The banner is up."),
    )


@require_GET
@for_staff
def history(request: HttpRequest) -> HttpResponse:
    before = whole_number(request.GET.get("before", ""), digits=17)
    changes, more = selectors.history(before)
    rows = [
        {
            "change": change,
            "what": said.what(change.control_id),
            "before": said.how(change.control_id, change.before),
            "after": said.how(change.control_id, change.after),
        }
        for change in changes
    ]
    context = {"rows": rows, "next": changes[-1].pk if more else None, "is_first": before is None}
    return render(request, "controls/history.html", context)


def _done(request: HttpRequest, section: str, do: Callable[..., Change], told: str) -> HttpResponse:
    """Do it as whoever asks, with their reason, and say what came of it. What was typed stays where it was not done."""
    form = request.POST
    try:
        do(version=forms.version(form), actor_id=request.user.pk, reason=form.get("reason", ""))
    except (RequestError, reasons.ReasonNeeded) as error:
        messages.error(request, str(error))
        return _page(request, failed=section)
    messages.success(request, told)
    return redirect("staff_controls")


def _page(request: HttpRequest, *, failed: str = "") -> HttpResponse:
    """`failed` is the section whose form was not done: it is open, with what was typed."""
    typed = request.POST if failed else {}
    closed, shown = selectors.control(names.MAINTENANCE), selectors.control(names.BANNER)
    as_banner = values.banner(shown.value, shown.version)
    context = {
        "failed": failed,
        "typed": typed,
        "longest": reasons.LONGEST,
        "longest_text": forms.LONGEST_TEXT,
        "longest_link": forms.LONGEST_LINK,
        "by_setting": settings.MAINTENANCE,
        "maintenance": values.maintenance(closed.value),
        "maintenance_version": closed.version,
        "maintenance_texts": _texts(typed if failed.startswith("maintenance") else {}, values.Texts()),
        "queues": selectors.queues(),
        "models": offered.models(),
        "banner": as_banner,
        "banner_due": as_banner.is_due(timezone.now()) if as_banner else False,
        "banner_version": shown.version,
        "banner_texts": _texts(
            typed if failed == "banner" else {}, as_banner.texts if as_banner else values.Texts()
        ),
        "banner_typed": typed if failed == "banner" else _fields(as_banner),
    }
    return render(request, "controls/page.html", context, status=422 if failed else 200)


def _texts(typed: dict[str, str], now: values.Texts) -> list[dict[str, str]]:
    """A field for each language, with what was typed or stands."""
    return [
        {"code": code, "name": name, "text": typed.get(f"text_{code}", now.by_language.get(code, ""))}
        for code, name in settings.LANGUAGES
    ]


def _fields(banner: values.Banner | None) -> dict[str, str]:
    """The banner's other fields as the form has them."""
    if banner is None:
        return {}
    moments = {"begins": banner.begins, "ends": banner.ends}
    return {
        "level": banner.level,
        "link": banner.link,
        "audience": "signed_in" if banner.signed_in else "everybody",
        **{name: at.strftime("%Y-%m-%dT%H:%M") if at else "" for name, at in moments.items()},
    }
