"""The server-rendered pages."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def landing(request: HttpRequest) -> HttpResponse:
    """What a stranger sees first."""
    if request.user.is_authenticated:
        return redirect("chat")
    return render(request, "pages/landing.html")


@login_required
def chat(request: HttpRequest, conversation_id=None) -> HttpResponse:
    """The chat itself; everything in it is drawn by the browser."""
    return render(request, "chat.html", {"boot": {}})


@login_required
def settings_home(request: HttpRequest) -> HttpResponse:
    """Account settings."""
    return redirect("settings_sessions")
