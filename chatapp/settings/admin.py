"""How the admin looks: words and links. Its colours stand in static/css/admin.css."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import reverse_lazy

UNFOLD = {
    "SITE_TITLE": "Fragaria",
    "SITE_HEADER": "Fragaria",
    "SITE_SUBHEADER": "Admin",
    "SITE_URL": reverse_lazy("chat"),
    "SITE_SYMBOL": "database",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("favicon.svg")}
    ],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SIDEBAR": {"show_search": True, "show_all_applications": False},
}
