"""What the operator sees and does on the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from billing import gateway, inbox
from billing.alerts import raise_alert, resolve_alert
from billing.models import Alert, StripeEvent

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("billing-events", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def event(free, subscribe, monkeypatch: pytest.MonkeyPatch) -> str:
    """An event about a known customer, taken and not worked on."""
    account = subscribe(free)
    found = next(
        each for each in gateway.undelivered_events(0) if each["type"] == "customer.subscription.created"
    )
    assert found["data"]["object"]["customer"] == account.customer_id
    inbox.take(found)
    return found["id"]


def test_events_that_wait_or_failed_are_listed_until_they_are_done(event, monkeypatch) -> None:
    assert f"{event}  customer.subscription.created  attempts 0  waits" in said()
    with monkeypatch.context() as broken:
        broken.setattr(gateway.sandbox, "handle", lambda *_: (503, {}, '{"error": {"message": "Away."}}'))
        with pytest.raises(CommandError, match=r"Away\."):
            said("--replay", event)
    assert "attempts 1  Away." in said()
    assert said("--replay", event) == f"{event} is done.\n"
    assert event not in said()


def test_an_event_that_is_not_there_is_an_error() -> None:
    with pytest.raises(CommandError, match="no event evt_none"):
        said("--replay", "evt_none")
    assert not StripeEvent.objects.exists()


def test_alerts_are_listed_once_until_they_are_resolved() -> None:
    alerts = [raise_alert(kind=Alert.Kind.SPEND, subject="a day", message="Spent.") for _ in range(2)]
    assert said() == "spend  a day  Spent.\n"
    resolve_alert(alert=alerts[0])
    assert said() == "No event waits or failed, and no alert is open.\n"
    raise_alert(kind=Alert.Kind.SPEND, subject="a day", message="Spent again.")
    assert "Spent again." in said()
