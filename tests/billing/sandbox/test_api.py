"""The stand-in's manners: keys, errors, idempotency, unknown parameters, pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from billing.sandbox import api
from billing.sandbox.forms import decode

KEY = {"Authorization": "Bearer sk_test_sandbox"}


@pytest.fixture
def ask(tmp_path: Path):
    def ask(method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, Any]]:
        given = KEY | {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"https://api.stripe.com/v1/{path}"
        status, _, answer = api.handle(tmp_path / "sandbox.sqlite3", method, url, given, body)
        return status, json.loads(answer)

    return ask


def test_forms_nest_lists_and_mappings() -> None:
    text = "a=1&b[c]=2&b[d][0][e]=x%20y&b[d][1][e]=3&f[]=4&f[]=5"
    assert decode(text) == {"a": "1", "b": {"c": "2", "d": [{"e": "x y"}, {"e": "3"}]}, "f": ["4", "5"]}


def test_a_live_key_is_refused(ask) -> None:
    status, answer = ask("GET", "products", Authorization="Bearer sk_live_x")
    assert (status, answer["error"]["type"]) == (401, "invalid_request_error")


def test_a_repeated_request_is_answered_from_memory(ask) -> None:
    first = ask("POST", "products", "name=One", Idempotency_Key="k")
    assert ask("POST", "products", "name=One", Idempotency_Key="k") == first
    assert len(ask("GET", "products")[1]["data"]) == 1


def test_a_key_used_for_another_request_is_an_error(ask) -> None:
    ask("POST", "products", "name=One", Idempotency_Key="k")
    status, answer = ask("POST", "products", "name=Two", Idempotency_Key="k")
    assert (status, answer["error"]["type"]) == (400, "idempotency_error")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("products", "name=One&colour=red", 400, "parameter_unknown"),
        ("products", "id=x", 400, "parameter_missing"),
        ("products/none", "name=One", 404, "resource_missing"),
    ],
)
def test_a_bad_request_is_answered_as_stripe_does(ask, path: str, body: str, status: int, code: str) -> None:
    got, answer = ask("POST", path, body)
    assert (got, answer["error"]["code"]) == (status, code)


def test_an_unknown_address_is_not_found(ask) -> None:
    assert ask("GET", "giraffes")[0] == 404


def test_a_refused_request_leaves_nothing(ask) -> None:
    ask("POST", "products", "id=p&name=One")
    ask("POST", "prices", "product=p&currency=usd&unit_amount=5&recurring[interval]=month&lookup_key=k")
    again = ask(
        "POST", "prices", "product=p&currency=usd&unit_amount=6&recurring[interval]=month&lookup_key=k"
    )
    assert again[0] == 400
    assert len(ask("GET", "prices")[1]["data"]) == 1


def test_pages_follow_the_cursor_newest_first(ask) -> None:
    made = [ask("POST", "products", f"name={number}")[1]["id"] for number in range(5)][::-1]
    first = ask("GET", "products?limit=3")[1]
    rest = ask("GET", f"products?limit=3&starting_after={first['data'][-1]['id']}")[1]
    assert [each["id"] for each in first["data"] + rest["data"]] == made
    assert (first["has_more"], rest["has_more"]) == (True, False)
