"""Settings, Data: deleting all chats, after a word that is typed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chatapp.errors import RequestError

from .. import clearing


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def clear_all(request: HttpRequest) -> HttpResponse:
    """What would go, and after the word is typed, that it went."""
    context = {"extent": clearing.extent(request.user), "word": clearing.word(), "problem": ""}
    if request.method == "GET":
        return render(request, "conversations/clear.html", context)
    try:
        clearing.confirmed(request.POST.get("word", ""))
    except RequestError as error:
        typed = request.POST.get("word", "")[:100]
        return render(
            request, "conversations/clear.html", context | {"problem": error.message, "typed": typed}
        )
    gone = clearing.clear(user=request.user)
    words = ngettext("{n} chat is deleted.", "{n} chats are deleted.", gone.conversations)
    messages.success(request, words.format(n=gone.conversations))
    return redirect("settings_data")
