"""Where passkeys work: browsers bind them to a site's name, and offer them over https and on localhost only."""

from __future__ import annotations

from ipaddress import ip_address

from allauth.core import context
from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext as _


def passkey_problem(request: HttpRequest | None = None) -> str:
    """Why passkeys cannot be used at the address that this request came to, in words; empty where they can."""
    request = request or context.request
    name, port = split_domain_port(request.get_host())
    if _is_number(name):
        if settings.DEMO:
            return _(
                "Passkeys do not work at an address of numbers. Open this site as {address} and sign in there."
            ).format(address=f"http://localhost{f':{port}' if port else ''}/")
        return _("Passkeys do not work at an address of numbers. Open this site as {address}.").format(
            address=settings.SITE_URL
        )
    if not request.is_secure() and name != "localhost" and not name.endswith(".localhost"):
        return _("Passkeys work over https only, and this site is open over http.")
    return ""


def _is_number(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
