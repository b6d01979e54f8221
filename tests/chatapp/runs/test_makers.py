"""What a run says about what made it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from chatapp.runs import lease, makers, roster, store
from chatapp.runs.models import Run
from chatapp.settings.models import Listed
from reasoning import versions
from reasoning.engines.profiles import ModelProfile
from reasoning.engines.scripted import ScriptedEngine
from reasoning.seedling import WEIGHTS
from reasoning.state import fold
from reasoning.types import Prices
from tests.support.said import entries, opening

pytestmark = pytest.mark.django_db
PROFILE = ModelProfile(name="large", kind="openai", prices=Prices(1, 2, 3))
KNOWN = {"model": "large", "weights": "abc", "code": "1"}


def engine(fingerprint: Any = "") -> Any:
    return SimpleNamespace(capabilities=ScriptedEngine().capabilities, fingerprint=fingerprint)


def test_a_run_says_which_model_prompts_strategy_scorers_and_code_made_it(ask: Callable[..., Run]) -> None:
    run = ask(mode="think")
    made = makers.maker(run=run, profile=PROFILE, engine=engine("vllm-0.22-1234abcd"))
    assert made == {
        "model": "large",
        "kind": "openai",
        "weights": "vllm-0.22-1234abcd",
        "thinks": False,
        "prompt": run.input["prompt_version"],
        "prompts": versions.prompt_versions(),
        "strategy": run.strategy,
        "strategy_version": versions.strategy_version(run.strategy),
        "scorers": versions.scorer_versions(),
        "code": versions.code_version(),
        "prices": {"input": 1, "cached": 2, "output": 3},
    }


def test_a_judge_of_its_own_is_named_too(ask: Callable[..., Run], settings: Any) -> None:
    settings.MODELS = (
        Listed("large", "http://10.0.0.1/v1", ("think",)),
        Listed("critic", "http://10.0.0.2/v1", ("judge",)),
    )
    made = makers.maker(run=ask(mode="think"), profile=PROFILE, engine=engine())
    assert (made["judge"], "reward" in made) == ("critic", False)
    assert "judge" not in makers.maker(run=ask(), profile=PROFILE, engine=engine())


def test_the_embedded_models_weights_are_those_of_its_files(ask: Callable[..., Run]) -> None:
    made = makers.maker(run=ask(), profile=roster.seedling(), engine=engine("not asked"))
    assert made["weights"] == versions.weights_version(WEIGHTS)


@pytest.mark.parametrize("told", [None, 7, ["a"]])
def test_what_a_server_says_is_taken_only_where_it_is_a_short_text(
    ask: Callable[..., Run], told: Any
) -> None:
    run = ask()
    assert makers.maker(run=run, profile=PROFILE, engine=engine(told))["weights"] == ""
    assert (
        makers.maker(run=run, profile=PROFILE, engine=engine("a" * 9999))["weights"] == "a" * makers.LONGEST
    )
    assert makers.maker(run=run, profile=PROFILE, engine=ScriptedEngine())["weights"] == ""


def test_makers_are_listed_in_order_and_each_once() -> None:
    other = KNOWN | {"code": "2"}
    made = makers.added(makers.added([], KNOWN), KNOWN)
    assert made == [KNOWN]
    assert makers.added(made, other) == [KNOWN, other]


def test_what_becomes_known_makes_no_other_maker_but_other_weights_do() -> None:
    unknown = KNOWN | {"weights": ""}
    assert makers.added([unknown], KNOWN) == [KNOWN]
    assert makers.added([KNOWN], unknown) == [KNOWN]
    assert makers.added([unknown | {"thinks": False}], KNOWN | {"thinks": True}) == [KNOWN | {"thinks": True}]
    assert makers.added([KNOWN], KNOWN | {"weights": "def"}) == [KNOWN, KNOWN | {"weights": "def"}]


def test_what_a_dead_attempt_left_keeps_its_maker_beside_the_next_ones(
    claimed: Run, expire: Callable[[Run], None]
) -> None:
    makers.note(run=claimed, profile=PROFILE, engine=engine())
    said = entries(*opening("So"))
    store.checkpoint(run=claimed, entries=said, state=fold(said))
    expire(claimed)
    again = lease.claim(claimed.pk)
    assert again is not None
    makers.note(run=again, profile=ModelProfile(name="other", kind="openai"), engine=engine())
    assert [made["model"] for made in again.made_by] == ["large", "other"]
