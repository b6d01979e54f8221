"""Shards are the same for the same seed, whoever makes them, and only replies bear loss."""

import itertools
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from reasoning.seedling import WEIGHTS, batches, mixture
from reasoning.seedling.batches import CONVERSATIONS, IGNORED, Batch, Source, cuts, shard, supervised
from reasoning.seedling.tasks import FAMILIES


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(WEIGHTS / "hf" / "tokenizer.json", seed=3, batch_tokens=4096, tokens=10_000_000)


def test_a_shard_depends_on_the_seed_and_its_number_alone(source: Source) -> None:
    one, again, other = shard(source, 5), shard(source, 5), shard(source, 6)
    assert all((a.inputs == b.inputs).all() for a, b in zip(one, again, strict=True))
    assert len(one) != len(other) or any(
        a.inputs.shape != b.inputs.shape for a, b in zip(one, other, strict=True)
    )


def test_a_batch_keeps_to_its_size_and_a_shard_to_its_conversations(source: Source) -> None:
    made = shard(source, 0)
    assert sum(len(batch.inputs) for batch in made) == CONVERSATIONS
    assert all(batch.inputs.size <= 4096 or len(batch.inputs) == 1 for batch in made)
    assert all(batch.inputs.shape == batch.labels.shape for batch in made)


def test_only_the_reply_and_its_end_bear_loss() -> None:
    inputs, labels = supervised([7, 8, 9], [20, 21, 3])
    assert inputs == [7, 8, 9, 20, 21]
    assert labels == [IGNORED, IGNORED, 20, 21, 3]


def test_every_label_is_the_next_input(source: Source) -> None:
    batch = shard(source, 9)[0]
    for inputs, labels in zip(batch.inputs, batch.labels, strict=True):
        known = np.flatnonzero(labels != IGNORED)[:-1]
        assert (labels[known] == inputs[known + 1]).all()


def test_a_shard_knows_how_far_the_training_is(source: Source) -> None:
    shares = [source.share(index) for index in (0, 10, 10_000)]
    assert shares[0] == 0.0
    assert 0.0 < shares[1] < 1.0
    assert shares[2] == 1.0


def test_going_further_has_one_stage_with_everything(source: Source) -> None:
    assert source.stage(0).level == 0
    assert replace(source, further=True).stage(0) == mixture.FURTHER
    assert set(mixture.FURTHER.weights) == set(FAMILIES)


def slow(source: Source, index: int) -> list[Batch]:
    time.sleep(0.3)
    return [Batch(np.full((1, 16), index, np.int16), np.full((1, 16), index, np.int16))]


def test_an_impatient_trainer_sees_older_shards_again_instead_of_waiting(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "shard", slow)
    monkeypatch.setattr(batches, "ProcessPoolExecutor", lambda workers, context: ThreadPoolExecutor(workers))
    source_of = batches.shards(source, first=0, workers=1, patient=False)
    seen = [int(several[0].inputs[0, 0]) for _, several in itertools.islice(source_of, 5)]
    assert seen == [0, 0, 0, 0, 0]
    patient = batches.shards(source, first=0, workers=1)
    assert [index for index, _ in itertools.islice(patient, 3)] == [0, 1, 2]


def test_cut_words_are_the_same_text() -> None:
    text = "What's the price of 12 tickets, please?"
    pieces = [cuts(random.Random(seed), text) for seed in range(40)]
    assert all("".join(parts) == text for parts in pieces)
    assert any(len(parts) > 1 for parts in pieces)
