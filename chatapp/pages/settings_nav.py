"""The settings pages, in the order and the groups in which a person finds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Page:
    """`url_name` is the page's; pages whose addresses begin with one of `also` belong to it. It is there for who has
    `permission`, and `sold` only where something is sold.
    """

    label: Words
    url_name: str
    also: tuple[str, ...] = ()
    permission: str = ""
    sold: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the menu of one request shows it."""

    label: Words
    url: str
    is_current: bool


GROUPS: tuple[tuple[Words, tuple[Page, ...]], ...] = (
    (
        _("You"),
        (
            Page(_("Account"), "settings", also=("/accounts/email/",)),
            Page(_("General"), "settings_general"),
            Page(_("Personal instructions"), "settings_instructions"),
            Page(_("Notifications"), "settings_notifications"),
            Page(_("Keyboard"), "settings_keyboard"),
        ),
    ),
    (
        _("Plan"),
        (
            Page(_("Usage"), "settings_usage"),
            Page(_("Billing"), "settings_billing", sold=True),
            Page(_("Team"), "settings_team", also=("/teams/",)),
        ),
    ),
    (
        _("Security and data"),
        (
            Page(
                _("Security"),
                "settings_security",
                also=("/settings/sessions/", "/accounts/password/", "/accounts/2fa/"),
            ),
            Page(_("Data"), "settings_data", also=("/settings/delete-account/",)),
            Page(_("Privacy"), "settings_privacy"),
        ),
    ),
    (
        _("This site"),
        (
            Page(_("Dashboard"), "dashboard", permission="dashboard.view_dashboard"),
            Page(_("People"), "staff_people", also=("/staff/accounts/",), permission="staff.view_people"),
            Page(_("Answers"), "staff_runs", permission="staff.view_runs"),
            Page(_("Controls"), "staff_controls", permission="staff.controls"),
            Page(_("Reports"), "staff_reports", also=("/staff/appeals/",), permission="staff.moderate"),
            Page(_("Block list"), "staff_blocks", permission="staff.moderate"),
            Page(_("Model"), "connect_model", permission="engines.connect_model"),
            Page(_("Payments"), "staff_payments", permission="billing.run_payments", sold=True),
            Page(_("Admin"), "admin:index", permission="staff.view_admin"),
        ),
    ),
)


def groups(request: HttpRequest) -> list[tuple[Words, list[Entry]]]:
    """The groups that the request's person has, with their pages; the one that is shown is marked. Staff who look after
    the site have its pages on top."""
    current = _current(request.path)
    *own, site = GROUPS
    looks_after = any(page.url_name == current for page in site[1])
    ordered = (site, *own) if looks_after else GROUPS
    found = [(name, [_entry(page, current) for page in _shown(pages, request)]) for name, pages in ordered]
    return [(name, entries) for name, entries in found if entries]


def _shown(pages: tuple[Page, ...], request: HttpRequest) -> Iterator[Page]:
    for page in pages:
        allowed = not page.permission or request.user.has_perm(page.permission)
        if allowed and (settings.BILLING or not page.sold):
            yield page


def _entry(page: Page, current: str) -> Entry:
    return Entry(page.label, reverse(page.url_name), page.url_name == current)


def _current(path: str) -> str:
    """The name of the page to which `path` belongs: of several the one with the longest address."""
    places = [
        (len(start), page.url_name)
        for _name, pages in GROUPS
        for page in pages
        for start in (reverse(page.url_name), *page.also)
        if path.startswith(start)
    ]
    return max(places, default=(0, ""))[1]
