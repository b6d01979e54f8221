from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from chatapp.observing.binding import request_id

from .conftest import Lines

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]


@pytest_asyncio.fixture
async def web() -> AsyncIterator[httpx.AsyncClient]:
    from chatapp.asgi import application

    transport = httpx.ASGITransport(application, raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def test_every_response_has_an_id_and_its_line_has_the_same(
    web: httpx.AsyncClient, lines: Lines
) -> None:
    reply = await web.get("/healthz")
    (row,) = lines.of("fragaria.http")
    assert len(reply.headers["x-request-id"]) == 32
    assert row["request"] == reply.headers["x-request-id"]
    assert (row["view"], row["status"], row["method"]) == ("healthz", 200, "GET")


async def test_a_proxys_id_is_kept_where_it_is_sane(web: httpx.AsyncClient) -> None:
    given = "1-67891233-abcdef012345678912345678"
    assert (await web.get("/healthz", headers={"X-Request-ID": given})).headers["x-request-id"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "a b c d e f g h", "12345678\n90", "äöüäöüäöü", "<script>x"]
)
async def test_anything_else_is_replaced(given: str) -> None:
    assert request_id(given) != given
    assert len(request_id(given)) == 32


async def test_an_address_that_leads_nowhere_is_not_written_down(
    web: httpx.AsyncClient, lines: Lines
) -> None:
    assert (await web.get("/join/MARKED-TOKEN-1/?email=MARK")).status_code == 404
    assert (await web.get("/nothing/MARKED-TOKEN-2")).status_code == 404
    assert "MARK" not in lines.text
    assert len(lines.of("django.request")) == 2
