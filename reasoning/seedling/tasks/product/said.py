"""What a good reply about the product is, and the judge of any other reply to the same question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reasoning.seedling.facts import PlanFacts
from reasoning.seedling.problem import answer_line

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COMMAS = re.compile(r"(?<=\d),(?=\d{3})")


@dataclass(frozen=True)
class Said:
    """A question's `kind` and the `slots` of its wording; the reply; what any right reply must name (`needs`, numbers
    and words); for a calculation the text of its `Answer:` line."""

    kind: str
    reply: str
    needs: tuple[str, ...]
    slots: dict[str, str] = field(default_factory=dict)
    answer: str = ""

    def accepts(self, reply: str, plans: Sequence[PlanFacts]) -> bool:
        """Whether the reply names all that it must, and no number or plan that a good reply would not name."""
        if self.answer:
            line = answer_line(reply)
            return line is not None and numbers(line) == numbers(self.answer)
        if any(not named(need, reply) for need in self.needs):
            return False
        foreign = {
            plan.name for plan in plans if named(plan.name, reply) and not named(plan.name, self.reply)
        }
        return not foreign and numbers(reply) <= numbers(self.reply)


def numbers(text: str) -> set[str]:
    """The numbers in a text, `2,000` and `2000` being the same."""
    return set(_NUMBER.findall(_COMMAS.sub("", text)))


def named(need: str, reply: str) -> bool:
    """Whether a number or a word stands in the reply; plans' names count only with their capital."""
    if need[0].isdigit():
        return need in numbers(reply)
    flags = re.NOFLAG if need[0].isupper() else re.IGNORECASE
    return re.search(rf"\b{re.escape(need)}\b", reply, flags) is not None
