from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reasoning.budget import Meter
from reasoning.types import Budget, Prices, Usage

FREE = Prices()


def meter(tokens: int = 1000, cost: int | None = None) -> Meter:
    return Meter(Budget(tokens, 4, 5, 20.0, cost))


def test_a_call_gets_what_is_left_and_gives_back_what_it_did_not_use() -> None:
    first, granted = meter().reserve(0, prompt=10, tokens=700, prices=FREE)
    assert granted == 700
    second, granted = first.reserve(1, prompt=10, tokens=700, prices=FREE)
    assert (granted, second.tokens_left) == (300, 0)
    assert second.reserve(2, prompt=10, tokens=1, prices=FREE) == (second, 0)
    assert second.settle(0, Usage(10, 0, 100)).tokens_left == 600


def test_money_shortens_a_call_and_then_refuses_it() -> None:
    poor, dear = meter(cost=1000), Prices(input=1_000_000, output=10_000_000)
    held, granted = poor.reserve(0, prompt=100, tokens=500, prices=dear)
    assert (granted, held.cost_left) == (90, 0)
    assert poor.reserve(0, prompt=1000, tokens=500, prices=dear)[1] == 0
    assert poor.reserve(0, prompt=1001, tokens=500, prices=dear)[1] == 0


def test_each_call_costs_what_its_own_model_costs() -> None:
    cheap, dear = Prices(output=1_000_000), Prices(output=50_000_000)
    books, _ = meter().reserve(0, prompt=0, tokens=10, prices=cheap)
    books, _ = books.reserve(1, prompt=0, tokens=10, prices=dear)
    assert books.settle(0, Usage(0, 0, 10)).settle(1, Usage(0, 0, 10)).cost_micros == 510


def test_a_call_that_only_reads_takes_money_but_no_tokens() -> None:
    held = meter(tokens=1, cost=100).reserve_reading(0, prompt=90, prices=Prices(input=1_000_000))
    assert held
    assert (held.tokens_left, held.cost_left) == (1, 10)
    assert held.reserve_reading(1, prompt=11, prices=Prices(input=1_000_000)) is None
    settled = held.settle(0, Usage(50))
    assert (settled.tokens, settled.cost_micros, settled.cost_left) == (0, 50, 50)


def test_nothing_new_begins_in_the_last_quarter() -> None:
    assert meter().begins(14.9, 749)
    assert not meter().begins(15.0, 0)
    assert not meter().begins(0.0, 750)


CALLS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 900), st.floats(0, 1), st.booleans()), max_size=12
)


@given(CALLS, st.integers(1, 2000), st.none() | st.integers(0, 3000), st.integers(0, 9), st.integers(0, 9))
def test_neither_tokens_nor_money_ever_exceed_the_budget(
    calls: list[tuple[int, int, float, bool]], tokens: int, cost: int | None, price_in: int, price_out: int
) -> None:
    books = meter(tokens, cost)
    prices = Prices(price_in * 100_000, 0, price_out * 100_000)
    running: list[tuple[int, Usage]] = []
    for number, (prompt, wanted, share, ends) in enumerate(calls):
        books, granted = books.reserve(number, prompt=prompt, tokens=wanted, prices=prices)
        if granted:
            running.append((number, Usage(prompt, 0, round(granted * share))))
        if ends and running:
            books = books.settle(*running.pop(0))
    for call in running:
        books = books.settle(*call)
    assert books.tokens <= tokens
    assert cost is None or books.cost_micros <= cost
    assert not books.holds
