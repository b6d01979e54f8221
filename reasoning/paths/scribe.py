"""Writes down one path: from an engine's deltas to the events of its steps, answer and end. Pure."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from ..answers import boxed, canonical
from ..events import AnswerDelta, Event, PathFinished, StepDelta, StepFinished, StepScored
from ..scorers import LEAST, RULES, path_weight
from ..state import Step
from ..text import storable
from ..types import THINK_CLOSE, THINK_OPEN, Delta, FinishReason
from .sizes import REPLY, THOUGHT
from .steps import Piece, Splitter

ANSWER_LINE = "\n\nAnswer: "
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


class Scribe:
    """One path being written. `direct` streams answer text at once; otherwise it waits for the vote, and
    each step is scored by the rules as soon as it is written.

    `steps` and `answer` are what an earlier attempt has left and the engine continues; `native` says that those
    steps are thinking that the engine sets apart. Of a reply at most `max_steps` steps are told apart: the last one
    takes the rest, so that a limit never costs the answer. Thinking that is set apart has as many as it takes.
    """

    def __init__(
        self,
        path: int,
        *,
        direct: bool,
        max_steps: int | None = None,
        steps: tuple[Step, ...] = (),
        answer: str = "",
        native: bool = False,
    ) -> None:
        self.path = path
        self.native = native and bool(steps)  # the engine sets thinking apart: all answer text is the answer
        self._direct = direct
        self._max_steps = math.inf if max_steps is None else max_steps
        self._steps = list(steps)
        self._answer = [answer]
        self._thought = Splitter(marks=False, sizes=THOUGHT)
        self._reply = Splitter(sizes=REPLY)
        self._thinking = self.native and not answer
        self._cut_short = False
        self._current: list[str] = []
        self._count = _Count()  # of the current step
        self._owed = _Count()  # of text that is held back
        self._spoken = _Count()  # of an answer that is shown at once
        before = "".join(step.text for step in steps)
        self._said = [THINK_OPEN, before] if self.native else [before]
        if steps:
            splitter = self._thought if self.native else self._reply
            splitter.feed(before)
            splitter.close()
            splitter.begin_step()
        if self.native and answer:
            self._said.append(THINK_CLOSE)
        self._said.append(answer)

    @property
    def text(self) -> str:
        """All that was written, for the engine to continue; thinking that it sets apart stands in its tags."""
        return "".join(self._said)

    @property
    def answering(self) -> bool:
        """Whether its steps are done, and what it writes now is the answer."""
        return self._reply.answering or (self.native and any(self._answer))

    def take(self, delta: Delta) -> list[Event]:
        """The events of one delta."""
        text = storable(delta.text)
        events: list[Event] = []
        if delta.channel == "reasoning":
            self._think(text, delta, events)
        elif self._direct or self.native:
            events += self.end_thought()
            self._said.append(text)
            self._spoken.add(delta)
            self._add_answer(text, events)
        else:
            self._said.append(text)
            self._owed.add(delta)
            self._write(self._reply.feed(text, delta.tokens), events)
        return events

    def end_thought(self) -> list[Event]:
        """Close thinking that is still open: what is written from now on is the answer, and `text` says so too."""
        events: list[Event] = []
        if self._thinking:
            self._thinking = False
            self._said.append(THINK_CLOSE)
            self._write(self._thought.close(), events)
            self._count.take(self._owed, 1, 1)
            self._close_step("stop", events)
        return events

    def ask_for_answer(self) -> list[Event]:
        """End the steps where they are and begin the answer: what is written from now on belongs to it. Such a path
        was not thought to its end, so that its vote counts LEAST."""
        self._cut_short = True
        if self._thinking:
            return self.end_thought()
        events: list[Event] = []
        self._said.append(ANSWER_LINE)
        self._write(self._reply.feed(ANSWER_LINE, 0), events)
        return events

    def finish(self, reason: FinishReason) -> list[Event]:
        """The last events of the path, with the weight of its steps. What the token limit cut never votes, as
        it may lack digits: its weight is 0."""
        events: list[Event] = []
        self._write((self._thought if self._thinking else self._reply).close(), events)
        self._count.take(self._owed, 1, 1)
        self._close_step(reason, events)
        text, answer = _tidy("".join(self._answer)), None
        if text:
            answer = None if self._direct else canonical(text)
        else:
            last = self._steps[-1].text.strip() if self._steps else ""
            # Numbered steps without an answer: the last one says most. Plain paragraphs are the reply.
            said = last if self._reply.numbered or self.native else self.text.strip()
            answer = canonical(said) if boxed(said) is not None else None
            text = _PARAGRAPH.split(said)[-1] if self.native else said
        if reason == "length":
            events.append(PathFinished(self.path, None, text, 0.0))
        else:
            weight = self._spoken.mean() if self._direct else path_weight(self._steps)
            weight = min(weight, LEAST) if self._cut_short else weight
            events.append(PathFinished(self.path, answer, text, weight))
        return events

    def _think(self, text: str, delta: Delta, events: list[Event]) -> None:
        self._owed.add(delta)
        # A model that was told not to think may still send an empty thought.
        if self.native or text.strip():
            if not self.native:
                self.native = self._thinking = True
                self._said.append(THINK_OPEN)
            self._said.append(text)
            self._write(self._thought.feed(text, delta.tokens), events)

    def _write(self, pieces: list[Piece], events: list[Event]) -> None:
        left = sum(len(text) for _, text in pieces)
        for kind, text in pieces:
            if text:
                self._count.take(self._owed, len(text), left)
                left -= len(text)
            if kind == "step":
                self._current.append(text)
                events.append(StepDelta(self.path, len(self._steps), text))
            elif kind == "cut":
                if self.native or len(self._steps) + 1 < self._max_steps:
                    self._close_step("stop", events)
            elif kind == "mark":
                self._close_step("stop", events)
            elif kind == "answer":
                self._add_answer(text, events)

    def _add_answer(self, text: str, events: list[Event]) -> None:
        self._answer.append(text)
        if self._direct:
            events.append(AnswerDelta(text))

    def _close_step(self, reason: FinishReason, events: list[Event]) -> None:
        text = "".join(self._current)
        if text.strip():
            number, step = len(self._steps), Step(text, self._count.tokens, self._count.logprob)
            events.append(StepFinished(self.path, number, step.text, step.tokens, step.logprob, reason))
            if not self._direct and (score := RULES(step)):
                events.append(StepScored(self.path, number, score.score, score.critique, score.scorer))
                step = replace(step, scores=(score,))
            self._steps.append(step)
            self._current = []
        self._count = _Count()


class _Count:
    """Tokens and their log probability, None once one is not known."""

    def __init__(self) -> None:
        self.tokens = 0
        self.logprob: float | None = 0.0

    def add(self, delta: Delta) -> None:
        known = delta.logprob is not None and math.isfinite(delta.logprob)
        self._add(delta.tokens, delta.logprob if known else None)

    def take(self, other: _Count, size: int, of: int) -> None:
        """Take over what `size` of `of` characters have of `other`."""
        tokens = other.tokens * size // of
        logprob = None if other.logprob is None else other.logprob * size / of
        self._add(tokens, logprob)
        other.tokens -= tokens
        if size == of:
            other.logprob = 0.0
        elif other.logprob is not None and logprob is not None:
            other.logprob -= logprob

    def mean(self) -> float:
        """The geometric mean probability of the tokens, at least LEAST; 1 where it is not known."""
        if self.logprob is None or not self.tokens:
            return 1.0
        return max(math.exp(min(self.logprob / self.tokens, 0.0)), LEAST)

    def _add(self, tokens: int, logprob: float | None) -> None:
        self.tokens += tokens
        self.logprob = None if self.logprob is None or logprob is None else self.logprob + logprob


def _tidy(answer: str) -> str:
    """`answer` without the stars that `**Answer: 42**` leaves behind."""
    text = answer.strip()
    return text.removesuffix("**").rstrip() if text.count("**") % 2 else text
