"""Whether somebody may come in: asked on the few pages that are doors, in one query that has an index."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import entries
from .models import Block


def refusal(email: str) -> str:
    """Why no account is made for an address, in words that do not tell the rule; "" where it may have one."""
    domains = Block.objects.in_force().filter(kind=Block.Kind.DOMAIN, value__in=entries.domains_with(email))
    if not (is_blocked_address(email) or domains.exists()):
        return ""
    return _("Sign-ups with this address are not accepted here. Ask the people who run this site.")


def is_blocked_address(email: str) -> bool:
    """Whether the address is on the list, or its mailbox without what stands after a +."""
    wanted = entries.addresses_with(email)
    return Block.objects.in_force().filter(kind=Block.Kind.ADDRESS, value__in=wanted).exists()


def is_blocked_network(request: HttpRequest) -> bool:
    """Whether the network that the request comes from is on the list."""
    address = entries.client(client_of(request))
    if address is None:
        return False
    wanted = entries.networks_with(address)
    return Block.objects.in_force().filter(kind=Block.Kind.NETWORK, value__in=wanted).exists()


def client_of(request: HttpRequest) -> str:
    """The client's network address, past the proxies that are trusted; "" where it cannot be known."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
