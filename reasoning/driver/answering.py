"""From the decision to the last word: the winner's own text, or a clean answer written from what it found.

A person gets no scratch work. What a native reasoner says after its thinking is an answer already, and so is a draft
or a program. The steps of another winner are written anew, in one streamed call that sees the evidence; should its
answer differ from the winner's, which was voted for or checked, the winner's own text stands.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from ..asking import compose
from ..context import estimate_turns
from ..errors import EngineError
from ..events import AnswerDelta, Answered, Snapshot
from ..state import Path, to_dict
from ..strategies import Answer, written
from ..text import storable
from ..types import Delta, Engine, EngineRequest, Finish, Task
from ..verifiers.programs.extract import program_in
from .calls import Calls
from .record import Record

MOST = 4000  # tokens of an answer that is written anew


class Answering:
    """The end of a search with `action`, the strategy's decision."""

    def __init__(self, task: Task, action: Answer, record: Record) -> None:
        self._task = task
        self._action = action
        self._record = record
        self._said = ""

    @property
    def _winner(self) -> Path:
        return self._record.state.path(self._action.path)

    def begin(self, engine: Engine | None, calls: Calls) -> None:
        """Have `engine` write the answer; without one, or without tokens for it, the winner's text is the answer."""
        if engine is not None:
            turns = compose.prompt(self._task.turns, self._winner, secrets.token_hex(8))
            request = EngineRequest(
                turns=turns, max_tokens=MOST, temperature=0.0, seed=self._task.seed, thinks=False
            )
            prompt = estimate_turns(turns)
            if calls.open(engine, request, purpose="answer", path=self._winner.id, prompt=prompt):
                return
        self.close()

    def take(self, delta: Delta) -> None:
        """A piece of the answer."""
        if delta.channel == "answer" and delta.text:
            text = storable(delta.text)
            self._said += text
            self._record.note([AnswerDelta(text)])

    def end(self, end: Finish | EngineError) -> None:
        """The call that wrote the answer is over. What broke off, or says something else, does not stand."""
        whole = isinstance(end, Finish) and end.reason == "stop" and self._said.strip()
        if not whole or not compose.agrees(self._said, self._winner):
            self._withdraw()
        self.close()

    def give_up(self) -> None:
        """Time is up."""
        self._withdraw()
        self.close()

    def close(self) -> None:
        """The last event; the winner's own text is the answer where there is none yet."""
        path = self._winner
        if not self._record.state.answer:
            self._record.note([AnswerDelta(_own_text(path, code=self._task.kind == "code"))])
        reason = "stop" if path.status == "finished" and path.weight else "length"
        self._record.note([Answered(path.id, self._action.confidence, self._action.verdict, reason)])

    def _withdraw(self) -> None:
        if self._record.state.answer:
            self._said = ""
            self._record.note([Snapshot(to_dict(replace(self._record.state, answer="")))])


def _own_text(path: Path, *, code: bool) -> str:
    """What the path itself has written; where a program is wanted and only the steps hold it, with them."""
    text = written(path)
    steps = "".join(step.text for step in path.steps)
    if code and program_in(text) is None and program_in(steps) is not None:
        return f"{steps.strip()}\n\n{text}" if text not in steps else steps.strip()
    return text
