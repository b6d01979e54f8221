"""Versions follow what they name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reasoning import versions
from reasoning.prompts import load
from reasoning.scorers import SCORERS
from reasoning.seedling import WEIGHTS
from reasoning.strategies import STRATEGIES


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    for name in versions.READ:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def test_every_strategy_has_a_version_of_its_own() -> None:
    found = [versions.strategy_version(name) for name in STRATEGIES]
    assert all(found)
    assert len(set(found)) == len({strategy.__module__ for strategy in STRATEGIES.values()})
    assert versions.strategy_version("no such") == ""


def test_every_scorer_and_every_prompt_has_a_version() -> None:
    assert set(SCORERS) <= set(versions.scorer_versions())
    assert versions.prompt_versions()["think"] == load("think").version


def test_the_code_is_the_same_however_often_it_is_asked() -> None:
    assert len(versions.code_version()) == versions.SHORT
    assert versions.code_version.__wrapped__() == versions.code_version()


def test_the_shipped_weights_have_a_version() -> None:
    assert len(versions.weights_version(WEIGHTS)) == 64


def test_weights_that_change_have_another_version_and_back_the_same(weights: Path) -> None:
    before = versions.weights_version(weights)
    model = weights / "ct2" / "model.bin"
    content = model.read_bytes()
    model.write_bytes(b"other")
    assert versions.weights_version(weights) != before
    model.write_bytes(content)
    assert versions.weights_version(weights) == before


def test_where_the_weights_lie_does_not_matter_but_which_is_which_does(weights: Path, tmp_path: Path) -> None:
    before = versions.weights_version(weights)
    moved = tmp_path.with_name(f"{tmp_path.name}-moved")
    tmp_path.rename(moved)
    assert versions.weights_version(moved) == before
    one, two = moved / "ct2" / "config.json", moved / "hf" / "tokenizer.json"
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)
    assert versions.weights_version(moved) != before


def test_missing_weights_have_no_version(weights: Path) -> None:
    os.remove(weights / "hf" / "tokenizer.json")
    assert versions.weights_version(weights) == ""
