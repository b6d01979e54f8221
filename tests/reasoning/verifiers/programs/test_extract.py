from __future__ import annotations

import time

import pytest

from reasoning.verifiers.programs.extract import functions_in, names_in, program_in

ADD = "def add(a, b):\n    return a + b\n"


def test_a_fenced_block_is_the_program() -> None:
    for opening in ("```python", "```", "```py", "~~~ Python3"):
        fence = opening[:3]
        assert program_in(f"Here it is:\n{opening}\n{ADD}{fence}\nIt adds.") == ADD


def test_a_block_that_was_cut_off_still_counts() -> None:
    assert program_in(f"```python\n{ADD}") == ADD


def test_the_last_block_that_defines_what_is_wanted_counts() -> None:
    draft = "```python\ndef add(a, b):\n    return 0\n```\nBetter:\n"
    answer = f"{draft}```python\n{ADD}```\n```python\nprint(add(1, 2))\n```"
    assert program_in(answer, ["add"]) == ADD


def test_parts_in_several_blocks_are_put_together() -> None:
    answer = "```python\ndef one():\n    return 1\n```\nand\n```python\ndef two():\n    return one() + 1\n```"
    assert names_in(program_in(answer) or "") == {"one", "two"}


def test_other_languages_prose_and_examples_are_no_program() -> None:
    assert program_in("```javascript\nfunction add() {}\n```") is None
    assert program_in("The answer is 5.") is None
    assert program_in("```\n5\n```") is None
    assert program_in("") is None


def test_an_answer_without_fences_may_be_a_program() -> None:
    assert program_in(ADD) == ADD


def test_too_long_a_program_is_none() -> None:
    assert program_in("```python\ndef f(): pass\n" + "#" * 1_000_000 + "\n```") is None


def test_names_are_functions_classes_and_lambdas_of_the_top_level() -> None:
    program = (
        "class Stack:\n    def push(self): ...\nasync def wait(): ...\nsquare = lambda x: x * x\nx = 1\n"
    )
    assert names_in(program) == {"Stack", "wait", "square"}


def test_parameters_that_a_call_must_fill_are_told() -> None:
    (function,) = functions_in("def f(a, b: list[int], c: dict[str, int] = {}, *rest, d): ...")
    assert [(p.name, p.annotation) for p in function.parameters] == [("a", ""), ("b", "list[int]")]
    assert functions_in("def broken(a, (b") == []


@pytest.mark.parametrize("text", ["`", "```", "```a", "```\n", "~", " ", "\0", "def ", "```python\ndef f(\n"])
def test_a_megabyte_of_anything_takes_no_time(text: str) -> None:
    started = time.monotonic()
    program_in(text * (1_000_000 // len(text)))
    assert time.monotonic() - started < 5
