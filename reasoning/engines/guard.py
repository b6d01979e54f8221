"""HTTP to a server that a person of the site named: no redirects, no metadata addresses, nothing packed, no more than
a limit.

The name is resolved here and the connection made to the very address that was looked at, so that a name which
answers differently a moment later gains nothing. Certificates are still checked against the name.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Iterable
from functools import cache
from typing import Any

import httpcore2
import httpx2

# Where clouds tell a machine its credentials: link-local by convention, and others that are not.
METADATA = tuple(
    ipaddress.ip_network(network)
    for network in (
        "169.254.0.0/16",
        "fe80::/10",
        "100.100.100.200/32",  # Alibaba
        "168.63.129.16/32",  # Azure
        "192.0.0.192/32",  # Oracle
        "fd00:ec2::/32",  # Amazon
        "fd20:ce::254/128",  # Google
    )
)
# IPv4 addresses in other clothes. The local one (RFC 8215) may have any of the longer prefixes of RFC 6052, 2.2.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")


class AddressRefused(httpcore2.ConnectError):
    """The server's address is one that this site does not call."""


class TooLarge(httpx2.ReadError):
    """The server sent more than was agreed."""


class Encoded(httpx2.DecodingError):
    """The server packed its response though it was asked not to: what comes out has no limit."""


def is_refused(address: str) -> bool:
    """Whether `address`, an IP address as text, belongs to METADATA; a name does not."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    meant = [ip, *_inner(ip)] if isinstance(ip, ipaddress.IPv6Address) else [ip]
    return any(ip.version == network.version and ip in network for ip in meant for network in METADATA)


def _inner(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that `ip` may stand for."""
    if mapped := ip.ipv4_mapped or ip.sixtofour:
        return [mapped]
    octets = ip.packed
    if ip in NAT64:
        return [ipaddress.IPv4Address(octets[12:])]
    if ip in NAT64_LOCAL:
        places = (octets[6:8] + octets[9:11], octets[7:8] + octets[9:12], octets[9:13], octets[12:])
        return [ipaddress.IPv4Address(place) for place in places]
    return []


def guarded_client(*, limit_bytes: int | None = None) -> httpx2.AsyncClient:
    """A client for one event loop. `limit_bytes` is the most that one response may have; None is no limit."""
    return httpx2.AsyncClient(transport=_Transport(limit_bytes), follow_redirects=False)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx2.create_ssl_context()  # reading the machine's certificates takes a fifth of a second


class _Backend(httpcore2.AsyncNetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (the interface's)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        clock = asyncio.get_running_loop().time
        began = clock()
        addresses = await _resolve(host, port, timeout)
        for address in addresses:
            if is_refused(address):
                raise AddressRefused(f"{host} is at {address}.")
        failure: Exception = httpcore2.ConnectError(f"{host} has no address.")
        for tried, address in enumerate(addresses):
            # What is left of the time is shared: one that is silent leaves some to those after it.
            left = None if timeout is None else (began + timeout - clock()) / (len(addresses) - tried)
            if left is not None and left <= 0:
                raise httpcore2.ConnectTimeout(f"{host} did not answer in time.") from failure
            try:
                return await self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _resolve(host: str, port: int, timeout: float | None) -> list[str]:  # noqa: ASYNC109
    try:
        async with asyncio.timeout(timeout):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as error:
        raise httpcore2.ConnectTimeout from error
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(str(error)) from error
    # IPv4 first: where there is no way to an IPv6 address, that often shows by silence only.
    found.sort(key=lambda entry: entry[0] != socket.AF_INET)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class _Transport(httpx2.AsyncHTTPTransport):
    def __init__(self, limit_bytes: int | None) -> None:
        self._limit = limit_bytes
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_certificates(),
            max_connections=1000,
            max_keepalive_connections=100,
            keepalive_expiry=5.0,
            network_backend=_Backend(),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["Accept-Encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            await response.aclose()
            raise Encoded("The response is packed.", request=request)
        if self._limit is not None:
            assert isinstance(response.stream, httpx2.AsyncByteStream)
            response.stream = _Limited(response.stream, self._limit)
        return response


class _Limited(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, limit: int) -> None:
        self._inner = inner
        self._left = limit

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._inner:
            self._left -= len(part)
            if self._left < 0:
                raise TooLarge("The response is too large.")
            yield part

    async def aclose(self) -> None:
        await self._inner.aclose()
