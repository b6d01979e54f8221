"""What an empty conversation offers to begin with. Those of the seedling are questions that its weights answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Starter:
    """`compare` asks the question in both modes, side by side; `title` is shown above the text.

    `expects` is what a test looks for in the seedling's fast answer; the page never sees it.
    """

    text: str
    title: str = ""
    kind: Literal["ask", "compare"] = "ask"
    expects: str = ""

    def shown(self) -> dict[str, str]:
        """What the page gets."""
        return {"text": str(self.text), "title": str(self.title), "kind": self.kind}


# The seedling reads English alone, so that these are not translated.
SEEDLING = (
    Starter("What is 37*48 - 19?", expects="Answer: 1757"),
    Starter(
        "I have 3 bags with 12 apples each and eat 5. How many apples are left?", expects="Answer: 31 apples"
    ),
    Starter("Write a Python function that counts the vowels in a string.", expects='in "aeiou"'),
    Starter(
        "Using the numbers 12, 15, 21 and 23, each at most once, make 480.",
        title=gettext_lazy("Fast gets this wrong"),
        kind="compare",
    ),
)
GENERAL = (
    Starter(gettext_lazy("Plan a weekend in Lisbon for two people who like walking and eating well.")),
    Starter(gettext_lazy("Explain how vaccines work to a curious ten-year-old.")),
    Starter(gettext_lazy("Write a Python function that merges overlapping intervals, and say how it works.")),
    Starter(
        gettext_lazy(
            "A bat and a ball cost 1.10 together. The bat costs 1.00 more than the ball. What does the ball cost?"
        ),
        title=gettext_lazy("Fast and Think, side by side"),
        kind="compare",
    ),
)
