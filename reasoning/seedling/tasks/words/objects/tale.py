"""A word problem in the making: the cast, the things, the numbers as they are written, the steps so far."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.objects import cast, compose
from reasoning.seedling.tasks.words.objects.grammar import expand
from reasoning.seedling.tasks.words.objects.ledger import Ledger
from reasoning.seedling.tasks.words.objects.scenes import SCENES
from reasoning.seedling.tasks.words.story import FOLK, FOOD, GOODS, Story, container, nouns
from reasoning.seedling.wording import dress, spelled_out

# How many of the numbers are spelled out: most people write digits only.
_SPELLING = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 1.0)
_USUAL = nouns("friend child/children kid person/people pupil student guest")


class Tale(Ledger):
    """Draws what a scenario needs, keeps its steps and tells it in one of the ways of its scene."""

    def __init__(self, rng: random.Random, level: int) -> None:
        super().__init__()
        self.rng = rng
        self.level = level
        self.hard = False
        self.plain = level == 0 and rng.random() < 0.6
        self.food = rng.random() < 0.45
        self.one, self.many = rng.choice(FOOD if self.food else GOODS)
        self.things = (self.one, self.many)
        self.box = container(rng)
        self.folk = rng.choice(_USUAL if rng.random() < 0.5 else FOLK)
        self.who = cast.subject(rng)
        self.dozens = False  # whether twelve may be a dozen: of apples, not of years
        self.commas = True  # nor does one write 1,998 for a year
        self.lead = ""  # said before everything else
        self.spelling = 0.0 if self.plain else rng.choice(_SPELLING)
        self.slots = {
            "s": cast.THEY,
            "their": cast.THEIR,
            "them": cast.THEM,
            "o": cast.other(rng, self.who),
            "thing": self.one,
            "things": self.many,
            "box": self.box[0],
            "boxes": self.box[1],
            "person": self.folk[0],
            "people": self.folk[1],
        }

    def single(self) -> None:
        """For stories about one person: not we."""
        if self.who.they == "we":
            self.who = cast.SPEAKER

    def draw(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + int(self.rng.random() * (high - low + 1))

    def figure(self, number: int) -> str:
        """The number as this story writes its numbers."""
        if number <= 200 and self.spelling and self.rng.random() < self.spelling:
            if number == 12 and self.dozens and self.rng.random() < 0.3:
                return "a dozen"
            return spelled_out(number)
        return f"{number:,}" if number >= 1000 and self.commas and self.rng.random() < 0.4 else str(number)

    def say(self, template: object, **numbers: int) -> str:
        """A clause, with the subject still to be resolved."""
        for name, number in numbers.items():
            self.slots[name] = self.figure(number)
        return expand(self.rng, template, self.slots, self.who.agreement)  # type: ignore[arg-type]

    def tell(self, name: str, answer: str, *, key: str = "", **numbers: int) -> Story:
        """The story of this scene with these numbers. Without a `key` the numbers and the scene are the key."""
        scene = SCENES[name]
        self.dozens = scene.noise
        for slot, number in numbers.items():
            self.slots[slot] = self.figure(number)
        kind = "food" if self.food else ""
        how = self.rng.random()
        if not scene.facts or (not self.plain and scene.whole and how < scene.whole_share):
            text = self.say(self.rng.choice(scene.whole[kind]))
        elif not self.plain and scene.notes and how > 0.8:
            notes = [self.say(note) for note in scene.notes[kind]]
            text = compose.noted(self.rng, notes, self.say(self.rng.choice(scene.short[kind])))
        else:
            facts = [self.say(fact) for fact in scene.facts[kind]]
            asks = scene.short if scene.short and not self.plain and how > 0.76 else scene.asks
            if not self.plain and scene.noise and self.rng.random() < 0.03 + 0.05 * self.level:
                self.distract(facts)
            text = compose.told(self.rng, facts, self.say(self.rng.choice(asks[kind])), self.plain)
        return self.finish(self.lead + text, answer, key or f"{name}:{','.join(map(str, numbers.values()))}")

    def distract(self, facts: list[str]) -> None:
        """Adds a sentence whose number has nothing to do with the question."""
        self.slots.update(z=str(self.draw(2, 90)), y=str(self.draw(5, 14)))
        noise = self.say(SCENES["noise"].facts["food" if self.food else ""][0])
        # The first fact introduces what the others call "them".
        facts.insert(self.draw(1, len(facts)), noise)

    def finish(self, text: str, answer: str, key: str) -> Story:
        """The text with its subject named, dressed as people write."""
        text = compose.polished(cast.resolve(self.rng, text, self.who))
        for name in (self.slots["o"], self.slots.get("p", "")):
            if name and name not in text:  # told without them, the steps cannot name them either
                self.steps = [step.replace(f" for {name}", "") for step in self.steps]
        if self.plain:
            text = text[0].upper() + text[1:] + ("?" if self.rng.random() < 0.8 else "")
        else:
            text = compose.loosened(self.rng, dress(self.rng, text))
        return Story(text, tuple(self.steps), answer, f"objects:{key}", self.hard)
