"""The site at /staff/admin/, behind the product's own sign-in and guard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from unfold.sites import UnfoldAdminSite

from chatapp.accounts.guards import needs, note_refusal

VIEW = "staff.view_admin"
# Alpine, which moves the admin's menus, makes functions of the expressions in its templates (docs/adr/0015). No
# other page allows that. Scripts in the page itself and styles in its elements stay forbidden here too.
# The hash is of the few rules that htmx writes into each page.
OWN_POLICY = {
    "script-src": "'unsafe-eval'",
    "style-src": "'sha256-bsV5JivYxvGywDAZ22EZJKBFip65Ng9xoJVLbBg7bdo='",
}
ELSEWHERE = (
    ("Dashboard", "dashboard", "dashboard.view_dashboard"),
    ("People", "staff_people", "staff.view_people"),
    ("Payments", "staff_payments", "billing.run_payments"),
    ("Model", "connect_model", "engines.connect_model"),
)


class StaffSite(UnfoldAdminSite):
    index_title = "Admin"
    groups: dict[str, tuple[type[Model], ...]] = {}  # the registry's

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.has_perm(VIEW))

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., Any]:
        inner = super().admin_view(view, cacheable)

        def refusing(request: HttpRequest, **ids: Any) -> HttpResponse:
            try:
                return inner(request, **ids)
            except PermissionDenied as refused:  # let through, it would write a traceback
                note_refusal(request, str(refused) or VIEW)
                return render(request, "403.html", status=403)

        return csp_update(OWN_POLICY)(needs(VIEW)(refusing))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Unfold would write its colours into the page, where a strict policy forbids styles: css/admin.css has them.
        return {
            **super().each_context(request),
            "colors": {},
            "styles": [static("css/admin.css")],
            "account_links": [
                {"title": title, "link": reverse(page)}
                for title, page, permission in ELSEWHERE
                if request.user.has_perm(permission) and (settings.BILLING or page != "staff_payments")
            ],
        }

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The models in the registry's groups, which are by what staff look for, not by Django's apps."""
        rows = {
            row["model"]: row for app in super().get_app_list(request, app_label) for row in app["models"]
        }
        groups = {
            name: [rows[model] for model in models if model in rows] for name, models in self.groups.items()
        }
        home = reverse("admin:index", current_app=self.name)
        return [
            {"name": name, "app_label": name, "app_url": home, "has_module_perms": True, "models": found}
            for name, found in groups.items()
            if found
        ]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_login")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """There is nothing to choose here, and rows would be listed by their names, which may be what people wrote."""
        raise Http404


site = StaffSite()
