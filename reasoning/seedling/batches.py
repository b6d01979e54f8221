"""Training batches: deterministic shards of conversations, cut into padded batches of like length."""

from __future__ import annotations

import multiprocessing
import random
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reasoning.seedling.mixture import FURTHER, Stage, conversation, stage_at
from reasoning.seedling.tokenizer import ChatTokenizer

IGNORED = -100  # label of a position without loss
LONGEST = 640  # tokens; the few longer conversations are left out
CONVERSATIONS = 1024  # in a shard, and as many as make up some twenty batches
BATCHES = 20
REPLAYED = 100  # shards that an impatient trainer may see again
TOKENS_A_CONVERSATION = 128  # about; says how far a shard is in the training
# In this share of the questions, words are cut at random, as slips of the finger make the tokenizer cut them.
CUT_SHARE, CUT_WORDS = 0.2, 0.15
_WORD = re.compile(r"[^\W\d_]{3,}")
LENGTH_STEP = 16  # lengths are multiples of this, so that a compiled network meets few shapes


@dataclass(frozen=True)
class Batch:
    """`inputs` and `labels`: int16 arrays of shape (rows, length); labels outside the reply are IGNORED."""

    inputs: NDArray[np.int16]
    labels: NDArray[np.int16]


@dataclass(frozen=True)
class Source:
    """Where shards come from: tokenizer, seed, the size of a batch (rows times length, in tokens), and the
    training's length in tokens, by which a shard knows its stage. One that goes `further` has a single stage."""

    tokenizer: Path
    seed: int
    batch_tokens: int
    tokens: int
    further: bool = False

    def stage(self, index: int) -> Stage:
        """What shard `index` teaches."""
        return FURTHER if self.further else stage_at(self.share(index))

    @property
    def conversations(self) -> int:
        return max(CONVERSATIONS, BATCHES * self.batch_tokens // TOKENS_A_CONVERSATION)

    def share(self, index: int) -> float:
        """How far in the training shard `index` is, 0 to 1."""
        return min(1.0, index * self.conversations * TOKENS_A_CONVERSATION / self.tokens)


def shard(source: Source, index: int) -> list[Batch]:
    """The batches of shard `index`: always the same for the same source."""
    rng = random.Random(f"train:{source.seed}:{index}")
    stage = source.stage(index)
    rows: list[tuple[list[int], list[int]]] = []
    while len(rows) < source.conversations:
        row = _conversation(source.tokenizer, rng, stage)
        if len(row[0]) <= LONGEST:
            rows.append(row)
    rows.sort(key=lambda row: len(row[0]))
    groups: list[list[tuple[list[int], list[int]]]] = [[]]
    for row in rows:
        if (len(groups[-1]) + 1) * _padded(len(row[0])) > source.batch_tokens and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    pad = _tokenizer(source.tokenizer).pad
    batches = [collate(group, pad) for group in groups]
    rng.shuffle(batches)
    return batches


def _conversation(path: Path, rng: random.Random, stage: Stage) -> tuple[list[int], list[int]]:
    turns, reply = conversation(rng, stage)
    tokenizer = _tokenizer(path)
    reply_ids = [*tokenizer.encode(reply), tokenizer.end]
    if rng.random() >= CUT_SHARE:
        return supervised(tokenizer.prompt(turns), reply_ids)
    ids = tokenizer.prompt([*turns[:-1], ("user", "")])
    end = len(ids) - 2  # of the empty question: then come <|end|> and <|assistant|>
    cut = [number for piece in cuts(rng, turns[-1][1]) for number in tokenizer.encode(piece)]
    return supervised([*ids[:end], *cut, *ids[end:]], reply_ids)


@cache
def _tokenizer(path: Path) -> ChatTokenizer:
    return ChatTokenizer.load(path)


def cuts(rng: random.Random, text: str) -> list[str]:
    """The text in pieces, with some of its words cut in two."""
    pieces, start = [], 0
    for word in _WORD.finditer(text):
        if rng.random() < CUT_WORDS:
            at = rng.randrange(word.start() + 1, word.end())
            pieces.append(text[start:at])
            start = at
    return [*pieces, text[start:]]


def supervised(prompt: list[int], reply: list[int]) -> tuple[list[int], list[int]]:
    """Inputs and next-token labels of one conversation; only the reply bears loss."""
    inputs = [*prompt, *reply[:-1]]
    return inputs, [IGNORED] * (len(prompt) - 1) + reply


def _padded(length: int) -> int:
    return -(-length // LENGTH_STEP) * LENGTH_STEP


def collate(rows: list[tuple[list[int], list[int]]], pad: int) -> Batch:
    """Rows padded on the right to the same length."""
    shape = (len(rows), _padded(max(len(inputs) for inputs, _ in rows)))
    inputs, labels = np.full(shape, pad, np.int16), np.full(shape, IGNORED, np.int16)
    for at, (row, row_labels) in enumerate(rows):
        inputs[at, : len(row)], labels[at, : len(row)] = row, row_labels
    return Batch(inputs, labels)


def shards(
    source: Source, *, first: int, workers: int, patient: bool = True
) -> Iterator[tuple[int, list[Batch]]]:
    """Endless (index, batches) from shard `first` on; `workers` (0: this process) do not change the data.

    Where a trainer is faster than its workers it waits; one that is not `patient` sees an older shard again instead,
    and what it sees then depends on the machine's speed.
    """
    index = first
    if workers == 0:
        while True:
            yield index, shard(source, index)
            index += 1
    rng = random.Random(source.seed)
    # Not forked: the trainer has threads, and perhaps a GPU.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        waiting: deque[tuple[int, Future[list[Batch]]]] = deque()
        seen: deque[tuple[int, list[Batch]]] = deque(maxlen=REPLAYED)
        try:
            while True:
                while len(waiting) < 2 * workers:
                    waiting.append((index, pool.submit(shard, source, index)))
                    index += 1
                if not patient and len(seen) >= workers and not waiting[0][1].done():
                    _, batches = rng.choice(seen)
                    yield seen[-1][0], rng.sample(batches, len(batches))
                    continue
                ready, future = waiting.popleft()
                seen.append((ready, future.result()))
                yield seen[-1]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
