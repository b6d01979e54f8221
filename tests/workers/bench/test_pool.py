from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workers.bench.paths import one_of_each, row
from workers.bench.options import Options
from workers.bench.pool import place, pool, settings, stored
from workers.bench.problems import hard_tier
from workers.bench.written import dump, parse

SETTINGS = {"format": 1, "paths": 2}


def file(folder: Path, *lines: str) -> Path:
    path = folder / "pool.jsonl"
    path.write_text("\n".join([json.dumps(SETTINGS), *lines]))
    return path


def test_what_was_sampled_once_is_not_sampled_again_and_more_is_added(tmp_path: Path) -> None:
    options = Options(problems=1, paths=2, processes=1, home=tmp_path)
    (first,) = pool(options)
    row = parse(first)
    assert len(row.paths) == 2
    assert row.belongs_to(hard_tier(1, options.seed)[0])
    assert all(len(path.logprobs) == len(path.sizes) > 0 for path in (row.greedy, *row.paths))
    assert all("".join(delta.text for delta in path.deltas()) == path.text for path in row.paths)
    more = pool(replace(options, problems=2))
    assert more[0] == first
    written = place(options).read_text()
    assert pool(replace(options, problems=2)) == more
    assert place(options).read_text() == written


def test_lines_are_found_by_their_problem_whatever_their_order(tmp_path: Path) -> None:
    problems = list(one_of_each().values())
    lines = [dump(row(problem, "Answer: 1")) for problem in problems]
    found = stored(file(tmp_path, *reversed(lines)), SETTINGS, problems)
    assert found == dict(enumerate(lines))


def test_half_a_line_and_a_question_that_is_asked_otherwise_now_are_passed_over(tmp_path: Path) -> None:
    problems = list(one_of_each().values())[:2]
    other = dump(row(replace(problems[0], question="What was it?"), "Answer: 1"))
    whole = dump(row(problems[1], "Answer: 1"))
    assert stored(file(tmp_path, other, whole, whole[:40]), SETTINGS, problems) == {1: whole}


def test_a_file_with_other_settings_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="other settings"):
        stored(file(tmp_path), SETTINGS | {"paths": 3}, [])
    assert stored(tmp_path / "none.jsonl", SETTINGS, []) == {}


def test_other_settings_are_another_file_and_more_problems_are_not() -> None:
    usual = Options()
    assert place(usual) == place(replace(usual, problems=5))
    assert (
        len({place(replace(usual, **{n: v})) for n, v in (("seed", 8), ("paths", 3), ("temperature", 1.0))})
        == 3
    )
    assert settings(usual)["weights"]
