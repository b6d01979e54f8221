"""Maintenance by staff's switch: the same as by the setting, and without a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.controls import state
from chatapp.controls.models import Change
from chatapp.controls.site import site

from .conftest import close

pytestmark = pytest.mark.django_db
Switch = Callable[..., Change]


def test_people_read_what_staff_say_and_when_it_ends(client: Client, switch: Switch) -> None:
    until = timezone.now() + timedelta(minutes=10)
    close(switch, texts={"en": "New <disks>"}, until=until)
    answer = client.get("/")
    assert answer.status_code == 503
    assert 500 < int(answer["Retry-After"]) <= 600
    page = answer.content.decode()
    assert "New &lt;disks&gt;" in page
    assert "It is expected to end" in page


def test_staff_pass_and_open_pages_are_told_so(at_the_desk: Client, switch: Switch) -> None:
    close(switch, texts={"en": "New disks"})
    assert at_the_desk.get("/chat/").status_code == 200
    assert site(is_staff=True)["maintenance"] == {"text": "New disks", "until": None, "passes": True}
    assert not site(is_staff=False)["maintenance"]["passes"]


def test_an_expected_end_that_has_passed_is_not_said(client: Client, switch: Switch) -> None:
    close(switch, until=timezone.now() - timedelta(hours=1))
    answer = client.get("/")
    assert answer["Retry-After"] == "300"
    assert b"expected to end" not in answer.content


def test_a_shell_opens_the_site_with_a_reason_that_is_in_the_audit_log(
    client: Client, switch: Switch
) -> None:
    close(switch)
    with pytest.raises(CommandError, match="reason"):
        call_command("controls", "--open")
    out = StringIO()
    call_command("controls", "--open", "--reason", "The page is away", stdout=out)
    assert "Maintenance: open" in out.getvalue()
    state.refresh()
    assert client.get("/").status_code == 200
    entry = AuditEntry.objects.order_by("-seq").first()
    assert (entry.action, entry.actor_id, entry.reason) == ("controls.maintenance", None, "The page is away")
    with pytest.raises(CommandError, match="so already"):
        call_command("controls", "--open", "--reason", "Again")


def test_whoever_is_erased_leaves_no_name_in_the_history(switch: Switch, operator: User) -> None:
    close(switch)
    operator.delete()
    assert Change.objects.get().actor is None
