from __future__ import annotations

import re
from pathlib import Path

import pytest

from reasoning.engines import asking
from reasoning.engines.families import (
    ALWAYS_THINKS,
    FAMILIES,
    UNKNOWN,
    Sampling,
    arrange,
    family_of,
    sampling,
)
from reasoning.engines.profiles import ModelProfile
from reasoning.types import EngineRequest, Turn

ASK = EngineRequest((Turn("user", "x"),))


@pytest.mark.parametrize(
    ("model", "family"),
    [
        ("Qwen/Qwen3-8B", "qwen3"),
        ("qwen3:8b", "qwen3"),
        ("/models/Qwen3-32B-AWQ", "qwen3"),
        ("Qwen/Qwen3-30B-A3B-Thinking-2507", "qwen3-thinking"),
        ("Qwen/Qwen3-Next-80B-A3B-Thinking", "qwen3-thinking"),
        ("Qwen/Qwen3-30B-A3B-Instruct-2507", "qwen3-instruct"),
        ("qwen3-coder:30b", "qwen3-instruct"),
        ("Qwen/Qwen3.5-35B-A3B", "qwen3.5"),
        ("Qwen/Qwen2.5-7B-Instruct", "qwen2.5"),
        ("Qwen/QwQ-32B", "qwq"),
        ("deepseek-ai/DeepSeek-R1", "deepseek-r1"),
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "deepseek-r1"),
        ("deepseek-ai/DeepSeek-R1-0528-Qwen3-8B", "deepseek-r1-0528"),
        ("deepseek-ai/DeepSeek-V3.1", "deepseek-v3.1"),
        ("meta-llama/Llama-3.3-70B-Instruct", "llama"),
        ("meta-llama/Meta-Llama-3-8B-Instruct", "llama3"),
        ("meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama"),
        ("mistralai/Mistral-Small-3.2-24B-Instruct-2506", "mistral"),
        ("mistralai/Ministral-8B-Instruct-2410", "mistral"),
        ("mistralai/Magistral-Small-2506", "magistral-2506"),
        ("mistralai/Magistral-Small-2509", "magistral"),
        ("openai/gpt-oss-20b", "gpt-oss"),
        ("google/gemma-3-27b-it", "gemma"),
        ("google/gemma-4-31B-it", "gemma4"),
        ("zai-org/GLM-4.6", "glm"),
        ("seedling", "seedling"),
        ("reasoning/seedling/weights/hf", "seedling"),
        ("gpt-4o", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_name_tells_the_family(model: str, family: str) -> None:
    assert family_of(model).name == family


def test_every_family_can_be_found_and_none_is_hidden_by_one_before_it() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)
    assert all(re.compile(family.pattern) for family in FAMILIES)
    assert all(family.context >= 1024 for family in FAMILIES)


@pytest.mark.parametrize("family", [f for f in FAMILIES if f.thinking != "never"], ids=lambda f: f.name)
def test_no_reasoner_is_ever_greedy_while_it_thinks(family) -> None:  # type: ignore[no-untyped-def]
    drawn = sampling(family, thinks=True, temperature=0.0)
    assert drawn == family.think
    assert drawn.temperature >= 0.6
    quick = sampling(family, thinks=False, temperature=0.0)
    assert (quick.temperature > 0) == (family.thinking == "always")
    assert all(isinstance(fields, dict) for fields in family.switch)
    assert family.thinking != "switch" or family.switch[0] != family.switch[1]


def test_who_does_not_think_is_drawn_as_the_request_wants_within_the_family_s_cuts() -> None:
    qwen = family_of("qwen3")
    assert sampling(qwen, thinks=False, temperature=0.5) == Sampling(0.5, 0.8, 20)
    assert sampling(qwen, thinks=False, temperature=0.5, top_p=0.3) == Sampling(0.5, 0.3, 20)
    assert sampling(UNKNOWN, thinks=True, temperature=0.0) == Sampling(0.0)
    assert sampling(UNKNOWN, thinks=True, temperature=0.8) == Sampling(0.8)


def test_without_a_system_role_its_text_goes_into_the_first_question() -> None:
    r1 = family_of("deepseek-r1")
    system, user, answer = Turn("system", "Be brief."), Turn("user", "2+2?"), Turn("assistant", "4")
    assert arrange(r1, [system, user, answer, user]) == (Turn("user", "Be brief.\n\n2+2?"), answer, user)
    assert arrange(r1, [system]) == (Turn("user", "Be brief."),)
    assert arrange(r1, [user, answer]) == (user, answer)
    assert arrange(r1, []) == ()
    assert arrange(family_of("qwen3"), [system, user]) == (system, user)


def test_the_documentation_names_every_family_with_its_kind_of_thinking_and_its_sampling() -> None:
    text = (Path(__file__).parents[3] / "docs" / "engines.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    for family in FAMILIES:
        row = next(row for row in rows if f"`{family.name}`" in row.split("|")[1])
        _, thinking, while_thinking, otherwise, system, prefix = (
            cell.strip() for cell in row.split("|")[1:7]
        )
        assert thinking.startswith(family.thinking)
        assert ("first question" in system) != family.system
        assert prefix.startswith("yes") == family.continues
        shown = while_thinking if family.thinking != "never" else otherwise
        drawn = family.think if family.thinking != "never" else family.fast
        assert shown.startswith(f"{drawn.temperature}") or family.name == "seedling"
        assert (f"top_k {drawn.top_k}" in shown) == bool(drawn.top_k)


def test_who_always_thinks_is_labelled_for_fast() -> None:
    assert ModelProfile("r1", "openai", model="deepseek-ai/DeepSeek-R1").family.label == ALWAYS_THINKS
    assert ModelProfile("Qwen/Qwen3-8B", "openai").family.label == ""


TAGS = ("<think>", "</think>")


@pytest.mark.parametrize(
    ("prefix", "opens", "text", "inside"),
    [
        ("1. a\n", False, "1. a\n", False),
        ("1. a\n", True, "</think>\n\n1. a\n", False),
        ("<think>Hm", False, "<think>\nHm", True),
        ("<think>\nHm", False, "<think>\nHm", True),
        ("<think>Hm", True, "Hm", True),
        ("<think>Hm.\n</think>", False, "<think>\nHm.\n</think>\n\n", False),
        ("<think>Hm, and </think>", True, "Hm, and\n</think>\n\n", False),
        ("<think>\nHm.\n</think>\n\nSo", False, "<think>\nHm.\n</think>\n\nSo", False),
    ],
)
def test_a_prefix_becomes_what_the_model_would_have_written(
    prefix: str, opens: bool, text: str, inside: bool
) -> None:
    assert asking.written(prefix, TAGS, opens=opens) == (text, inside)


def test_a_prefix_gets_the_model_s_own_tags() -> None:
    tags = family_of("magistral-small-2509").tags
    assert asking.written("<think>Hm</think>", tags, opens=False) == ("[THINK]\nHm\n[/THINK]\n\n", False)


def test_a_raw_completion_has_no_fields_for_the_template() -> None:
    extra = {"priority": 1, "chat_template_kwargs": {"a": 1}, "reasoning_effort": "low"}
    arguments = asking.completion(ASK, family_of("qwen3"), "m", extra, (1, 2))
    assert arguments["extra_body"] == {"priority": 1, "top_k": 20}
    assert arguments["prompt"] == [1, 2]
    assert "messages" not in arguments


def test_an_effort_is_asked_for_where_thinking_cannot_be_switched_off() -> None:
    family = family_of("gpt-oss-20b")
    assert asking.chat(ASK, family, "m", {})["extra_body"] == {"reasoning_effort": "high"}
    quick = EngineRequest(ASK.turns, thinks=False)
    assert asking.chat(quick, family, "m", {})["extra_body"] == {"reasoning_effort": "low"}
