"""Exported weights that write replies in large batches: for evaluation, where the embedded engine serves people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import ctranslate2

from reasoning.seedling import CT2, HF
from reasoning.seedling.problem import REPLY_TOKENS, Turn
from reasoning.seedling.tokenizer import END, ChatTokenizer

ROWS = 32  # texts written side by side; more only make each token slower


@dataclass(frozen=True)
class Reply:
    """A reply, the natural log of its probability, and its length in tokens."""

    text: str
    logprob: float
    tokens: int


class Writer:
    """Exported weights, ready to write replies."""

    def __init__(self, weights: Path, threads: int = 1) -> None:
        self.tokenizer = ChatTokenizer.load(weights / HF / "tokenizer.json")
        self._generator = ctranslate2.Generator(str(weights / CT2), intra_threads=threads)

    def replies(
        self, conversations: Sequence[Sequence[Turn]], *, paths: int = 1, temperature: float = 0.0
    ) -> list[list[Reply]]:
        """For each conversation `paths` replies; temperature 0 is greedy."""
        prompts = [self.tokenizer.tokens(self.tokenizer.prompt(turns)) for turns in conversations]
        out: list[list[Reply]] = [[] for _ in prompts]
        for part in self._parts(prompts, paths):
            results = self._generator.generate_batch(
                [prompts[at] for at in part],
                max_length=REPLY_TOKENS,
                include_prompt_in_result=False,
                end_token=END,
                return_scores=True,
                sampling_topk=0 if temperature else 1,
                sampling_temperature=temperature or 1.0,
            )
            for at, result in zip(part, results, strict=True):
                ids = result.sequences_ids[0]
                count = len(ids) + 1  # CTranslate2's score is the mean over the tokens and the end
                out[at].append(Reply(self.tokenizer.decode(ids), result.scores[0] * count, count))
        return out

    @staticmethod
    def _parts(prompts: list[list[str]], paths: int) -> Iterator[list[int]]:
        """Places of equally long prompts, each `paths` times, ROWS together: others would be read token by token."""
        order = sorted(range(len(prompts)), key=lambda at: len(prompts[at]))
        for _, alike in groupby(order, key=lambda at: len(prompts[at])):
            places = [at for at in alike for _ in range(paths)]
            yield from (places[at : at + ROWS] for at in range(0, len(places), ROWS))
