"""`manage.py ask`: the product's own driver at the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reasoning.engines.scripted import Script
from reasoning.errors import EngineError
from reasoning.events import Answered, RunStarted, decode
from tests.conftest import ROOT

QUESTION = "What is 6 * 7?"
REPLY = "1. Six sevens.\n2. That is 42.\nAnswer: 42"


@pytest.fixture
def run() -> Callable[..., tuple[str, str]]:
    """Run the command; returns what it wrote to stdout and to stderr."""

    def run(*arguments: str) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        call_command("ask", *arguments, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


def test_the_answer_and_nothing_else_is_printed(play: Callable[..., Any], run: Callable[..., Any]) -> None:
    play({QUESTION: "It is 42, ohne Zweifel — 四十二."})
    assert run(QUESTION) == ("It is 42, ohne Zweifel — 四十二.\n", "")


def test_thinking_prints_its_steps_aside_and_the_winner(
    play: Callable[..., Any], run: Callable[..., Any]
) -> None:
    engine = play({QUESTION: REPLY})
    out, err = run(QUESTION, "--think", "--paths", "3")
    assert out == "42\n"
    assert "path 0, step 1: 1. Six sevens." in err
    assert len(engine.streams) == 3


def test_every_line_of_json_is_an_event_from_the_first_to_the_last(
    play: Callable[..., Any], run: Callable[..., Any]
) -> None:
    play({QUESTION: REPLY})
    out, _ = run(QUESTION, "--think", "--json")
    events = [decode(json.loads(line)) for line in out.splitlines()]
    assert isinstance(events[0], RunStarted)
    assert isinstance(events[-1], Answered)
    assert events[-1].verdict == "verified"


def test_the_checks_and_critiques_are_printed_aside(
    play: Callable[..., Any], run: Callable[..., Any]
) -> None:
    play({QUESTION: "1. Then 6*7 = 41.\n2. So 41.\nAnswer: 41"})
    out, err = run(QUESTION, "--think", "--paths", "1")
    assert out == "41\n"
    assert "path 0, step 1 scores 0.00: 6*7 is 42, not 41" in err
    assert "path 0: check failed: 6 * 7 = 42, not 41" in err


def test_another_strategy_can_be_asked_for(play: Callable[..., Any], run: Callable[..., Any]) -> None:
    play(lambda request, number: Script("Answer: so many"))
    out, _ = run("How many?", "--think", "--json", "--strategy", "best_of_n")
    started = decode(json.loads(out.splitlines()[0]))
    assert isinstance(started, RunStarted)
    assert started.strategy == "best_of_n"


def test_a_strategy_without_thinking_is_refused_with_an_example(
    play: Callable[..., Any], run: Callable[..., Any]
) -> None:
    engine = play()
    with pytest.raises(CommandError, match="for example --think --strategy adaptive"):
        run(QUESTION, "--strategy", "adaptive")
    assert engine.streams == []


def test_an_effort_without_thinking_is_refused_with_an_example(
    play: Callable[..., Any], run: Callable[..., Any]
) -> None:
    engine = play("4")
    with pytest.raises(CommandError, match="for example --think --effort deep"):
        run(QUESTION, "--effort", "deep")
    assert not engine.streams


def test_a_plan_bounds_the_number_of_paths(play: Callable[..., Any], run: Callable[..., Any]) -> None:
    engine = play(lambda request, number: Script(f"Answer: {number}"))
    run(QUESTION, "--think", "--paths", "30", "--plan", "free")
    assert len(engine.streams) == 4


@pytest.mark.parametrize("paths", ["0", "-3"])
def test_less_than_one_path_is_refused_with_an_example(
    play: Callable[..., Any], run: Callable[..., Any], paths: str
) -> None:
    engine = play()
    with pytest.raises(CommandError, match="for example --paths 8"):
        run(QUESTION, "--think", f"--paths={paths}")
    assert engine.streams == []


def test_an_empty_question_is_refused(play: Callable[..., Any], run: Callable[..., Any]) -> None:
    engine = play()
    with pytest.raises(CommandError, match="nothing to send"):
        run("  ")
    assert engine.streams == []


def test_a_failure_is_told_in_the_engines_words(play: Callable[..., Any], run: Callable[..., Any]) -> None:
    play({QUESTION: Script(error=EngineError("The model is not there.", retryable=False))})
    with pytest.raises(CommandError, match=r"^The model is not there\.$"):
        run(QUESTION)


def test_the_engine_is_closed_whatever_happened(play: Callable[..., Any], run: Callable[..., Any]) -> None:
    engine = play({QUESTION: Script("So far", ending="break")})
    with pytest.raises(CommandError):
        run(QUESTION)
    assert engine.open == 0


def test_without_a_server_the_exit_status_is_1_with_one_clear_line() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "ask", "hello"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "ENGINE_BASE_URL": "http://127.0.0.1:9/v1",
            "ENGINE_MODEL": "nobody",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
