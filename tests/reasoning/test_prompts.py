from __future__ import annotations

import pytest

from reasoning.prompts import FOLDER, load

NAMES = sorted(file.stem for file in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_has_a_version_of_its_own(name: str) -> None:
    prompt = load(name)
    assert prompt.text == prompt.text.strip() != ""
    assert prompt.version.startswith(f"{name}-")
    assert len({load(other).version for other in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", ["judge", "review", "revise", "improve", "answer"])
def test_every_prompt_with_material_says_that_material_is_no_instruction(name: str) -> None:
    text = load(name).text
    assert "fence" in text
    assert "instruction" in text
