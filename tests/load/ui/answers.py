"""Answers as models write them, for the benchmarks."""

from __future__ import annotations

import random

COMMON = (
    "the of and to in is that for it as was with be by on not he his but at are this have from or had an they which "
    "one you were all her she there would their we him been has when who will no more if out so said what up its "
    "about than into them can only other time new some could these two may first then do any like my now over such"
)
WORDS = COMMON.split()


def sentence(source: random.Random) -> str:
    words = [source.choice(WORDS) for _ in range(source.randint(8, 18))]
    return " ".join(words).capitalize() + "."


def paragraph(source: random.Random) -> str:
    return " ".join(sentence(source) for _ in range(source.randint(2, 4)))


def answer(number: int) -> str:
    """About 350 words: paragraphs, a list, code, a table, formulas. The same for the same number."""
    source = random.Random(number)
    items = "\n".join(f"- **{source.choice(WORDS)}** {sentence(source)}" for _ in range(4))
    code = "\n".join(
        f"    total_{n} = compute({source.randint(1, 99)}, 'name')  # {sentence(source)}" for n in range(8)
    )
    rows = "\n".join(
        f"| {source.choice(WORDS)} | {source.randint(1, 999)} | {sentence(source)} |" for _ in range(4)
    )
    return (
        f"## Part {number}\n\n{paragraph(source)}\n\n{items}\n\n```python\ndef part_{number}():\n{code}\n```\n\n"
        f"With $x_{{{number}}} = {number}$:\n\n$$\\sum_{{i=1}}^{{{number}}} i = \\frac{{n(n+1)}}{{2}}$$\n\n"
        f"| word | number | meaning |\n|---|--:|---|\n{rows}\n\n{paragraph(source)}\n"
    )
