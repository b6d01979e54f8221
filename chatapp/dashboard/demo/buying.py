"""What invented people do about money, at the Stripe sandbox's pages and in ours."""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random

from django.conf import settings

from billing import changes, inbox, reconcile
from billing.checkout import CheckoutError, finish_checkout, start_checkout
from billing.gateway import GatewayError
from billing.models import Invoice, Mail, StripeEvent, Subscription
from billing.refunds import RefundError, refund_invoice
from billing.sandbox import delivery, people
from billing.teams import create_team

from .moving import Clock, move_on
from .person import Person

BACK = {"success_url": "http://localhost/done", "cancel_url": "http://localhost/back"}


class Shop:
    """Purchases and what follows from them; events from the sandbox are worked on a few seconds after they were made.

    `lost` makes it lose what is sent, as a network does, until `reconcile` finds out.
    """

    def __init__(self, clock: Clock, random: Random) -> None:
        self.clock = clock
        self.random = random
        self.sandbox = settings.STRIPE_SANDBOX_FILE
        self.lost = False

    def buy(self, person: Person) -> None:
        """Press Upgrade, pay, come back."""
        assert person.user is not None
        if person.wish == "team":
            person.account = create_team(owner_id=person.user.pk, name=f"Team {person.number}")
        assert person.account is not None
        url = start_checkout(
            account=person.account,
            actor_id=person.user.pk,
            lookup_key=person.price,
            quantity=person.seats,
            trial=person.trial,
            **BACK,
        )
        session = url.rstrip("/").rpartition("/")[2]
        people.pay(self.sandbox, session, person.card)
        finish_checkout(account=person.account, session_id=session)
        self.hear()

    def cancel(self, person: Person) -> None:
        """End it with the period, for what cannot be ended any more do nothing."""
        assert person.user is not None
        assert person.account is not None
        with suppress(CheckoutError):
            changes.cancel(account=person.account, actor_id=person.user.pk)
        self.hear()

    def upgrade(self, person: Person) -> None:
        """To Pro, where that is more."""
        assert person.user is not None
        assert person.account is not None
        who = {"account": person.account, "actor_id": person.user.pk, "lookup_key": "pro_monthly"}
        with suppress(CheckoutError):
            preview = changes.preview_upgrade(**who)
            changes.upgrade(**who, proration_date=preview.proration_date)
        self.hear()

    def refund(self, person: Person) -> None:
        """Half of the last invoice back, as staff do."""
        invoice = Invoice.objects.filter(account=person.account, amount_paid__gt=0).first()
        if invoice is not None:
            with suppress(RefundError, GatewayError):
                refund_invoice(
                    invoice=invoice,
                    cents=invoice.amount_paid // 2,
                    actor_id=uuid.UUID(int=0),
                    attempt=uuid.UUID(int=self.random.getrandbits(128), version=4),
                )
        self.hear()

    def pass_time(self, at: datetime) -> None:
        """Renewals, retries and ends until `at`, each told when it happens."""
        move_on(self.sandbox, at)
        self.hear()

    def hear(self) -> None:
        """Take what the sandbox sends, and work on it."""
        until = self.clock.at
        while delivery.deliver(self.sandbox, self._post, lambda _: ""):
            pass
        self.clock.at = until
        # Nobody is to get mail about an invented past.
        Mail.objects.filter(outcome=Mail.Outcome.WAITING).update(outcome=Mail.Outcome.DROPPED, done_at=until)

    def reconcile(self) -> None:
        """The nightly comparison."""
        reconcile.sync_all()
        self.hear()

    def _post(self, body: str, _signature: str) -> int:
        if self.lost:
            return 200
        event = json.loads(body)
        made = datetime.fromtimestamp(event["created"], UTC)
        self.clock.at = made + timedelta(seconds=self.random.uniform(0.2, 1.5))
        inbox.take(event)
        self.clock.at += timedelta(seconds=self.random.lognormvariate(0.3, 0.7))
        StripeEvent.objects.filter(pk=event["id"]).update(received_at=self.clock.at)
        inbox.work(event_id=event["id"])
        return 200


def pays(person: Person) -> bool:
    return Subscription.objects.filter(account=person.account, status="active", ends_at=None).exists()
