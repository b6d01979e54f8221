"""A story before it is told: its numbers and equations; and the telling, from one of the scene's templates."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from reasoning.seedling.tasks.words.shopping.cash import Purse
from reasoning.seedling.tasks.words.shopping.grammar import expand
from reasoning.seedling.tasks.words.shopping.phrases import MACROS, TEMPLATES
from reasoning.seedling.tasks.words.shopping.voice import Voice
from reasoning.seedling.tasks.words.story import Story, counted, price, written
from reasoning.seedling.wording import dress, spelled_out

PLAIN = 4  # so many templates at the head of each list are plain ones, for the first lessons
LONGEST = 560  # characters of a question
_GAPS = ((re.compile(r"\s+"), " "), (re.compile(r" (?=[,.;?!:)~])"), ""), (re.compile(r"(?<=\() "), ""))
_BEGINS = re.compile(r"(?<=[.?!] )[a-z]")
_JOINTS = (". ", ". ", ". ", ". ", ", ", ", ", "; ", " - ", "\n", " ")


@dataclass(frozen=True)
class Money:
    """An amount in hundredths."""

    cents: int
    note: bool = False  # handed over as a banknote
    said: str = "{}"  # what an answer says around it


@dataclass(frozen=True)
class Percent:
    rate: int


@dataclass(frozen=True)
class Count:
    """An answer that is a number of things."""

    number: int
    one: str
    many: str


Slot = int | str | Money | Percent
Answer = Money | Percent | Count | str
Told = tuple[dict[str, Slot], Answer]  # what a scene gives back: the slots of its templates and the answer


@dataclass(frozen=True)
class Draft:
    """What a scene has drawn. `slots` fill its templates; `answer` is given in the currency of the question."""

    scene: str
    slots: dict[str, Slot]
    steps: tuple[str, ...]
    answer: Answer
    template: str = ""  # where the scene writes its own
    key: str = ""  # where not the calculations but the events make the problem
    hard: bool = False


class Teller:
    """Writes a draft out in one person's way of typing."""

    def __init__(self, rng: random.Random, draft: Draft, level: int) -> None:
        self._rng, self._draft, self._plainly = rng, draft, level == 0
        self._voice, self._purse = (
            Voice(rng, draft.slots.values()),
            Purse(rng, plainly=level == 0, currency=str(draft.slots.get("currency", ""))),
        )
        self._said: dict[str, str] = {}
        self._aside = rng.random() < (0.6 if draft.hard else 0.08 if level >= 2 else 0)

    def text(self) -> str:
        """The question before it gets its slips and letter case."""
        rng = self._rng
        templates = TEMPLATES.get(self._draft.scene, [])
        chosen = self._draft.template or rng.choice(templates[:PLAIN] if self._plainly else templates)
        told = expand(rng, chosen, self._value)
        if self._aside:
            told = self._with_aside(told)
        for gap, narrow in _GAPS:
            told = gap.sub(narrow, told)
        joint = ". " if self._plainly or self._aside or self._draft.hard else rng.choice(_JOINTS)
        told = told.strip(" ,~")
        if joint == " " and "~" in told:
            # Without any sign only the question can follow; numbers would run into each other.
            head, _, told = told.rpartition("~")
            told = head + ("~" if head[-1:].isdigit() or told.strip()[:1].isdigit() else "") + told
            joint = ", "
        told = re.sub(r"~ ?", joint, told)
        return _BEGINS.sub(lambda letter: letter[0].upper(), told)

    def story(self) -> Story:
        draft, text = self._draft, self.text()
        calculations = ",".join(step.partition("=")[0] for step in draft.steps)
        return Story(
            text=dress(self._rng, text),
            steps=draft.steps,
            answer=self.answer(text),
            key=f"shopping:{draft.scene}:{draft.key or calculations}",
            hard=draft.hard,
        )

    def answer(self, text: str) -> str:
        """The answer as the question wants it: with its currency where it names one."""
        answer = self._draft.answer
        if isinstance(answer, Money):
            return answer.said.format(price(answer.cents, self._purse.seen_in(text)))
        if isinstance(answer, Percent):
            return f"{answer.rate}%"
        if isinstance(answer, Count):
            return counted(answer.number, answer.one, answer.many)
        return answer

    def _with_aside(self, told: str) -> str:
        """The story with a number in it that is of no use."""
        aside = expand(self._rng, self._rng.choice(MACROS["aside"]), self._value)
        # What follows the last joint is mostly the question, which stays there.
        parts = told.split("~")
        at = self._rng.randint(1, len(parts) - 1) if len(parts) > 1 else 0
        return "~ ".join([*parts[:at], aside, *parts[at:]])

    def _value(self, slot: str) -> str:
        if (said := self._voice.form(slot)) is not None:
            return said
        if slot not in self._said:
            self._said[slot] = self._write(slot)
        return self._said[slot]

    def _write(self, slot: str) -> str:
        rng = self._rng
        name = slot.rstrip("!")
        if name in ("few", "some", "many"):
            return str(rng.randint(*{"few": (2, 12), "some": (3, 60), "many": (15, 900)}[name]))
        if name == "in_money":
            return self._purse.name()
        if name == "dear":
            return self._purse.write(100 * rng.randint(3, 99) * rng.choice((1, 1, 10)))
        value = self._draft.slots[name]
        if isinstance(value, Money):
            return self._purse.note(value.cents) if value.note else self._purse.write(value.cents)
        if isinstance(value, Percent):
            return _percent(rng, value.rate, plainly=self._plainly)
        if isinstance(value, int):
            return str(value) if slot != name or self._plainly else written(rng, value)
        return value


def _percent(rng: random.Random, rate: int, *, plainly: bool) -> str:
    style = 0.0 if plainly else rng.random()
    if style < 0.7:
        return f"{rate}%"
    if style < 0.95:
        return f"{rate} {rng.choice(('percent', 'percent', 'per cent', '%'))}"
    return f"{spelled_out(rate)} percent"
