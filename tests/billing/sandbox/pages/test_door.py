"""The sandbox's pages are for this machine, in demo mode, without a key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from .conftest import HERE

SAY = (
    "import django; django.setup()\n"
    "from django.urls import Resolver404, resolve\n"
    "try:\n"
    "    print(resolve('/stripe-sandbox/').view_name)\n"
    "except Resolver404:\n"
    "    print('nothing')\n"
)
KEYS = {"STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}


@pytest.fixture
def pages(opened, portal, customer, buy) -> list[str]:
    from billing import gateway

    buy("pro_monthly")
    invoice = f"/stripe-sandbox/invoices/{gateway.invoices(customer)[0]['id']}/"
    return ["/stripe-sandbox/", opened(), portal, invoice, invoice + "pdf/"]


def test_from_this_machine_each_page_is_there_and_says_that_no_money_moves(pages, here) -> None:
    for page in pages[:-1]:
        text = here.get(page).content.decode()
        assert "Stripe sandbox: no money moves." in text, page
        assert "<script>" not in text
        assert "style=" not in text


@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"SERVER_NAME": "testserver"},
    ],
    ids=["another machine", "a proxy", "a newer proxy", "another name for this machine"],
)
def test_from_elsewhere_there_is_nothing(pages, where: dict[str, str]) -> None:
    elsewhere = Client(**{**HERE, **where})
    for page in pages:
        assert elsewhere.get(page).status_code == 404, page
        assert elsewhere.post(page).status_code in (404, 405), page


@pytest.mark.parametrize(
    ("name", "value"), [("STRIPE_SANDBOX", False), ("DEMO", False), ("STRIPE_SECRET_KEY", "sk_live_1")]
)
def test_beside_a_real_stripe_there_is_nothing(pages, here, settings, name: str, value: object) -> None:
    setattr(settings, name, value)
    for page in pages:
        assert here.get(page).status_code == 404, page


@pytest.mark.parametrize(("environment", "found"), [({}, "stripe_sandbox:control"), (KEYS, "nothing")])
def test_with_a_key_the_addresses_do_not_exist(
    tmp_path: Path, environment: dict[str, str], found: str
) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("STRIPE", "BILLING"))}
    given = {"DJANGO_SETTINGS_MODULE": "chatapp.settings", "FRAGARIA_HOME": str(tmp_path), **environment}
    done = subprocess.run(
        [sys.executable, "-c", SAY], env={**clean, **given}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == found


def test_a_form_that_is_not_ours_changes_nothing(opened, portal) -> None:
    stranger = Client(enforce_csrf_checks=True, **HERE)
    for page in (opened(), portal + "card/", "/stripe-sandbox/clock/", "/stripe-sandbox/delivery/"):
        assert stranger.post(page, {"do": "pay", "card": "4242424242424242"}).status_code == 403, page


def test_what_is_not_there_is_not_found(stripe_sandbox, here) -> None:
    for page in ("checkout/cs_no/", "portal/bps_no/", "invoices/in_no/", "invoices/in_no/pdf/"):
        assert here.get(f"/stripe-sandbox/{page}").status_code == 404, page
    for page in ("charges/ch_no/dispute/", "disputes/dp_no/close/", "checkout/cs_no/confirm/"):
        assert here.post(f"/stripe-sandbox/{page}").status_code == 404, page
