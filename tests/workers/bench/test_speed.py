from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from reasoning.answers import canonical
from workers.bench.quick import aims
from workers.bench.speed import Overhead, Side, overhead, side_by_side, stop, text


@pytest.mark.parametrize("tokens", [3, 20, 100, 101])
def test_a_reply_has_as_many_tokens_as_it_should_and_an_answer(tokens: int) -> None:
    assert len(text(tokens, 7).split()) == tokens
    assert canonical(text(tokens, 7)) == "7"


def test_paths_are_written_side_by_side_and_a_step_is_shown_after_it_was_written() -> None:
    side = asyncio.run(side_by_side(3, 30))
    assert side.alone == pytest.approx(0.6)
    assert 0.6 <= side.seconds < 3 * side.alone
    assert 0 < side.shown < side.seconds


def test_stop_leaves_no_stream_open() -> None:
    assert asyncio.run(stop(3, after=0.05)) >= 0


def test_the_driver_and_the_bare_loop_read_the_same_tokens() -> None:
    found = asyncio.run(overhead(3, 2, 40))
    assert found.driver > found.bare > 0
    assert found.added == found.driver - found.bare


def test_what_is_too_slow_is_missed() -> None:
    quick = aims(Side(5, 100, 2.1, 0.01), 0.1, [Overhead(25, 8, 40.0, 5.0)])
    slow = aims(Side(5, 100, 10.1, 0.2), 1.5, [Overhead(25, 8, 60.0, 5.0)])
    assert Counter(aim.met for aim in quick) == {True: 4}
    assert Counter(aim.met for aim in slow) == {False: 4}
