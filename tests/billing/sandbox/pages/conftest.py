"""A browser on this machine, before the sandbox's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from billing import gateway

HERE = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}
BACK = "http://127.0.0.1:8000/settings/billing/"


@pytest.fixture
def here() -> Client:
    return Client(**HERE)


@pytest.fixture
def opened(session: Callable[..., str]) -> Callable[..., str]:
    """Opens a checkout and returns the path of its page; `again` tells two like ones apart."""

    def opened(price: str = "plus_monthly", quantity: int = 1, **params: Any) -> str:
        given = {
            "success_url": "http://localhost:8000/done?session_id={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://localhost:8000/back", **params,
        }  # fmt: skip
        return path_of(gateway.checkout_session(session(price, quantity, **given))["url"])

    return opened


@pytest.fixture
def portal(customer: str) -> str:
    """The path of the customer's portal."""
    return path_of(gateway.create_portal(customer, BACK)["url"])


def path_of(url: str) -> str:
    return urlsplit(url).path


def said(response: HttpResponse) -> str:
    """The page's text, white space straightened."""
    assert response.status_code == 200, response
    return " ".join(response.content.decode().split())
