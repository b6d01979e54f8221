"""The embedded model is shown the catalogue when somebody asks about the product, and only then."""

from dataclasses import replace
from pathlib import Path

import pytest

from billing import plans
from chatapp.runs import facts, request
from reasoning.engines.profiles import ModelProfile
from reasoning.types import Turn

SEEDLING = ModelProfile(
    name="seedling", kind="embedded", weights=Path("."), context=1024, prompts=False, history_turns=6
)


@pytest.fixture(autouse=True)
def billing(settings):
    settings.BILLING = True


def ask(question: str, *history: Turn, profile: ModelProfile = SEEDLING) -> dict:
    return request.make_request(
        mode="fast", plan=plans.PLANS["free"], profile=profile, history=history, question=question
    )


def roles(asked: dict) -> list[str]:
    return [turn["role"] for turn in asked["turns"]]


def test_the_facts_are_the_catalogue_that_billing_sells_by():
    text = facts.facts_text(facts.plan_facts())
    assert "Free: $0, 10 fast messages in any 3 hours, 3 thinking answers in any 7 days" in text
    assert "Plus: $20 a month, $200 a year, 80 fast messages in any 3 hours, 50 thinking answers" in text
    assert "Team: $30 a seat a month, $300 a seat a year" in text
    assert "Pro: $200 a month, $2000 a year, unlimited fast messages, unlimited thinking answers" in text
    assert len(text) < 800


def test_a_changed_catalogue_changes_the_facts_and_their_version(monkeypatch):
    before = ask("How much is Plus?")
    monkeypatch.setitem(plans.PRICES, "plus_monthly", replace(plans.PRICES["plus_monthly"], cents=2500))
    after = ask("How much is Plus?")
    assert "Plus: $25 a month" in after["turns"][0]["text"]
    assert before["prompt_version"] != after["prompt_version"]


def test_without_billing_no_price_is_told(settings):
    settings.BILLING = False
    text = ask("How much is Plus?")["turns"][0]["text"]
    assert "$" not in text
    assert "Billing" not in text
    assert "80 fast messages" in text


def test_a_question_about_a_plan_gets_the_facts_and_a_version_of_them():
    asked = ask("How much is Plus?")
    assert roles(asked) == ["system", "user"]
    assert asked["prompt_version"].startswith("facts-")
    assert len(asked["prompt_version"]) == len("facts-12345678")


@pytest.mark.parametrize("question", ["What is 37*48 - 19?", "how much is five plus three", "hello"])
def test_any_other_question_gets_no_system_prompt(question):
    asked = ask(question)
    assert roles(asked) == ["user"]
    assert asked["prompt_version"] == ""


def test_a_short_question_after_one_about_the_product_gets_the_facts_too():
    history = (
        Turn("user", "How long does Plus think?"),
        Turn("assistant", "Plus thinks for up to 20 seconds."),
    )
    assert roles(ask("and the other one?", *history)) == ["system", "user", "assistant", "user"]
    assert roles(ask("what is 12*5?", *history)) == ["user", "assistant", "user"]


def test_a_model_with_prompts_of_its_own_keeps_them():
    profile = ModelProfile(name="large", kind="openai")
    assert ask("How much is Plus?", profile=profile)["prompt_version"].startswith("fast-")


def test_facts_and_a_question_leave_room_for_the_reply():
    assert ask("How much is Plus?")["dropped"] == 0
    history = Turn("user", "How much is Pro?"), Turn("assistant", "Pro costs $200 a month or $2000 a year.")
    assert ask("And Plus?", *history)["dropped"] == 0
