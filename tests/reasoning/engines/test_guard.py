"""HTTP to a server that a person named: where it may go, and how much it may bring."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from reasoning.engines.guard import AddressRefused, TooLarge, guarded_client, is_refused
from reasoning.engines.profiles import ModelProfile, open_engine
from reasoning.errors import EngineError

from .server import model_server


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "febf::1", "::ffff:169.254.1.1",
        "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "100.100.100.200", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_addresses_of_metadata_are_refused_in_every_spelling(address: str) -> None:
    assert is_refused(address)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "8.8.8.8", "fd00::1", "gpu"]
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
        return [(2, 1, 6, "", (address, 80)) for address in ("169.254.169.254", "127.0.0.1")]

    monkeypatch.setattr(type(asyncio.get_running_loop()), "getaddrinfo", getaddrinfo, raising=False)
    async with guarded_client() as client:
        with pytest.raises(httpx2.ConnectError) as refused:
            await client.get("http://both.example/")
        assert isinstance(refused.value.__cause__, AddressRefused)


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
