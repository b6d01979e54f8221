from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reasoning.budget import Meter
from reasoning.types import Budget, Prices, Usage


def meter(tokens: int = 1000, cost: int | None = None, prices: Prices | None = None) -> Meter:
    return Meter(Budget(tokens, 4, 5, 20.0, cost), prices or Prices())


def test_a_call_gets_what_is_left_and_gives_back_what_it_did_not_use() -> None:
    first, granted = meter().reserve(0, prompt=10, tokens=700)
    assert granted == 700
    second, granted = first.reserve(1, prompt=10, tokens=700)
    assert (granted, second.tokens_left) == (300, 0)
    assert second.reserve(2, prompt=10, tokens=1) == (second, 0)
    assert second.settle(0, Usage(10, 0, 100)).tokens_left == 600


def test_money_shortens_a_call_and_then_refuses_it() -> None:
    dear = meter(cost=1000, prices=Prices(input=1_000_000, output=10_000_000))
    held, granted = dear.reserve(0, prompt=100, tokens=500)
    assert (granted, held.cost_left) == (90, 0)
    assert dear.reserve(0, prompt=1000, tokens=500)[1] == 0
    assert dear.reserve(0, prompt=1001, tokens=500)[1] == 0


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
    books = meter(tokens, cost, Prices(price_in * 100_000, 0, price_out * 100_000))
    running: list[tuple[int, Usage]] = []
    for number, (prompt, wanted, share, ends) in enumerate(calls):
        books, granted = books.reserve(number, prompt=prompt, tokens=wanted)
        if granted:
            running.append((number, Usage(prompt, 0, round(granted * share))))
        if ends and running:
            books = books.settle(*running.pop(0))
    for call in running:
        books = books.settle(*call)
    assert books.tokens <= tokens
    assert cost is None or books.cost_micros <= cost
    assert not books.holds
