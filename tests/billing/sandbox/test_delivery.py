"""Webhooks leave signed; a side that is away gets them later."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.sandbox import delivery


@pytest.fixture
def sent(buy) -> list[str]:
    buy()
    return []


def posting(sent: list[str], status: int = 200):
    def post(body: str, signature: str) -> int:
        sent.append(gateway.verified_event(body.encode(), signature)["id"])
        return status

    return post


def test_every_event_arrives_once_oldest_first(stripe_sandbox, sent) -> None:
    arrived = delivery.deliver(stripe_sandbox, posting(sent), gateway.sign)
    assert arrived == len(sent) == len(set(sent)) > 10
    assert delivery.deliver(stripe_sandbox, posting(sent), gateway.sign) == 0
    assert gateway.undelivered_events(0) == []


def test_an_event_that_was_refused_is_sent_again_later(stripe_sandbox, sent, monkeypatch) -> None:
    monkeypatch.setattr(delivery, "RETRY_SECONDS", (0,))
    assert delivery.deliver(stripe_sandbox, posting(sent, status=500), gateway.sign) == 0
    first = list(sent)
    sent.clear()
    assert delivery.deliver(stripe_sandbox, posting(sent), gateway.sign) == len(first)
    assert sent == first


def test_modes_double_turn_round_and_lose(stripe_sandbox, sent, buy) -> None:
    delivery.deliver(stripe_sandbox, posting(sent), gateway.sign, mode="duplicate")
    assert len(sent) == 2 * len(set(sent))
    buy("pro_monthly")
    newest = gateway.undelivered_events(0)[0]["id"]
    sent.clear()
    delivery.deliver(stripe_sandbox, posting(sent), gateway.sign, mode="reorder")
    assert sent[0] == newest
    buy("plus_annual")
    assert delivery.deliver(stripe_sandbox, posting(sent), gateway.sign, mode="drop") == 0
    sent.clear()
    assert delivery.deliver(stripe_sandbox, posting(sent), gateway.sign) == 0
    assert sent == []
    assert len(gateway.undelivered_events(0)) > 10
