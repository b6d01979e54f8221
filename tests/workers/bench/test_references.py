from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from reasoning.sandbox import choose
from workers.bench.options import Options
from workers.bench.references import MATH, PROGRAMS, answers, references

ADD = {
    "prompt": 'def add(a, b):\n    """The sum."""\n',
    "entry_point": "add",
    "canonical_solution": "    return a + b\n",
    "test": "def check(candidate):\n    assert candidate(2, 3) == 5\n",
}


def data(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    with gzip.open(folder / name, "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_answers_mean_the_same_as_themselves_and_as_nothing_else() -> None:
    found = answers([r"\frac{1}{2}", "7", r"2\sqrt{2}"], seed=1)
    assert [aim.met for aim in found] == [True, True, True]
    assert found[0].measured == "3 of 3 equal"


def test_solutions_pass_their_own_tests_and_pretenders_do_not(tmp_path: Path) -> None:
    if choose() is None:
        pytest.skip("this machine's kernel cannot confine programs")
    data(tmp_path, PROGRAMS, [ADD, ADD | {"canonical_solution": "    return a - b\n"}])
    text = references(Options(data=tmp_path)).text
    assert "| HumanEval, canonical solutions | 2 pass | 1 of 2 | **missed** |" in text
    assert text.count("| 0 pass | 0 of 2 | met |") == 2
    assert "by the examples in their questions: 0 passed, 2 unknown, 0 failed." in text
    assert "MATH" not in text


def test_a_folder_with_neither_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"neither {PROGRAMS} nor {MATH}"):
        references(Options(data=tmp_path))
