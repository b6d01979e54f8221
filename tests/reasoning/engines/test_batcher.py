"""The batcher with a library that writes one token whenever the test allows it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from reasoning.engines import batcher as batcher_module
from reasoning.engines.batcher import Batcher, Job

WAIT = 5.0
END = 999


class Library:
    """Writes `token` 1, 2, 3 ... into every text of a batch; each step needs a permit."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []  # the lengths of the texts in each batch
        self.permits = threading.Semaphore(0)
        self.steps: queue.Queue[int] = queue.Queue()
        self.may_load = threading.Event()
        self.may_load.set()

    def load(self) -> Library:
        assert self.may_load.wait(WAIT)
        return self

    def __call__(
        self,
        texts: Sequence[Sequence[int]],
        limit: int,
        sampling: tuple[float, float],
        on_token: Callable[[int, int, int, float], bool],
    ) -> None:
        self.batches.append([len(text) for text in texts])
        going = list(range(len(texts)))
        for step in range(limit):
            assert self.permits.acquire(timeout=WAIT)
            going = [index for index in going if not on_token(index, step, step + 1, -0.5)]
            self.steps.put(step)
            if not going:
                return


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def batcher(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Batcher]:
    # Jobs of a test that is slow to submit them still arrive together.
    monkeypatch.setattr(batcher_module, "GATHER_SECONDS", 0.05)
    monkeypatch.setattr(batcher_module, "GATHER_LIMIT", 1.0)
    batcher = Batcher(library.load)
    yield batcher
    library.permits.release(100_000)
    batcher.close()


class Ask(Job):
    """A job that remembers how it ended."""

    def __init__(self, length: int = 4, limit: int = 8, temperature: float = 0.0) -> None:
        self.done_event = threading.Event()
        self.error: Exception | None = None
        super().__init__(
            [0] * length, limit, END, (temperature, 1.0), lambda token, logprob: False, self.hear_end
        )

    def hear_end(self, error: Exception | None) -> None:
        self.error = error
        self.done_event.set()


def submit_together(library: Library, batcher: Batcher, *jobs: Job) -> None:
    """The thread begins with the first job, and loads while the others come."""
    library.may_load.clear()
    for job in jobs:
        batcher.submit(job)
    library.may_load.set()


def test_paths_that_arrive_together_share_a_batch(library: Library, batcher: Batcher) -> None:
    jobs = [Ask() for _ in range(5)]
    library.permits.release(100)
    submit_together(library, batcher, *jobs)
    assert all(job.done_event.wait(WAIT) for job in jobs)
    assert library.batches == [[4] * 5]


def test_other_lengths_and_other_sampling_go_separately(library: Library, batcher: Batcher) -> None:
    jobs = [Ask(4), Ask(6), Ask(4, temperature=0.8), Ask(4)]
    library.permits.release(1000)
    submit_together(library, batcher, *jobs)
    assert all(job.done_event.wait(WAIT) for job in jobs)
    assert [4, 4] in library.batches
    assert [6] in library.batches


def test_a_newcomer_gets_in_before_a_long_answer_has_ended(
    library: Library, batcher: Batcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batcher_module, "CHUNK", 4)
    long, short = Ask(limit=1000), Ask(length=30, limit=2)
    batcher.submit(long)
    library.permits.release()
    library.steps.get(timeout=WAIT)
    batcher.submit(short)
    library.permits.release(20)
    assert short.done_event.wait(WAIT)
    assert not long.done
    assert long.limit > 900


def test_a_text_that_ends_is_told_so_while_its_batch_goes_on(library: Library, batcher: Batcher) -> None:
    short, long = Ask(limit=50), Ask(limit=50)
    short.end = 3  # the third token that the library writes
    submit_together(library, batcher, short, long)
    library.permits.release(4)
    assert short.done_event.wait(WAIT)
    assert short.ended
    assert not long.done
    assert short.ids == [0, 0, 0, 0, 1, 2]


def test_a_batch_that_made_room_stays_together(
    library: Library, batcher: Batcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batcher_module, "CHUNK", 4)
    long = [Ask(limit=40) for _ in range(3)]
    library.permits.release(1)
    submit_together(library, batcher, *long)
    library.steps.get(timeout=WAIT)
    batcher.submit(Ask(length=30, limit=2))
    library.permits.release(1000)
    assert all(job.done_event.wait(WAIT) for job in long)
    assert all(len(lengths) == 3 or lengths == [30] for lengths in library.batches)
    assert len(library.batches) > 2
    assert all(len(job.ids) == 44 for job in long)


def test_a_cancelled_job_leaves_the_running_batch_at_the_next_token(
    library: Library, batcher: Batcher
) -> None:
    gone, stays = Ask(limit=50), Ask(limit=50)
    submit_together(library, batcher, gone, stays)
    library.permits.release(2)
    library.steps.get(timeout=WAIT)
    library.steps.get(timeout=WAIT)
    gone.cancelled = True
    library.permits.release(100)
    assert stays.done_event.wait(WAIT)
    assert len(gone.ids) == 6
    assert len(stays.ids) == 54


def test_a_listener_that_raises_fails_its_batch_and_not_the_thread(
    library: Library, batcher: Batcher
) -> None:
    bad, good = Ask(), Ask(length=7)
    bad.on_token = lambda token, logprob: bool(1 / 0)
    library.permits.release(100)
    batcher.submit(bad)
    assert bad.done_event.wait(WAIT)
    assert isinstance(bad.error, ZeroDivisionError)
    batcher.submit(good)
    assert good.done_event.wait(WAIT)
    assert good.error is None


def test_closing_ends_the_thread_and_tells_the_jobs(library: Library) -> None:
    batcher = Batcher(library.load)
    running, waiting = Ask(limit=1000), Ask(length=30)
    batcher.submit(running)
    library.permits.release()
    library.steps.get(timeout=WAIT)
    batcher.submit(waiting)
    closer = threading.Thread(target=batcher.close)
    closer.start()
    library.permits.release(5)
    closer.join(WAIT)
    assert not closer.is_alive()
    assert isinstance(running.error, RuntimeError)
    assert isinstance(waiting.error, RuntimeError)
    with pytest.raises(RuntimeError):
        batcher.submit(Ask())
