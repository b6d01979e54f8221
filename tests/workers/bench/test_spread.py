from __future__ import annotations

import random

import pytest

from workers.bench.spread import spread


def test_results_come_in_the_order_of_the_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    done = spread("sizes", abs, range(-20, 0), processes=2, opened=random.seed, given=(1,))
    assert list(done) == list(range(20, 0, -1))
    assert "sizes: 20 of 20" in capsys.readouterr().err


def test_a_fault_in_a_process_is_one_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread("faults", (1).__truediv__, [1, 0], processes=1, opened=random.seed, given=(1,)))


def test_no_job_starts_no_process() -> None:
    assert list(spread("nothing", abs, [], processes=2, opened=random.seed, given=())) == []
