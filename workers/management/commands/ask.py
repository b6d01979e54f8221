"""`manage.py ask "What is 37*48 - 19?" --think`: one question, the same driver and engine as the product."""

from __future__ import annotations

import asyncio
import contextlib
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from billing.plans import PLANS
from chatapp.conversations.services import clean_text
from chatapp.errors import RequestError
from chatapp.runs import engines, request, roster
from reasoning.engines.profiles import ModelProfile
from reasoning.errors import EngineError
from reasoning.events import (
    AnswerDelta,
    Event,
    Failed,
    PathFinished,
    PathPruned,
    PathStarted,
    Reviewed,
    Routed,
    StepFinished,
    StepScored,
    Verified,
    encode,
)
from reasoning.routing.effort import EFFORTS
from reasoning.routing.router import Mode
from reasoning.sandbox import choose
from reasoning.strategies import STRATEGIES
from reasoning.think import think


class Command(BaseCommand):
    help = "Answer one question at the command line. Exit status 0 when answered, 1 when not."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--think", action="store_true", help="follow several paths and let them vote")
        parser.add_argument(
            "--paths", type=int, metavar="N", help="at most N paths (the plan's number otherwise)"
        )
        parser.add_argument(
            "--strategy",
            choices=sorted(name for name, strategy in STRATEGIES.items() if not strategy.direct),
            default="",
            help="how to think (default: by effort and kind of question)",
        )
        parser.add_argument(
            "--effort",
            choices=EFFORTS,
            default="standard",
            help="light: at most 4 paths; deep: with revisions",
        )
        parser.add_argument(
            "--plan", default="pro", choices=sorted(PLANS), help="whose limits hold (default: pro)"
        )
        parser.add_argument("--json", action="store_true", help="print one event a line")

    def handle(
        self, question: str, *, think: bool, paths: int | None, strategy: str, plan: str, **options: Any
    ) -> None:
        if paths is not None and paths < 1:
            raise CommandError("--paths must be at least 1, for example --paths 8")
        if options["effort"] != "standard" and not think:
            raise CommandError(f"--effort needs --think, for example --think --effort {options['effort']}")
        if strategy and not think:
            raise CommandError(f"--strategy needs --think, for example --think --strategy {strategy}")
        try:
            question = clean_text(question)
        except RequestError as error:
            raise CommandError(error.message) from None
        show = self.show_json if options["json"] else self.show_thinking if think else self.show_answer
        limits = {"plan": PLANS[plan], "paths": paths, "strategy": strategy, "effort": options["effort"]}
        mode: Mode = "think" if think else "fast"
        try:
            profile = roster.profile(mode)
        except DatabaseError:  # nothing was ever started here, so nobody can have connected a model
            profile = roster.seedling()
        except EngineError as error:
            raise CommandError(error.message) from None
        failure = asyncio.run(self.answer(question, profile, mode, limits, show))
        if failure:
            raise CommandError(failure)
        if not options["json"]:
            self.stdout.write("")

    async def answer(
        self, question: str, profile: ModelProfile, mode: Mode, how: dict[str, Any], show: Any
    ) -> str:
        """Show every event; returns why there is no answer, or nothing."""
        asked = request.make_request(mode=mode, profile=profile, history=(), question=question, **how)
        engine = engines.engine(profile)
        try:
            await engine.prepare()
            task = request.to_task(asked, profile)
            sandbox = choose() if task.kind == "code" and mode == "think" else None
            async with engines.judge() as judge, engines.reward() as reward:
                thinking = think(task, engine, judge=judge, reward=reward, sandbox=sandbox)
                async with contextlib.aclosing(thinking) as events:
                    async for event in events:
                        show(event)
                        if isinstance(event, Failed):
                            return event.message
        finally:
            await engine.aclose()
        return ""

    def show_json(self, event: Event) -> None:
        self.stdout.write(json.dumps(encode(event), ensure_ascii=False))
        self.stdout.flush()

    def show_answer(self, event: Event) -> None:
        if isinstance(event, AnswerDelta):
            self.stdout.write(event.text, ending="")
            self.stdout.flush()

    def show_thinking(self, event: Event) -> None:
        match event:
            case Routed() if event.reason:
                self.stderr.write(event.reason)
            case PathStarted() if event.parent is not None:
                self.stderr.write(
                    f"path {event.path} begins after step {event.step} of path {event.parent}: {event.note}"
                )
            case Reviewed():
                best = "neither is better" if event.winner is None else f"path {event.winner} is better"
                self.stderr.write(f"paths {event.first} and {event.second}, in both orders: {best}")
            case StepFinished():
                self.stderr.write(f"path {event.path}, step {event.step + 1}: {event.text.strip()}")
            case StepScored():
                about = f": {event.critique}" if event.critique else ""
                self.stderr.write(f"path {event.path}, step {event.step + 1} scores {event.score:.2f}{about}")
            case Verified():
                self.stderr.write(f"path {event.path}: check {event.outcome}: {event.evidence}")
            case PathFinished():
                self.stderr.write(f"path {event.path}: {event.answer or event.text.strip()}")
            case PathPruned():
                self.stderr.write(f"path {event.path} was given up: {event.reason}")
        self.show_answer(event)
