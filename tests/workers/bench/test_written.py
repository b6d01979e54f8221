from __future__ import annotations

import pytest

from reasoning.types import Delta, Finish, Usage
from tests.workers.bench.paths import one_of_each, row, written
from workers.bench.written import Written, dump, parse


def test_a_row_comes_back_as_it_was_written() -> None:
    problem = one_of_each()["words"]
    before = row(problem, problem.reply, 'Answer: 7 "€"\n\n', "")
    assert parse(dump(before)) == before
    assert before.belongs_to(problem)


def test_a_path_is_played_in_the_pieces_in_which_it_came() -> None:
    said = [Delta("1. 2+", tokens=3, logprob=-0.5), Delta("3=5", tokens=2, logprob=-0.25)]
    path = Written.of(said, Finish("length", Usage(10, 0, 5)))
    assert list(path.deltas()) == said
    assert (path.text, path.generated, path.logprob, path.reason) == ("1. 2+3=5", 5, -0.75, "length")


@pytest.mark.parametrize("line", ["", '{"question": "What', '{"question": "What?"}', "[]", "17"])
def test_a_line_that_is_not_whole_is_no_row(line: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(line)


def test_a_path_without_logprobs_cannot_be_played() -> None:
    path = Written.of([Delta("a"), Delta("b", logprob=-1.0)], Finish("stop", Usage(1, 0, 2)))
    with pytest.raises(ValueError, match="argument"):
        list(path.deltas())


def test_the_row_of_a_problem_as_it_once_was_belongs_to_it_no_more() -> None:
    problems = one_of_each()
    assert not row(problems["words"], "Answer: 1").belongs_to(problems["arithmetic"])
    assert written("ab").tokens == (1, 1)
