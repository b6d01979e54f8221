"""HTTP to a server that a person named: where it may go, and how much it may bring."""

from __future__ import annotations

import asyncio
import gzip
import socket
from typing import Any

import httpcore2
import httpx2
import pytest

from reasoning.engines.guard import AddressRefused, Encoded, TooLarge, guarded_client, is_refused
from reasoning.engines.openai import OpenAIEngine
from reasoning.engines.profiles import ModelProfile, open_engine
from reasoning.errors import EngineError

from .server import model_server


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "febf::1", "::ffff:169.254.1.1",
        "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "100.100.100.200", "fd00:ec2::254", "fd00:ec2::23",
        "fd20:ce::254", "168.63.129.16", "192.0.0.192", "::ffff:168.63.129.16", "64:ff9b::c000:c0",
        # RFC 6052, 2.2: prefixes of 48, 56, 64 and 96 bits
        "64:ff9b:1:a9fe:a9:fe00::", "64:ff9b:1:a9:fe:a9fe::", "64:ff9b:1:0:a9:fea9:fe00:0",
        "64:ff9b:1::a9fe:a9fe",
    ],
)  # fmt: skip
def test_addresses_of_metadata_are_refused_in_every_spelling(address: str) -> None:
    assert is_refused(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "192.168.1.1",
        "8.8.8.8",
        "fd00::1",
        "fd20:ce::1",
        "64:ff9b:1::7f00:1",
        "gpu",
    ],
)
def test_machines_of_the_house_and_the_world_are_not(address: str) -> None:
    assert not is_refused(address)


@pytest.mark.asyncio
async def test_the_address_that_was_looked_at_is_the_one_that_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async with model_server() as server, guarded_client() as client:
        server.body = {"data": []}
        port = server.url.split(":")[2].split("/")[0]

        async def getaddrinfo(_: Any, host: str, *__: Any, **___: Any) -> list[Any]:
            asked.append(host)  # a second look would say something else
            return [(2, 1, 6, "", ("127.0.0.1" if len(asked) == 1 else "169.254.169.254", int(port)))]

        monkeypatch.setattr(type(asyncio.get_running_loop()), "getaddrinfo", getaddrinfo, raising=False)
        assert (await client.get(f"http://rebinding.example:{port}/v1/models")).status_code == 200
        assert asked[0] == "rebinding.example"


@pytest.mark.asyncio
async def test_one_refused_address_among_others_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    async def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        return [(2, 1, 6, "", (address, 80)) for address in ("127.0.0.1", "169.254.169.254")]

    monkeypatch.setattr(type(asyncio.get_running_loop()), "getaddrinfo", getaddrinfo, raising=False)
    async with guarded_client() as client:
        with pytest.raises(httpx2.ConnectError) as refused:
            await client.get("http://both.example/")
        assert isinstance(refused.value.__cause__, AddressRefused)


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name have these addresses."""

    async def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        kinds = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(kinds[":" in address], 1, 6, "", (address, 80)) for address in addresses]

    monkeypatch.setattr(type(asyncio.get_running_loop()), "getaddrinfo", getaddrinfo, raising=False)


@pytest.mark.asyncio
async def test_addresses_are_tried_ipv4_first_and_share_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[str, float]] = []

    async def connect_tcp(_: Any, address: str, port: int, timeout: float, *__: Any) -> Any:  # noqa: ASYNC109
        tried.append((address, timeout))
        if address == "10.0.0.1":
            raise httpcore2.ConnectTimeout
        raise httpcore2.ConnectError("no way there")

    monkeypatch.setattr(httpcore2.AnyIOBackend, "connect_tcp", connect_tcp)
    names(monkeypatch, "2001:db8::1", "10.0.0.1", "2001:db8::1", "10.0.0.2")
    async with guarded_client() as client:
        with pytest.raises(httpx2.ConnectError):
            await client.get("http://many.example/", timeout=6.0)
    assert [address for address, _ in tried] == ["10.0.0.1", "10.0.0.2", "2001:db8::1"]
    assert [round(seconds) for _, seconds in tried] == [2, 3, 6]  # here nobody took any time


@pytest.mark.asyncio
async def test_an_address_that_is_silent_leaves_time_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = httpcore2.AnyIOBackend.connect_tcp

    async def connect_tcp(self: Any, address: str, port: int, timeout: float, *rest: Any) -> Any:  # noqa: ASYNC109
        if address == "10.0.0.1":
            await asyncio.sleep(timeout)
            raise httpcore2.ConnectTimeout
        return await connect(self, address, port, timeout, *rest)

    async with model_server() as server, guarded_client() as client:
        server.body = {"data": []}
        monkeypatch.setattr(httpcore2.AnyIOBackend, "connect_tcp", connect_tcp)
        names(monkeypatch, "10.0.0.1", "127.0.0.1")
        port = server.url.split(":")[2].split("/")[0]
        answer = await client.get(f"http://many.example:{port}/v1/models", timeout=1.0)
        assert answer.status_code == 200


@pytest.mark.asyncio
async def test_a_packed_response_is_not_unpacked() -> None:
    async with model_server() as server, guarded_client() as client:
        server.body = gzip.compress(b"{}")
        server.encoding = "gzip"
        with pytest.raises(Encoded):
            await client.get(server.url)
        assert "accept-encoding: identity" in server.headers[-1].lower()
        engine = OpenAIEngine(base_url=server.url, model="m", http=client)
        with pytest.raises(EngineError) as refused:
            await engine.check()
        assert refused.value.code == "garbage"
        server.encoding, server.body = "identity", b"{}"
        assert (await client.get(server.url)).json() == {}


@pytest.mark.asyncio
async def test_redirects_are_answers_and_too_much_is_cut_off() -> None:
    async with model_server() as server, guarded_client(limit_bytes=1000) as client:
        server.status = 302
        assert (await client.get(server.url)).status_code == 302
        server.status, server.body = 200, b"x" * 1001
        with pytest.raises(TooLarge):
            await client.get(server.url)


@pytest.mark.asyncio
async def test_the_engine_of_a_guarded_profile_goes_through_it() -> None:
    profile = ModelProfile("m", "openai", model="m", base_url="http://169.254.169.254/v1", guarded=True)
    engine = open_engine(profile)
    with pytest.raises(EngineError) as refused:
        await engine.check()
    await engine.aclose()
    assert (refused.value.code, refused.value.retryable) == ("address", False)
