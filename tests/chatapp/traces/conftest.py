"""People who think, and what the command writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from billing.accounts import account_for
from chatapp.accounts.models import User
from chatapp.runs import lease
from chatapp.runs.finish import finish
from chatapp.runs.models import Run
from chatapp.traces import services
from reasoning.state import fold
from tests.support.said import entries
from tests.support.thought import Told, thought

QUESTION = "What is 23*4 - 2?"
GOOD = Told((("1. 23*4 = 92\n", ""), ("2. 92 - 2 = 90\n", "")), "90", "passed")
WRONG = Told((("1. 23*4 = 82\n", "23*4 is 92, not 82"), ("2. 82 - 2 = 80\n", "")), "80", "failed")
MADE_BY = {"model": "scripted", "weights": "abc", "thinks": False}
Think = Callable[..., Run]
Exports = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def think(ask: Callable[..., Run], owner: User) -> Think:
    """A thinking run that has ended: the owner's, with a right and a wrong path, unless told otherwise."""

    def think(text: str = QUESTION, *paths: Told, user: User = owner, events: Any = None, **how: Any) -> Run:
        asked = {name: how.pop(name) for name in ("conversation_id", "parent_id") if name in how}
        account = account_for(user_id=user.pk)
        type(account).objects.filter(pk=account.pk).update(plan="pro")
        run = lease.claim(ask(text, user=user, mode="think", **asked).pk)
        assert run is not None
        said = entries(*(events or thought(*(paths or (GOOD, WRONG)), **how)))
        run.made_by = [MADE_BY]
        finish(run=run, state=fold(said), entries=said)
        return Run.objects.select_related("answer", "conversation").get(pk=run.pk)

    return think


@pytest.fixture
def willing(owner: User) -> User:
    """The owner, who allows it."""
    services.allow(user=owner)
    return owner


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    """What `export-traces` writes to its file, line by line."""

    def exports(format: str = "sft", *options: str) -> list[dict[str, Any]]:
        out = tmp_path / "traces.jsonl"
        call_command("export-traces", "--format", format, "--out", str(out), *options, stdout=StringIO())
        return [json.loads(line) for line in out.read_bytes().split(b"\n")[:-1]]

    return exports
