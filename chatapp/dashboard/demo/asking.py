"""Questions and answers of invented people, through the ledger and the conversations' own services."""

from __future__ import annotations

import uuid
from datetime import timedelta
from random import Random

from billing import quota
from billing.accounts import effective_plan
from chatapp.conversations import feedback, search
from chatapp.conversations.models import Conversation, Message, text_parts
from chatapp.conversations.services import add_question
from chatapp.runs.lease import HOLD_SECONDS
from chatapp.runs.models import EngineCall, Run, RunEvent
from chatapp.runs.settle import settle
from reasoning.events import Answered, PathStarted, StepFinished, encode

from ..refusals import count_refusal
from .invented import GOOD, Invented, invent
from .moving import Clock
from .person import Person

JUDGED = 0.08


class Desk:
    """Answers, one after the other. `made` counts them."""

    def __init__(self, clock: Clock, random: Random) -> None:
        self.clock = clock
        self.random = random
        self.made = 0
        self.last: dict[int, tuple[Conversation, Message]] = {}

    def ask(self, person: Person, *, bad_day: bool) -> None:
        """One question at the clock's moment; a limit that is reached is counted, as in a page."""
        assert person.user is not None
        assert person.account is not None
        mode = "think" if self.random.random() < 0.22 else "fast"
        key = uuid.UUID(int=self.random.getrandbits(128), version=4).hex
        plan = effective_plan(person.account)
        try:
            hold = quota.reserve(
                account=person.account, user_id=person.user.pk, meter=mode, key=key, ttl_seconds=HOLD_SECONDS
            )
        except quota.Refused as refusal:
            count_refusal(plan=plan.code, meter=mode, reason=refusal.code)
            return
        was = invent(
            self.random, mode=mode, most_paths=min(plan.paths, 8), most_tokens=plan.tokens, bad_day=bad_day
        )
        a, b = self.random.randint(11, 99), self.random.randint(11, 99)
        conversation, before = self.last.get(person.number, (None, None))
        goes_on = conversation is not None and self.random.random() < 0.5
        conversation, _question, answer = add_question(
            user=person.user,
            account=person.account,
            conversation_id=conversation.pk if goes_on and conversation else None,
            parent_id=before.pk if goes_on and before else None,
            text=f"An invented question of {person.name}: what is {a} × {b}?",
        )
        text = f"An invented answer: {a} × {b} = {a * b}." if was.status == "succeeded" else ""
        run = self._run(person, was, key=key, hold=hold, answer=answer)
        settle(run=run, text=text, failed=was.status == "failed")
        if text:
            Message.objects.filter(pk=answer.pk).update(parts=text_parts(text))
            search.index_answer(answer_id=answer.pk, text=text)
            self._judge(answer, was)
        self.last[person.number] = conversation, answer
        self.made += 1

    def _run(self, person: Person, was: Invented, *, key: str, hold: quota.UsageHold, answer: Message) -> Run:
        asked = self.clock.at
        begun = asked + timedelta(seconds=was.wait)
        ended = begun + timedelta(seconds=was.seconds)
        run = Run.objects.create(
            user=person.user, conversation=answer.conversation, answer=answer, hold=hold, client_id=key,
            mode=was.mode, strategy=was.strategy, model=was.model, status=was.status, attempt=was.attempt,
            prompt_tokens=was.prompt, generated_tokens=was.generated, cost_micros=was.cost_micros,
            seconds=was.seconds, paths=was.paths, verdict=was.verdict, answer_requested=was.early,
            error=was.error, message="This invented answer failed." if was.error else "",
            started_at=begun, finished_at=ended,
            first_word_at=begun + timedelta(seconds=was.first_word) if was.status == "succeeded" else None,
        )  # fmt: skip
        EngineCall.objects.create(
            run=run, attempt=was.attempt, call=1, purpose="sample", model=was.model, prompt=was.prompt,
            generated=was.generated, cost_micros=was.cost_micros,
        )  # fmt: skip
        if was.mode == "think":
            self._log(run, was)
        self.clock.at = ended
        return run

    def _log(self, run: Run, was: Invented) -> None:
        events = [
            event
            for path in range(1, was.paths + 1)
            for event in (
                PathStarted(path=path),
                *(
                    StepFinished(path=path, step=step, text=f"Invented step {step}.", tokens=40)
                    for step in range(1, was.steps + 1)
                ),
            )
        ]
        if was.status == "succeeded":
            events.append(Answered(path=1, confidence=0.8, verdict=was.verdict))
        at = self.clock.at.timestamp()
        RunEvent.objects.bulk_create(
            RunEvent(run=run, attempt=was.attempt, seq=seq, at=at + seq / 10, event=encode(event))
            for seq, event in enumerate(events, 1)
        )

    def _judge(self, answer: Message, was: Invented) -> None:
        if self.random.random() < JUDGED:
            good = self.random.random() < GOOD.get(was.verdict, 0.85)
            feedback.give(answer=answer, value="up" if good else "down")
