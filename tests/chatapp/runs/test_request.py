"""What is stored of a question, and the task that comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from billing.plans import PLANS
from chatapp.runs import request
from reasoning.engines.profiles import ModelProfile
from reasoning.prompts import load
from reasoning.types import Turn

LARGE = ModelProfile(name="large", kind="openai")
SUM, PROGRAM, POEM = (
    "What is 37*48 - 19?",
    "Write a Python function that sorts names.",
    "Write a poem about rain.",
)


def made(
    question: str = SUM, *history: Turn, mode: Any = "think", plan: str = "pro", **how: Any
) -> dict[str, Any]:
    return request.make_request(
        mode=mode, plan=PLANS[plan], profile=LARGE, history=history, question=question, **how
    )


@pytest.mark.parametrize(
    ("question", "mode", "kind", "strategy", "prompt"),
    [
        (SUM, "think", "closed", "adaptive", "think"),
        (PROGRAM, "think", "code", "adaptive", "think"),
        (POEM, "think", "open", "review", "fast"),
        (SUM, "fast", "closed", "single", "fast"),
        (POEM, "fast", "open", "single", "fast"),
    ],
)
def test_the_kind_of_question_chooses_strategy_and_prompt(
    question: str, mode: str, kind: str, strategy: str, prompt: str
) -> None:
    asked = made(question, mode=mode)
    task = request.to_task(asked, LARGE)
    assert (task.kind, task.strategy) == (kind, strategy)
    assert task.prompt_version == load(prompt).version
    assert task.turns[0] == Turn("system", load(prompt).text)


def test_what_goes_on_from_a_program_is_about_a_program() -> None:
    history = (Turn("user", PROGRAM), Turn("assistant", "def f(names): ..."))
    assert request.to_task(made("now make it ignore case", *history), LARGE).kind == "code"


@pytest.mark.parametrize(
    ("plan", "how", "strategy", "paths"),
    [
        ("pro", {}, "adaptive", 32),
        ("pro", {"effort": "light"}, "adaptive", 4),
        ("pro", {"effort": "deep"}, "revise", 32),
        ("free", {"effort": "deep"}, "revise", 4),
        ("pro", {"effort": "light", "paths": 16}, "adaptive", 4),
        ("free", {"paths": 30}, "adaptive", 4),
        ("pro", {"paths": 3, "strategy": "best_of_n"}, "best_of_n", 3),
    ],
)
def test_effort_and_wishes_stay_within_the_plan(
    plan: str, how: dict[str, Any], strategy: str, paths: int
) -> None:
    asked = made(plan=plan, **how)
    assert (asked["strategy"], asked["budget"]["paths"]) == (strategy, paths)


def test_the_route_is_told_to_whoever_answers() -> None:
    assert request.to_task(made(route="Thinks: a proof"), LARGE).route == "Thinks: a proof"
    assert request.to_task(made(), LARGE).route == ""


def test_a_request_of_before_there_were_kinds_is_a_closed_question() -> None:
    asked = made(POEM)
    del asked["question_kind"], asked["route"]
    task = request.to_task(asked, LARGE)
    assert (task.kind, task.route) == ("closed", "")
    other = replace(LARGE, name="other")
    again = request.remake(asked, mode="think", profile=other, history=(), question=POEM)
    assert again["prompt_version"] == load("think").version


def test_another_model_is_asked_the_same_kind_of_question() -> None:
    again = request.remake(
        made(POEM), mode="think", profile=replace(LARGE, name="other"), history=(), question=POEM
    )
    task = request.to_task(again, LARGE)
    assert (task.model, task.kind, task.strategy) == ("other", "open", "review")
    assert task.prompt_version == load("fast").version


def test_personal_instructions_stand_below_the_products_prompt_and_above_the_projects() -> None:
    asked = made(personal="I teach physics.", instructions="Answer in verse.")
    system = asked["turns"][0]["text"]
    assert system.startswith(load("think").text)
    assert system.index("all of their questions:\nI teach physics.") < system.index("Answer in verse.")
    assert asked["personal_version"]
    assert made(personal="I teach maths.")["personal_version"] != asked["personal_version"]
    assert made()["personal_version"] == ""


def test_another_model_is_told_them_as_they_were_when_the_question_was_asked() -> None:
    asked = made(personal="I teach physics.")
    other = replace(LARGE, name="other")
    again = request.remake(asked, mode="think", profile=other, history=(), question=SUM)
    assert "I teach physics." in again["turns"][0]["text"]
    before = {name: value for name, value in asked.items() if not name.startswith("personal")}
    early = request.remake(before, mode="think", profile=other, history=(), question=SUM)
    assert "physics" not in str(early["turns"])


def test_the_embedded_demo_model_is_told_none_but_a_real_one_after_it_is() -> None:
    demo = replace(LARGE, kind="embedded")
    asked = request.make_request(
        mode="fast", plan=PLANS["pro"], profile=demo, history=(), question=SUM, personal="I teach physics."
    )
    assert "physics" not in str(asked["turns"])
    again = request.remake(asked, mode="fast", profile=LARGE, history=(), question=SUM)
    assert "I teach physics." in again["turns"][0]["text"]
