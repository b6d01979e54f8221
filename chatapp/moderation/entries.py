"""Entries of the block list as they are written down, and by which entries something is found. Pure.

Each address, domain and network is looked up by the few values that would block it, so that one index answers.
"""

from __future__ import annotations

import ipaddress

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.utils.translation import gettext as _

from .errors import ModerationError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Wider networks hold whole countries.
WIDEST = {4: 8, 6: 16}
HOME = 64  # bits that the addresses of one home share in IPv6
MAPPED = 96  # bits before an address of IPv4 that is written as one of IPv6
domain_name = DomainNameValidator(accept_idna=True)


def plain(kind: str, value: str) -> str:
    """The value as it is stored. Raises ModerationError where it is no such thing, or far too wide."""
    value = value.strip().lower()
    if kind == "address":
        return _address(value)
    if kind == "domain":
        return _domain(value.removeprefix("@").rstrip("."))
    if kind == "network":
        return str(network_of(value))
    raise ModerationError(_("Choose what to block: an address, a domain or a network."))


def network_of(value: str) -> Network:
    """Of one address the network that holds nothing else. Raises ModerationError."""
    try:
        found = ipaddress.ip_network(value, strict=False)
    except ValueError:
        words = _("{value} is no network. Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.")
        raise ModerationError(words.format(value=repr(value[:60]))) from None
    inner = found.network_address.ipv4_mapped if isinstance(found, ipaddress.IPv6Network) else None
    if inner and found.prefixlen >= MAPPED:
        found = ipaddress.ip_network((inner, found.prefixlen - MAPPED), strict=False)
    if found.prefixlen < WIDEST[found.version]:
        words = _("{network} is too wide: it would keep whole countries out. Block smaller networks.")
        raise ModerationError(words.format(network=found))
    return found


def client(value: str) -> Address | None:
    """A client's network address; one of IPv4 that is written as one of IPv6 counts as what it is."""
    try:
        found = ipaddress.ip_address(value.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        return found.ipv4_mapped
    return found


def neighbours(value: str) -> str:
    """Who counts as one with a client: of IPv6 a whole /64, for each home has as many addresses as it likes."""
    found = client(value)
    if found is None or found.version == 4:
        return str(found or "")
    return str(ipaddress.ip_network((found, HOME), strict=False))


def networks_with(address: Address) -> list[str]:
    """Every network that may be blocked and holds the address."""
    prefixes = range(WIDEST[address.version], address.max_prefixlen + 1)
    return [str(ipaddress.ip_network((address, prefix), strict=False)) for prefix in prefixes]


def domains_with(email: str) -> list[str]:
    """The domain of an e-mail address, and all that it is below."""
    labels = _ascii(email.rpartition("@")[2].strip().rstrip(".").lower()).split(".")
    return [".".join(labels[number:]) for number in range(len(labels) - 1)]


def addresses_with(email: str) -> list[str]:
    """The address, and the mailbox that it reaches without what stands after a +."""
    local, _, domain = email.strip().lower().rpartition("@")
    domain = _ascii(domain)
    return [f"{each}@{domain}" for each in dict.fromkeys((local, local.partition("+")[0] or local))]


def _address(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        words = _("{value} is not an e-mail address.").format(value=repr(value[:100]))
        raise ModerationError(words) from None
    return addresses_with(value)[0]


def _domain(value: str) -> str:
    try:
        domain_name(value)
    except ValidationError:
        words = _("{value} is no domain. Write example.org.").format(value=repr(value[:100]))
        raise ModerationError(words) from None
    return _ascii(value)


def _ascii(domain: str) -> str:
    """As mail servers write it: one domain has one spelling here."""
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain
