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


def test_the_way_that_was_set_counts_until_another_is(stripe_sandbox, sent, buy) -> None:
    delivery.set_mode(stripe_sandbox, "duplicate")
    delivery.deliver(stripe_sandbox, posting(sent), gateway.sign)
    assert len(sent) == 2 * len(set(sent))
    delivery.set_mode(stripe_sandbox, "drop")
    buy("pro_monthly")
    assert delivery.deliver(stripe_sandbox, posting(sent), gateway.sign) == 0
    assert {each.state for each in delivery.recent(stripe_sandbox, 5)} == {"lost"}
    assert delivery.waiting(stripe_sandbox) == 0


def test_two_postmen_at_once_carry_no_event_twice(stripe_sandbox, sent) -> None:
    other: list[str] = []

    def post(body: str, signature: str) -> int:
        if not other:
            delivery.deliver(stripe_sandbox, posting(other), gateway.sign)
            other.append("done")
        return posting(sent)(body, signature)

    delivery.deliver(stripe_sandbox, post, gateway.sign)
    assert other == ["done"]
    assert len(sent) == len(set(sent)) > 10


def test_what_a_postman_took_and_never_brought_is_taken_again(stripe_sandbox, sent, monkeypatch) -> None:
    def die(body: str, signature: str) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        delivery.deliver(stripe_sandbox, die, gateway.sign)
    assert delivery.deliver(stripe_sandbox, posting(sent), gateway.sign) == 0
    late = delivery.time.time() + delivery.CLAIM_SECONDS + 1
    monkeypatch.setattr(delivery.time, "time", lambda: late)
    assert delivery.deliver(stripe_sandbox, lambda *_: 200, gateway.sign) > 10


def test_nobody_there_is_tried_20_times_and_then_given_up(stripe_sandbox, sent, monkeypatch) -> None:
    monkeypatch.setattr(delivery, "RETRY_SECONDS", (0,))
    for _ in range(delivery.ATTEMPTS):
        assert delivery.waiting(stripe_sandbox)
        delivery.deliver(stripe_sandbox, lambda *_: 0, gateway.sign)
    assert delivery.deliver(stripe_sandbox, posting(sent), gateway.sign) == 0
    assert {each.state for each in delivery.recent(stripe_sandbox)} == {"lost"}


def test_an_event_that_arrived_waits_for_no_webhook(stripe_sandbox, sent) -> None:
    delivery.deliver(stripe_sandbox, posting(sent), gateway.sign)
    assert {each.pending_webhooks for each in gateway.client().v1.events.list().data} == {0}
