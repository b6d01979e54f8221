"""Writes down one path: from an engine's deltas to the events of its steps, answer and end. Pure."""

from __future__ import annotations

import math
from dataclasses import replace

from .answers import boxed, canonical
from .events import AnswerDelta, Event, PathFinished, StepDelta, StepFinished, StepScored
from .scorers import RULES, path_weight
from .state import Step
from .steps import Piece, Splitter
from .types import Delta, FinishReason


class Scribe:
    """One path being written. `direct` streams answer text at once; otherwise it waits for the vote, and
    each step is scored by the rules as soon as it is written.

    `steps` and `answer` are what an earlier attempt has left and the engine continues. At most
    `max_steps` steps are told apart: the last one takes the rest, so that a limit never costs the answer.
    """

    def __init__(
        self, path: int, *, direct: bool, max_steps: int, steps: tuple[Step, ...] = (), answer: str = ""
    ) -> None:
        self.path = path
        before = "".join(step.text for step in steps)
        self.text = before + answer  # all that was written, for the engine to continue
        self._direct = direct
        self._max_steps = max_steps
        self._steps = list(steps)
        self._answer = answer
        self._thought = Splitter(marks=False)
        self._reply = Splitter()
        self.native = False  # the engine sets thinking apart: all answer text is the answer
        self._current = ""
        self._tokens = 0
        self._logprob: float | None = 0.0
        if steps:
            self._reply.feed(before)
            self._reply.close()

    def take(self, delta: Delta) -> list[Event]:
        """The events of one delta."""
        text = _storable(delta.text)
        self.text += text
        events: list[Event] = []
        if delta.channel == "reasoning":
            self.native = True
            self._write(self._thought.feed(text), events)
        elif self._direct or self.native:
            self._leave_thought(events)
            self._add_answer(text, events)
        else:
            self._write(self._reply.feed(text), events)
        self._tokens += delta.tokens
        if self._logprob is not None:
            known = delta.logprob is not None and math.isfinite(delta.logprob)
            self._logprob = self._logprob + (delta.logprob or 0.0) if known else None
        return events

    def finish(self, reason: FinishReason) -> list[Event]:
        """The last events of the path, with the weight of its steps. What the token limit cut never votes, as
        it may lack digits: its weight is 0."""
        events: list[Event] = []
        self._leave_thought(events)
        self._write(self._reply.close(), events)
        self._close_step(reason, events)
        last = self._steps[-1].text.strip() if self._steps else ""
        text, answer = _tidy(self._answer), None
        if text:
            answer = None if self._direct else canonical(text)
        else:
            # Numbered steps without an answer: the last one says most. Plain paragraphs are the reply.
            text = last if self._reply.numbered or self.native else self.text.strip()
            answer = canonical(text) if boxed(text) is not None else None
        if reason == "length":
            events.append(PathFinished(self.path, None, text, 0.0))
        else:
            weight = 1.0 if self._direct else path_weight(self._steps)
            events.append(PathFinished(self.path, answer, text, weight))
        return events

    def _write(self, pieces: list[Piece], events: list[Event]) -> None:
        for kind, text in pieces:
            if kind == "step" and len(self._steps) < self._max_steps:
                self._current += text
                events.append(StepDelta(self.path, len(self._steps), text))
            elif kind == "cut":
                if len(self._steps) + 1 < self._max_steps:
                    self._close_step("stop", events)
            elif kind == "mark":
                self._close_step("stop", events)
            elif kind == "answer":
                self._add_answer(text, events)

    def _add_answer(self, text: str, events: list[Event]) -> None:
        self._answer += text
        if self._direct:
            events.append(AnswerDelta(text))

    def _leave_thought(self, events: list[Event]) -> None:
        if self.native:
            self._write(self._thought.close(), events)
            self._close_step("stop", events)

    def _close_step(self, reason: FinishReason, events: list[Event]) -> None:
        if self._current.strip():
            number, step = len(self._steps), Step(self._current, self._tokens, self._logprob)
            events.append(StepFinished(self.path, number, step.text, step.tokens, step.logprob, reason))
            if not self._direct and (score := RULES(step)):
                events.append(StepScored(self.path, number, score.score, score.critique, score.scorer))
                step = replace(step, scores=(score,))
            self._steps.append(step)
            self._current = ""
        self._tokens, self._logprob = 0, 0.0


def _storable(text: str) -> str:
    """`text` without what JSON, UTF-8 or a database cannot carry: lone surrogates and NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _tidy(answer: str) -> str:
    """`answer` without the stars that `**Answer: 42**` leaves behind."""
    text = answer.strip()
    return text.removesuffix("**").rstrip() if text.count("**") % 2 else text
