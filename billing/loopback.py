"""Does a request come from this very machine? Asked before a demo account opens without a password, and by the
sandbox's pages."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest
from django.http.request import split_domain_port

FORWARDED = (
    "HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA",
)  # fmt: skip


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def from_this_machine(request: HttpRequest) -> bool:
    """True when the peer and the Host are loopback and no proxy or tunnel has touched the request.

    The Host is asked too because a page elsewhere can point its own name at 127.0.0.1 (DNS rebinding).
    """
    if any(request.META.get(header) for header in FORWARDED):
        return False
    host, _ = split_domain_port(request.get_host())
    return is_loopback(request.META.get("REMOTE_ADDR", "")) and (host == "localhost" or is_loopback(host))
