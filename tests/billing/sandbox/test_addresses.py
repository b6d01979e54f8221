"""Where the hosted pages are."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.sandbox import addresses


@pytest.mark.parametrize(
    ("success", "beside"),
    [
        ("http://localhost:8000/done", "http://localhost:8000"),
        ("http://127.0.0.1:8123/done", "http://127.0.0.1:8123"),
        ("http://[::1]:8000/done", "http://[::1]:8000"),
        ("https://elsewhere.example/done", "http://127.0.0.1:8000"),
        ("", "http://127.0.0.1:8000"),
    ],
)
def test_a_visit_stays_at_the_origin_it_came_from_if_that_is_this_machine(settings, success, beside) -> None:
    settings.STRIPE_SANDBOX_URL = "http://127.0.0.1:8000/stripe-sandbox/"
    assert addresses.page_beside(success, "checkout/cs_1/") == f"{beside}/stripe-sandbox/checkout/cs_1/"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/done", "done", "ftp://localhost/done", "http://"])
@pytest.mark.parametrize("name", ["success_url", "cancel_url"])
def test_an_address_that_leads_nowhere_is_refused(session, name: str, url: str) -> None:
    with pytest.raises(gateway.GatewayError, match="Not a valid URL") as refused:
        session(**{name: url})
    assert refused.value.code == "url_invalid"
