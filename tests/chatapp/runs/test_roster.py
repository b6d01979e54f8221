"""Which model answers, judges and scores, where the operator lists several."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.runs import roster
from chatapp.runs.services import start_run
from chatapp.settings.models import Listed
from reasoning.types import Prices

pytestmark = pytest.mark.django_db

SMALL = Listed("small", "http://10.0.0.1/v1", ("fast",), context=4096)
LARGE = Listed(
    "large", "http://10.0.0.2/v1", ("think",), model="org/large", price_output=9, deadline_factor=3
)
CRITIC = Listed("critic", "http://10.0.0.3/v1", ("judge",), price_input=2)
PRM = Listed("prm", "http://10.0.0.4/v1", ("reward",), model="org/prm")


@pytest.fixture
def four(settings: Any) -> Any:
    settings.MODELS, settings.MODEL_KEYS = (SMALL, LARGE, CRITIC, PRM), {"large": "sk-1"}
    return settings


@pytest.mark.usefixtures("four")
def test_each_mode_has_its_model_with_its_own_prices_and_time() -> None:
    fast, think = roster.profile("fast"), roster.profile("think")
    assert (fast.name, fast.base_url, fast.context, fast.api_key) == ("small", "http://10.0.0.1/v1", 4096, "")
    assert (think.name, think.model, think.api_key) == ("large", "org/large", "sk-1")
    assert (think.prices, think.deadline_factor) == (Prices(0, 0, 9), 3)
    assert {mode: shown["name"] for mode, shown in roster.labels().items()} == {
        "fast": "small",
        "think": "large",
    }


@pytest.mark.usefixtures("four")
def test_judge_and_reward_are_models_of_their_own() -> None:
    judge, reward = roster.judging(), roster.rewarding()
    assert judge
    assert reward
    assert (judge.name, judge.prices.input, reward.model) == ("critic", 2, "org/prm")


def test_one_model_that_does_all_judges_itself(settings: Any) -> None:
    settings.MODELS = (Listed("all", "http://10.0.0.1/v1", ("fast", "think", "judge")),)
    assert roster.profile("fast").name == roster.profile("think").name == "all"
    assert roster.judging() is None
    assert roster.rewarding() is None


def test_a_mode_without_a_model_has_that_of_the_other(settings: Any) -> None:
    settings.MODELS = (SMALL,)
    assert roster.profile("think").name == "small"


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(("mode", "model"), [("fast", "small"), ("think", "large")])
def test_a_run_is_asked_of_its_mode_s_model(owner: User, mode: str, model: str) -> None:
    run = start_run(user=owner, client_id="a-client-id", text="What is 2+3?", mode=mode).run
    assert (run.model, run.input["model"]) == (model, model)


def test_the_page_for_connecting_says_that_the_operator_has_decided(four: Any, admin_client: Client) -> None:
    page = admin_client.get("/settings/model/").content.decode()
    assert "small, large, critic, prm" in page
    assert "MODELS_FILE" in page


def test_of_several_models_for_a_mode_the_first_answers_unless_another_is_chosen(settings: Any) -> None:
    deep = Listed("deep", "http://10.0.0.5/v1", ("think", "judge"), price_output=70)
    settings.MODELS = (SMALL, LARGE, deep)
    assert roster.profile("think").name == "large"
    assert roster.profile("think", "deep").prices == Prices(0, 0, 70)
    assert roster.profile("think", "gone").name == "large"
    assert roster.profile("fast", "deep").name == "small"
    judge = roster.judging("large")
    assert judge
    assert judge.name == "deep"
    assert roster.judging("deep") is None  # it judges itself
