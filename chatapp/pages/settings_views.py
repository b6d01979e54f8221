"""The settings pages about what a person prefers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chatapp.accounts.preferences import services
from chatapp.accounts.preferences.forms import GeneralForm, InstructionsForm, NotificationsForm
from chatapp.accounts.preferences.language import remember
from chatapp.accounts.preferences.selectors import preferences_of
from chatapp.conversations.projects import LONGEST_INSTRUCTIONS
from chatapp.pages.keys import KEYS
from chatapp.runs import roster


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def general(request: HttpRequest) -> HttpResponse:
    """Language, theme, size of text, and the key that sends."""
    form = _form(request, GeneralForm)
    if not _is_saved(request, form):
        return render(request, "pages/general.html", {"form": form})
    language = form.cleaned_data["language"]
    with translation.override(language or translation.get_language()):
        messages.success(request, _("Saved."))
    response = redirect("settings_general")
    remember(response, language)
    return response


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def instructions(request: HttpRequest) -> HttpResponse:
    """What every question takes along."""
    form = _form(request, InstructionsForm)
    if _is_saved(request, form):
        messages.success(request, _("Saved. It counts from your next question on."))
        return redirect("settings_instructions")
    context = {
        "form": form,
        "most": LONGEST_INSTRUCTIONS,
        "is_unread": roster.named().kind == "embedded",
    }
    return render(request, "pages/instructions.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def notifications(request: HttpRequest) -> HttpResponse:
    """How the person hears of an answer that has ended."""
    form = _form(request, NotificationsForm)
    if _is_saved(request, form):
        messages.success(request, _("Saved."))
        return redirect("settings_notifications")
    return render(request, "pages/notifications.html", {"form": form, "seconds": settings.NOTIFY_MAIL_AFTER})


@require_GET
@login_required
@never_cache
def keyboard(request: HttpRequest) -> HttpResponse:
    """The keys of the chat page."""
    return render(
        request, "pages/keyboard.html", {"keys": KEYS, "send_key": preferences_of(request.user).send_key}
    )


def _form(request: HttpRequest, form: type[ModelForm]) -> Any:
    return form(request.POST or None, instance=preferences_of(request.user))


def _is_saved(request: HttpRequest, form: Any) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    services.change(user=request.user, **form.cleaned_data)
    return True
