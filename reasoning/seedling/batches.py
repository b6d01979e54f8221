"""Training batches: deterministic shards of conversations, cut into padded batches of like length."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reasoning.seedling.mixture import Stage, conversation, stage_at
from reasoning.seedling.tokenizer import ChatTokenizer

IGNORED = -100  # label of a position without loss
SHARD_CONVERSATIONS = 1024


@dataclass(frozen=True)
class Batch:
    """`inputs` and `labels`: int64 arrays of shape (rows, length); labels outside the reply are IGNORED."""

    inputs: NDArray[np.int64]
    labels: NDArray[np.int64]


def shard(tokenizer_path: Path, seed: int, index: int, share: float, batch_tokens: int) -> list[Batch]:
    """The batches of shard `index`, made when `share` of the training is done; rows times length is limited."""
    tokenizer = ChatTokenizer.load(tokenizer_path)
    rng = random.Random(f"train:{seed}:{index}")
    stage = stage_at(share)
    rows = [_conversation(tokenizer, rng, stage) for _ in range(SHARD_CONVERSATIONS)]
    rows.sort(key=lambda row: len(row[0]))
    groups: list[list[tuple[list[int], list[int]]]] = [[]]
    for row in rows:
        if (len(groups[-1]) + 1) * len(row[0]) > batch_tokens and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    batches = [collate(group, tokenizer.pad) for group in groups]
    rng.shuffle(batches)
    return batches


def _conversation(tokenizer: ChatTokenizer, rng: random.Random, stage: Stage) -> tuple[list[int], list[int]]:
    turns, reply = conversation(rng, stage)
    return supervised(tokenizer.prompt(turns), [*tokenizer.encode(reply), tokenizer.end])


def supervised(prompt: list[int], reply: list[int]) -> tuple[list[int], list[int]]:
    """Inputs and next-token labels of one conversation; only the reply bears loss."""
    inputs = [*prompt, *reply[:-1]]
    return inputs, [IGNORED] * (len(prompt) - 1) + reply


def collate(rows: list[tuple[list[int], list[int]]], pad: int) -> Batch:
    """Rows padded on the right to the longest of them."""
    shape = (len(rows), max(len(inputs) for inputs, _ in rows))
    inputs, labels = np.full(shape, pad, np.int64), np.full(shape, IGNORED, np.int64)
    for at, (row, row_labels) in enumerate(rows):
        inputs[at, : len(row)], labels[at, : len(row)] = row, row_labels
    return Batch(inputs, labels)


def shards(
    tokenizer_path: Path,
    *,
    seed: int,
    first: int,
    share: Callable[[], float],
    batch_tokens: int,
    workers: int,
) -> Iterator[tuple[int, list[Batch]]]:
    """Endless (index, batches) from shard `first` on; `workers` (0: this process) do not change the data."""
    if workers == 0:
        index = first
        while True:
            yield index, shard(tokenizer_path, seed, index, share(), batch_tokens)
            index += 1
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[tuple[int, Future[list[Batch]]]] = deque()
        index = first
        while True:
            while len(waiting) < 2 * workers:
                job = pool.submit(shard, tokenizer_path, seed, index, share(), batch_tokens)
                waiting.append((index, job))
                index += 1
            ready, future = waiting.popleft()
            yield ready, future.result()
