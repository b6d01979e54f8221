from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.verifiers.programs import harness, values

LITERALS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def through(value: object) -> object:
    return values.decode(json.loads(json.dumps(harness.told(value))))


@given(LITERALS)
def test_a_literal_comes_through_as_it_is(value: object) -> None:
    assert values.same(through(value), value)


def test_sets_and_complex_numbers_come_through() -> None:
    assert values.same(through({1, 2}), {2, 1})
    assert values.same(through(1 + 2j), 1 + 2j)


def test_a_value_that_lies_about_equality_is_equal_to_nothing() -> None:
    class Equal:
        def __eq__(self, other: object) -> bool:
            return True

    class Liar(int):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = int.__hash__
        __index__ = __repr__ = lambda self: 5  # type: ignore[assignment]

    assert not values.same(through(Equal()), 5)
    assert not values.same(through(Liar(3)), 5)


@pytest.mark.parametrize(
    ("found", "expected"), [([1], (1,)), ("1", 1), (1.1, 1.2), ([1, 2], [1]), ({}, []), (None, 0)]
)
def test_different_values_are_different(found: object, expected: object) -> None:
    assert not values.same(through(found), expected)


def test_floating_point_noise_is_no_difference() -> None:
    assert values.same(through([0.1 + 0.2]), [0.3])
    assert values.key(harness.told([0.1 + 0.2])) == values.key(harness.told([0.3]))
    assert values.key(harness.told(0.1)) != values.key(harness.told(0.2))


def test_large_deep_and_endless_values_are_bounded() -> None:
    loop: list[object] = []
    loop.append(loop)
    for value in (loop, list(range(10**5)), "x" * 10**6, iter(range(3))):
        assert isinstance(through(value), values.Opaque)
    assert through(10**5000) == 10**5000


def test_generators_are_compared_by_what_they_give() -> None:
    assert values.key(harness.told(n for n in (1, 2))) == values.key(harness.told(n for n in (1, 2)))
    assert values.key(harness.told(n for n in (1, 2))) != values.key(harness.told(n for n in (1, 3)))


@pytest.mark.parametrize("told", [["eval", "1"], ["int"], {"a": 1}, ["int", 5], ["set", [["list", []]]], 1.5])
def test_what_the_harness_does_not_write_is_no_value(told: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        values.decode(told)
