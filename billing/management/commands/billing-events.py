"""`manage.py billing-events [--replay ID]`: events from Stripe that wait or failed, and open alerts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from billing import inbox
from billing.models import Alert, StripeEvent


class Command(BaseCommand):
    help = "List what staff should look at: events that wait or failed, and open alerts; or replay an event."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--replay", metavar="ID", help="work on this event again, done or not")

    def handle(self, *, replay: str | None, **_: Any) -> None:
        if replay:
            self._replay(replay)
            return
        events = StripeEvent.objects.filter(processed_at=None).order_by("received_at")
        alerts = Alert.objects.filter(resolved_at=None).order_by("created_at")
        for event in events:
            reason = event.last_error or "waits"
            self.stdout.write(f"{event.pk}  {event.type}  attempts {event.attempts}  {reason}")
        for alert in alerts:
            self.stdout.write(f"{alert.kind}  {alert.subject}  {alert.message}")
        if not (events or alerts):
            self.stdout.write("No event waits or failed, and no alert is open.")

    def _replay(self, event_id: str) -> None:
        try:
            done = inbox.replay(event_id=event_id)
        except StripeEvent.DoesNotExist:
            raise CommandError(f"There is no event {event_id}.") from None
        if not done:
            raise CommandError(StripeEvent.objects.get(pk=event_id).last_error)
        self.stdout.write(f"{event_id} is done.")
