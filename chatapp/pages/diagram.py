"""The frame in which an answer's diagrams are drawn: a page with no origin, no network and nobody's data."""

from __future__ import annotations

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

# The drawing program writes its styles into the drawing; nothing may be fetched, sent or opened from here.
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-scripts"],
}


@require_GET
@cache_control(private=True, max_age=300)
@xframe_options_sameorigin
@csp(POLICY)
def diagram(request: HttpRequest) -> HttpResponse:
    """An empty page that draws what the page around it sends."""
    return render(request, "pages/diagram.html")
