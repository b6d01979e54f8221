"""Practice: questions by which the generators are widened, so that the everyday set stays unseen.

What goes wrong here says which kinds of question no generator tells yet. It measures nothing: once the generators were
widened by it, it is too easy.
"""

from __future__ import annotations

from pathlib import Path

from reasoning.seedling.evaluation import everyday
from reasoning.seedling.writer import Writer

FILES = tuple(Path(__file__).with_name(name) for name in ("practice.toml", "practice_words.toml"))


def practise(weights: Path) -> None:
    """Prints each question that is answered wrongly, with the reply, and how many were right."""
    writer = Writer(weights)
    for path in FILES:
        for family, rows in everyday.replies(writer, path).items():
            for question, reply, right in rows:
                if not right:
                    print(f"{family}: {question['ask']!r}\n    {reply!r}")
            print(f"{family}: {sum(right for *_, right in rows)} of {len(rows)}")
