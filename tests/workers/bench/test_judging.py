from __future__ import annotations

from contextlib import asynccontextmanager
from typing import Any

import pytest

from chatapp.runs import engines, roster
from reasoning.engines.profiles import ModelProfile
from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.types import Capabilities, Pooled, RewardModel, Usage
from workers.bench.judging import Chosen, NobodyJudges, compared, judging
from workers.bench.options import Options
from workers.bench.problems import hard_tier

RIGHT, WRONG = Chosen(True, False, 100), Chosen(False, True, 100)
SAME = Chosen(True, True, 100)


def test_a_judge_that_chooses_better_is_worth_it() -> None:
    text = compared([RIGHT] * 20 + [SAME] * 20)
    assert "It is better than the majority." in text
    assert "| +50.0 [" in text
    assert "wrote 100 tokens an answer" in text


def test_a_few_problems_do_not_tell() -> None:
    assert "so few problems do not tell" in compared([RIGHT, SAME, SAME])


@pytest.mark.parametrize("found", [[SAME] * 40, [WRONG] * 3 + [SAME] * 40])
def test_a_judge_that_is_no_better_is_warned_about(found: list[Chosen]) -> None:
    text = compared(found)
    assert "**Warning: it does not beat the majority.**" in text
    assert "**missed**" in text


@pytest.mark.django_db
def test_without_anybody_who_judges_there_is_nothing_to_measure() -> None:
    with pytest.raises(NobodyJudges, match="nobody judges here"):
        judging(Options(live=1))


@pytest.mark.django_db(transaction=True)
def test_the_configured_models_are_asked_and_the_reward_model_s_choice_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Of a story nothing can be recomputed, so that no check has the last word.
    problem = next(problem for problem in hard_tier(6, 7) if problem.family == "words")
    monkeypatch.setattr("workers.bench.judging.hard_tier", lambda count, seed: (problem,))
    good, bad = f"1. So.\n{problem.reply}", "1. Hmm.\nAnswer: 0"

    class Server:
        async def pool(self, request: dict[str, Any]) -> Pooled:
            steps = request["messages"][1]["content"].split("<extra_0>")[:-1]
            right = 0.05 if "Hmm" in steps[0] else 0.9
            return Pooled({"data": [{"data": [[1 - right, right]] * len(steps)}]}, Usage(9))

    @asynccontextmanager
    async def reward() -> Any:
        yield RewardModel("prm", Server())

    engine = ScriptedEngine(
        lambda request, number: Script(good if number == 3 else bad),
        capabilities=Capabilities(8192),
        rate=2000,
    )
    monkeypatch.setattr(engines, "_opened", [])
    monkeypatch.setattr(engines, "open_engine", lambda profile: engine)
    monkeypatch.setattr(engines, "reward", reward)
    monkeypatch.setattr(roster, "profile", lambda mode: ModelProfile("scripted", "scripted"))
    section = judging(Options(live=1))
    assert "by `scripted`, judged by `prm`" in section.text
    assert "| by scores | 1.000" in section.text
    assert "| by majority | 0.000" in section.text
