"""An invoice's page and its PDF."""

from __future__ import annotations

import re

import pytest

from billing import gateway
from billing.sandbox import clock
from billing.sandbox.pages.pdf import Rule, Text, write
from billing.sandbox.world import world

from ..conftest import CONFIRM, DECLINED, GOOD, LATER
from .conftest import path_of, said


@pytest.fixture
def paid(buy, customer) -> dict:
    buy()
    return gateway.invoices(customer)[0]


@pytest.fixture
def owed(buy, customer, stripe_sandbox) -> dict:
    buy(card=LATER)
    clock.advance(stripe_sandbox, days=32)
    return gateway.invoices(customer)[0]


def test_its_addresses_are_the_installations_own(paid, settings) -> None:
    for name in ("hosted_invoice_url", "invoice_pdf"):
        assert paid[name].startswith(
            f"http://127.0.0.1:{settings.PORT}/stripe-sandbox/invoices/{paid['id']}/"
        )


def test_a_paid_one_shows_lines_sum_and_day_and_asks_for_nothing(here, paid) -> None:
    text = said(here.get(path_of(paid["hosted_invoice_url"])))
    for words in (
        paid["number"],
        "1 × Plus (at $20.00 / month)",
        "$20.00",
        "owner@example.org",
        "Download PDF",
    ):
        assert words in text
    assert "<form" not in text


def test_it_names_its_customer_once_and_leads_back(here, paid, customer, stripe_sandbox) -> None:
    with world(stripe_sandbox) as sandbox:
        stored = sandbox.get("invoice", paid["id"])
        sandbox.put(stored | {"customer_name": stored["customer_email"]})
    text = said(here.get(path_of(paid["hosted_invoice_url"])))
    assert text.count("owner@example.org") == 1
    assert '<a href="/">To the site</a>' in text


def test_an_open_one_is_paid_here(here, owed, customer) -> None:
    page = path_of(owed["hosted_invoice_url"])
    assert "Pay $20.00" in said(here.get(page))
    assert "Your card was declined." in said(here.post(page, {"card": DECLINED}))
    here.post(page, {"card": GOOD})
    assert gateway.invoices(customer)[0]["status"] == "paid"
    assert gateway.subscriptions(customer)[0]["status"] == "active"
    assert "This invoice is settled" in said(here.post(page, {"card": GOOD}, follow=True))


def test_the_card_on_file_is_enough(here, owed, customer) -> None:
    here.post(path_of(owed["hosted_invoice_url"]), {"card": "on file"})
    assert gateway.invoices(customer)[0]["status"] == "paid"


@pytest.mark.parametrize(("do", "status"), [("complete", "paid"), ("fail", "open")])
def test_the_banks_question_is_asked_and_answered(here, owed, customer, do: str, status: str) -> None:
    page = path_of(owed["hosted_invoice_url"])
    assert "is this you?" in said(here.post(page, {"card": CONFIRM}, follow=True))
    text = said(here.post(page + "confirm/", {"do": do}, follow=True))
    assert gateway.invoices(customer)[0]["status"] == status
    assert ("Your bank did not confirm" in text) == (do == "fail")


def test_a_debit_on_its_way_is_not_paid_twice(here, owed, customer) -> None:
    page = path_of(owed["hosted_invoice_url"])
    here.post(page, {"card": "000123456789"})
    assert "On its way" in said(here.get(page))
    here.post(page, {"card": GOOD})
    assert len([each for each in gateway.charges(customer) if each["status"] != "failed"]) == 2


def test_what_is_void_cannot_be_paid_by_a_late_confirmation(here, owed, customer) -> None:
    page = path_of(owed["hosted_invoice_url"])
    here.post(page, {"card": CONFIRM})
    gateway.cancel_subscription(gateway.subscriptions(customer)[0]["id"])
    here.post(page + "confirm/", {"do": "complete"})
    assert gateway.invoices(customer)[0]["status"] == "void"
    assert "nobody owes it any longer" in said(here.get(page))


class TestPdf:
    def test_it_says_what_the_page_says(self, here, paid) -> None:
        answer = here.get(path_of(paid["invoice_pdf"]))
        assert answer.headers["Content-Type"] == "application/pdf"
        assert paid["number"] in answer.headers["Content-Disposition"]
        for words in (
            paid["number"],
            "1 \xd7 Plus \\(at $20.00 / month\\)",
            "no money moves",
            "owner@example.org",
        ):
            assert words.encode("cp1252") in answer.content

    def test_every_object_is_where_the_table_says(self) -> None:
        file = write(
            [[Text(56, 80, "One"), Rule(90)], [Text(400, 80, "$1.00", right=True)]], title="Two (pages)"
        )
        start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", file)[1])
        count = int(re.match(rb"xref\n0 (\d+)\n", file[start:])[1])
        places = re.findall(rb"(\d{10}) 00000 n \n", file[start:])
        assert len(places) == count - 1
        for number, place in enumerate(places, 1):
            assert file[int(place) :].startswith(b"%d 0 obj\n" % number)
        for length, stream in re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", file, re.DOTALL):
            assert len(stream) == int(length)
        assert b"/Count 2" in file

    @pytest.mark.parametrize("name", ["(((", ")", "\\", "Zoë Ω 公司", "a\nb", "-----"])
    def test_no_name_breaks_it(self, name: str) -> None:
        file = write([[Text(56, 80, name)]], title=name)
        (stream,) = re.findall(rb"stream\n(.*?)\nendstream", file, re.DOTALL)
        text = re.fullmatch(rb"BT /F1 10.0 Tf 56.0 762.0 Td \((.*)\) Tj ET", stream)[1]
        assert re.fullmatch(rb"(?:[^()\\\r\n]|\\[()\\])*", text)
