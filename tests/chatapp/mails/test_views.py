"""Staff of a demo look at the mails; nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve

from billing.mails.samples import rendered
from chatapp.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(owner: User) -> Client:
    owner.is_staff = True
    owner.save()
    client = Client()
    client.force_login(owner)
    return client


def test_staff_see_each_mail_as_html_and_text(staff: Client) -> None:
    listed = staff.get("/staff/mails/").content.decode()
    for name, mail in rendered():
        assert f"/staff/mails/{name}/text/" in listed
        assert staff.get(f"/staff/mails/{name}/").content.decode() == mail.html
        assert mail.subject in staff.get(f"/staff/mails/{name}/text/").content.decode()
    assert staff.get("/staff/mails/nothing/").status_code == 404


def test_where_billing_is_off_no_mail_is_about_money(staff: Client, settings) -> None:
    settings.BILLING = False
    listed = staff.get("/staff/mails/").content.decode()
    assert "/staff/mails/invitation/" in listed
    for paid in ("receipt", "payment-failed", "plan-started"):
        assert f"/staff/mails/{paid}/" not in listed
        assert staff.get(f"/staff/mails/{paid}/").status_code == 404


def test_a_mails_own_styles_are_let_in_and_nothing_else_is(staff: Client) -> None:
    policy = staff.get("/staff/mails/receipt/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in staff.get("/staff/mails/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", "receipt/", "receipt/text/"])
def test_for_others_and_in_production_there_is_nothing(staff, teammate, settings, path) -> None:
    other = Client()
    other.force_login(teammate)
    assert other.get(f"/staff/mails/{path}").status_code == 404
    assert Client().get(f"/staff/mails/{path}").status_code == 302
    settings.DEMO = False
    assert staff.get(f"/staff/mails/{path}").status_code == 404


def test_every_link_in_a_mail_leads_to_a_page_of_ours() -> None:
    for _, mail in rendered():
        for line in mail.text.splitlines():
            if line.startswith("http://127.0.0.1:8000/"):
                assert resolve(line.removeprefix("http://127.0.0.1:8000"))
    assert resolve("/settings/billing/00000000-0000-4000-8000-000000000000/")
    assert resolve("/teams/00000000-0000-4000-8000-000000000000/")
