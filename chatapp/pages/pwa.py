"""What lets browsers install Fragaria: the manifest, the service worker, and the page for when nobody answers.

With PWA=off the worker's address serves one that removes itself and what it had kept.
"""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# --paper of css/tokens.css; the bar of an installed app follows the page's own theme-color.
PAPER = "#fbf9f6"
WORKERS = settings.ROOT / "chatapp" / "static" / "worker"
# What the offline page is made of, besides itself.
PARTS = (
    "favicon.svg",
    "early-theme.js",
    "try-again.js",
    "css/tokens.css",
    "css/base.css",
    "css/forms.css",
    "css/account.css",
    "css/error.css",
)


def _icon(name: str, size: int, purpose: str = "any") -> dict[str, str]:
    source = {"src": static(f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
    return source | {"purpose": purpose}


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest: https://www.w3.org/TR/appmanifest/."""
    if not settings.PWA:
        raise Http404
    body = {
        "id": "/chat/",
        "name": "Fragaria",
        "short_name": "Fragaria",
        "description": _("A chat that follows many paths at once and answers with the one that holds up."),
        "lang": get_language() or settings.LANGUAGE_CODE,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("chat"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["productivity"],
        "icons": [
            _icon("icon-192", 192),
            _icon("icon-512", 512),
            _icon("maskable-512", 512, "maskable"),
            {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": [
            {
                "name": _("New chat"),
                "url": reverse("chat"),
                "icons": [_icon("icon-192", 192)],
            }
        ],
    }
    return JsonResponse(body, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the whole site, told which files its offline page needs under their names of now."""
    if not settings.PWA:
        return _javascript((WORKERS / "leave.js").read_text())
    told = {"offline": reverse("offline"), "parts": [static(part) for part in PARTS]}
    source = (WORKERS / "work.js").read_text()
    # A new release or another language is another worker, whose offline page is fetched anew.
    made_of = [source, json.dumps(told), get_language(), getattr(staticfiles_storage, "manifest_hash", "")]
    version = hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]
    return _javascript(f"const TOLD = {json.dumps(told | {'version': version})};\n{source}")


def _javascript(source: str) -> HttpResponse:
    return HttpResponse(source, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """What an installed app shows while the server cannot be reached. It is the same for everybody."""
    return render(request, "pages/offline.html")
