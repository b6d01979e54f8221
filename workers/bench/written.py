"""Paths as an engine wrote them, in JSON lines, so that they can be played again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reasoning.seedling.problem import Problem
from reasoning.types import Delta, Finish, FinishReason

MILLI = 1000  # logprobs are kept to a thousandth of a nat


@dataclass(frozen=True, slots=True)
class Written:
    """One path: its text, and for each delta its characters, its tokens and their logprob (natural log)."""

    text: str
    sizes: tuple[int, ...]
    tokens: tuple[int, ...]
    logprobs: tuple[float, ...]
    reason: FinishReason

    @classmethod
    def of(cls, deltas: list[Delta], finish: Finish) -> Written:
        """The path that a whole stream has told. An engine that tells no logprobs cannot be played again."""
        return cls(
            "".join(delta.text for delta in deltas),
            tuple(len(delta.text) for delta in deltas),
            tuple(delta.tokens for delta in deltas),
            tuple(round(delta.logprob, 3) for delta in deltas if delta.logprob is not None),
            finish.reason,
        )

    @property
    def generated(self) -> int:
        """Its tokens in all."""
        return sum(self.tokens)

    @property
    def logprob(self) -> float:
        """Of the whole path."""
        return sum(self.logprobs)

    def deltas(self) -> Iterator[Delta]:
        """The stream, piece by piece."""
        at = 0
        for size, tokens, logprob in zip(self.sizes, self.tokens, self.logprobs, strict=True):
            yield Delta(self.text[at : at + size], "answer", tokens, logprob)
            at += size


@dataclass(frozen=True, slots=True)
class Row:
    """One problem with what was written about it: the likeliest reply, and the sampled paths in their order."""

    question: str
    key: str
    greedy: Written
    paths: tuple[Written, ...]

    def belongs_to(self, problem: Problem) -> bool:
        """Whether it is about this very problem: generators change, and so may the question of a key."""
        return (self.question, self.key) == (problem.question, problem.key)


def dump(row: Row) -> str:
    """One line without its end."""
    data = {
        "question": row.question,
        "key": row.key,
        "greedy": _plain(row.greedy),
        "paths": [_plain(path) for path in row.paths],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def parse(line: str) -> Row:
    """The row that `dump` wrote. Raises ValueError for a line that is not whole."""
    try:
        data = json.loads(line)
        paths = tuple(_written(path) for path in data["paths"])
        return Row(data["question"], data["key"], _written(data["greedy"]), paths)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a row of a pool: {line[:80]!r}") from error


def _plain(path: Written) -> dict[str, Any]:
    return {
        "text": path.text,
        "sizes": path.sizes,
        "tokens": path.tokens,
        "milli": [round(MILLI * logprob) for logprob in path.logprobs],
        "reason": path.reason,
    }


def _written(data: dict[str, Any]) -> Written:
    logprobs = tuple(milli / MILLI for milli in data["milli"])
    return Written(data["text"], tuple(data["sizes"]), tuple(data["tokens"]), logprobs, data["reason"])
