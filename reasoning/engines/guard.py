"""HTTP to a server that a person of the site named: no redirects, no metadata addresses, and no more than a limit.

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

# Where clouds tell a machine its credentials: link-local by convention, and two that are not.
METADATA = tuple(
    ipaddress.ip_network(network)
    for network in ("169.254.0.0/16", "fe80::/10", "100.100.100.200/32", "fd00:ec2::254/128")
)
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in other clothes


class AddressRefused(httpcore2.ConnectError):
    """The server's address is one that this site does not call."""


class TooLarge(httpx2.ReadError):
    """The server sent more than was agreed."""


def is_refused(address: str) -> bool:
    """Whether `address`, an IP address as text, belongs to METADATA; a name does not."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return any(ip.version == network.version and ip in network for network in METADATA)


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
        failure: Exception = httpcore2.ConnectError(f"{host} has no address.")
        for address in await _resolve(host, port, timeout):
            if is_refused(address):
                raise AddressRefused(f"{host} is at {address}.")
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore2.ConnectError as error:  # an IPv6 address without a way there, say
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
    return [str(entry[4][0]) for entry in found]


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
        response = await super().handle_async_request(request)
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
