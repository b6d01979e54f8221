"""Signed events through the product's own request handling, as fast as a few clients send them."""

from __future__ import annotations

import json
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import Client

from billing import gateway
from billing.models import StripeEvent

from .rates import THREADS, Rate

PATH = "/billing/webhook/"


def intake(events: int) -> Rate:
    """Post `events` different events, each signed: checked, stored, queued and answered. Raises on any refusal."""
    signed = [(body, gateway.sign(body)) for body in map(_event, range(events))]
    rate = Rate()
    before = StripeEvent.objects.count()
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        for took in threads.map(_post_all, [signed[start::THREADS] for start in range(THREADS)]):
            rate.each += took
        rate.wall = time.monotonic() - began
        list(threads.map(lambda _: connection.close(), range(THREADS)))
    if StripeEvent.objects.count() - before != events:
        raise RuntimeError("Not every event was stored.")
    return rate


def _post_all(signed: list[tuple[str, str]]) -> list[float]:
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    took = []
    for body, signature in signed:
        started = time.monotonic()
        headers = {"stripe-signature": signature}
        reply = client.post(PATH, body, content_type="application/json", headers=headers)
        if reply.status_code != 200:
            raise RuntimeError(f"The webhook answered {reply.status_code}.")
        took.append(time.monotonic() - started)
    return took


def _event(number: int) -> str:
    invoice = {
        "id": f"in_{number}", "object": "invoice", "customer": f"cus_{number % 50}", "status": "paid", "total": 2000
    }  # fmt: skip
    return json.dumps(
        {
            "id": f"evt_{uuid.uuid4().hex}",
            "object": "event",
            "api_version": "2026-10-28.endive",
            "created": int(time.time()),
            "livemode": False,
            "type": "invoice.paid",
            "data": {"object": invoice},
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
        }
    )
