"""Every recipe is one that can be run. Skipped without torch."""

from pathlib import Path

import pytest

pytest.importorskip("torch")

from reasoning.seedling import WEIGHTS
from reasoning.seedling.model import Shape
from reasoning.seedling.plan import Plan
from reasoning.seedling.recipes import NAMES, RECIPES, bfloat16_is_fast


@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_makes_a_plan(name: str) -> None:
    recipe = RECIPES[name]
    plan = Plan(folder=Path(), shape=Shape(**recipe["shape"]), **recipe["plan"])
    assert plan.tokens >= 10_000_000
    assert plan.shape.hidden_size % (2 * plan.shape.num_attention_heads) == 0
    assert plan.start in (None, WEIGHTS)


def test_only_going_further_begins_from_weights() -> None:
    assert [name for name in NAMES if "start" in RECIPES[name]["plan"]] == ["further"]


def test_bfloat16_is_for_processors_that_have_it(tmp_path: Path) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text("flags : fpu avx2 avx512_bf16 sse")
    assert bfloat16_is_fast(info)
    info.write_text("flags : fpu avx2 sse")
    assert not bfloat16_is_fast(info)
    assert not bfloat16_is_fast(tmp_path / "none")
