"""Several models for a mode: which a person may choose, and what comes of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from billing.accounts import account_for, grant_plan
from billing.models import UsageHold
from billing.plans import PLANS
from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation
from chatapp.errors import RequestError
from chatapp.live.frames import parse
from chatapp.pages.boot import boot
from chatapp.runs import choosing, engines, roster
from chatapp.runs.made_fast import use_fast
from chatapp.runs.models import Run
from chatapp.runs.services import start_run
from chatapp.settings.models import Listed

pytestmark = pytest.mark.django_db

SMALL = Listed("small", "http://10.0.0.1/v1", ("fast", "think"), context=4096, about="Quick and cheap")
LARGE = Listed("large", "http://10.0.0.2/v1", ("fast", "think"), price_output=9, plans=("plus", "pro"))
DEEP = Listed("deep", "http://10.0.0.3/v1", ("think",), plans=("pro",))


@pytest.fixture(autouse=True)
def three(settings: Any) -> None:
    settings.MODELS, settings.MODEL_KEYS = (SMALL, LARGE, DEEP), {}


def on(user: User, plan: str) -> User:
    grant_plan(account=account_for(user_id=user.pk), plan=PLANS[plan])
    return user


def ask(user: User, **fields: Any) -> Run:
    told = {"client_id": "a-client-id", "text": "What is 2+3?", "mode": "think"} | fields
    return start_run(user=user, **told).run


def test_the_page_knows_the_models_of_each_mode_and_whose_they_are(owner: User) -> None:
    told = boot(user=owner, conversation=None)["choices"]
    assert [each["name"] for each in told["fast"]] == ["small", "large"]
    assert [each["name"] for each in told["think"]] == ["small", "large", "deep"]
    assert told["fast"][0] == {
        "name": "small",
        "about": "Quick and cheap",
        "context": 4096,
        "vision": False,
        "plans": [],
    }
    assert told["think"][2]["plans"] == [{"code": "pro", "name": "Pro"}]


def test_where_a_mode_has_one_model_there_is_nothing_to_choose(settings: Any) -> None:
    settings.MODELS = (SMALL, DEEP)
    assert list(choosing.offered()) == ["think"]
    settings.MODELS = ()
    assert choosing.offered() == {}


def test_the_run_remembers_the_chosen_model_and_is_asked_of_it(owner: User) -> None:
    run = ask(on(owner, "plus"), model="large")
    assert (run.model, run.input["model"], run.input["chosen"]) == ("large", "large", "large")
    assert roster.profile("think", run.input["chosen"]).prices.output == 9


def test_without_a_choice_and_with_the_first_one_it_is_the_first(owner: User) -> None:
    assert ask(owner).input["chosen"] == ""
    run = ask(owner, client_id="another-id", mode="fast", model="small")
    assert (run.model, run.input["chosen"]) == ("small", "")


def test_auto_keeps_the_first_whatever_was_chosen(owner: User) -> None:
    assert ask(owner, mode="auto", model="large").model == "small"


@pytest.mark.parametrize(
    ("model", "code", "said"),
    [("deep", "model_not_in_plan", "part of Pro"), ("gpt", "unknown_model", "no model “gpt”")],
)
def test_a_model_of_another_plan_or_of_none_is_refused_in_words_and_nothing_is_stored(
    owner: User, model: str, code: str, said: str
) -> None:
    with pytest.raises(RequestError, match=said) as refused:
        ask(on(owner, "plus"), model=model)
    assert refused.value.code == code
    assert not Conversation.objects.exists()
    assert not UsageHold.objects.exists()


def test_a_model_answers_only_in_its_modes(owner: User) -> None:
    with pytest.raises(RequestError) as refused:
        ask(on(owner, "pro"), mode="fast", model="deep")
    assert refused.value.code == "unknown_model"


def test_the_only_model_may_be_named_and_no_other(owner: User, settings: Any) -> None:
    settings.MODELS = ()
    assert ask(owner, model="seedling").model == "seedling"
    with pytest.raises(RequestError) as refused:
        ask(owner, client_id="another-id", mode="fast", model="small")
    assert refused.value.code == "unknown_model"


def test_a_model_that_the_operator_took_away_meanwhile_gives_way_to_the_first(settings: Any) -> None:
    settings.MODELS = (SMALL,)
    assert roster.profile("think", "large").name == "small"


def test_a_waiting_thought_that_is_made_fast_keeps_the_model_where_it_can(owner: User) -> None:
    on(owner, "pro")
    kept = use_fast(user=owner, run_id=ask(owner, model="large").pk)
    assert (kept.model, kept.input["chosen"]) == ("large", "large")
    given_up = use_fast(user=owner, run_id=ask(owner, client_id="another-id", model="deep").pk)
    assert (given_up.model, given_up.input["chosen"]) == ("small", "")


def test_the_frame_takes_a_name_and_no_more_than_a_name() -> None:
    sent = '{"type":"send","client_id":"a-client-id","text":"x","mode":"fast","model":%s}'
    assert parse(sent % '"large"').model == "large"  # type: ignore[union-attr]
    with pytest.raises(RequestError, match="model"):
        parse(sent % f'"{"x" * 201}"')
    with pytest.raises(RequestError, match="model"):
        parse(sent % "7")


def test_engines_of_several_models_stay_open_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []

    class Engine:
        def __init__(self, name: str) -> None:
            self.name = name

        async def prepare(self) -> None: ...

        async def aclose(self) -> None:
            closed.append(self.name)

    monkeypatch.setattr(engines, "_opened", [])
    monkeypatch.setattr(engines, "_latest", {})
    monkeypatch.setattr(engines, "open_engine", lambda of: Engine(of.name))
    profiles = [roster.profile("think", name) for name in ("small", "large", "small", "deep")]

    async def answer() -> None:
        for profile in profiles:
            async with engines.using(profile, "think"):
                pass

    asyncio.run(answer())
    assert closed == []
