from __future__ import annotations

import ast

from reasoning.verifiers.programs import inputs
from reasoning.verifiers.programs.examples import examples_in
from reasoning.verifiers.programs.extract import functions_in
from reasoning.verifiers.programs.inputs import CALLS, target


def arguments(source: str, question: str = "") -> list[list[object]]:
    (function,) = functions_in(source)
    made = inputs.arguments(function, examples_in(question))
    return [list(ast.literal_eval(f"[{values}]")) for values in made]


def test_the_same_function_gets_the_same_calls() -> None:
    assert arguments("def f(a, b): ...") == arguments("def f(a, b): ...")
    assert len(arguments("def f(a, b): ...")) > CALLS // 2


def test_annotations_tell_the_kinds() -> None:
    for numbers, text, flag in arguments("def f(a: list[int], b: str, c: bool): ..."):
        assert isinstance(numbers, list)
        assert isinstance(text, str)
        assert isinstance(flag, bool)


def test_names_tell_the_kinds_where_annotations_do_not() -> None:
    for words, number in arguments("def f(words, n): ..."):
        assert all(isinstance(word, str) for word in words)  # type: ignore[attr-defined]
        assert isinstance(number, int)


def test_examples_tell_the_kinds_first() -> None:
    made = arguments("def f(n): ...", "f('ab') == 'ba'")
    assert all(isinstance(text, str) for (text,) in made)


def test_unknown_parameters_get_several_kinds() -> None:
    assert len({type(value) for (value,) in arguments("def f(thing): ...")}) >= 3


def test_the_function_is_the_question_s_or_the_one_that_most_programs_end_with() -> None:
    programs = [
        "def help(x): ...\ndef solve(a, b): ...",
        "def solve(a: int, b: int): ...",
        "def other(): ...",
    ]
    named = target("Write `help(x)`.", programs, ())
    assert named
    assert named.name == "help"
    usual = target("Write something.", programs, ())
    assert usual
    assert (usual.name, usual.parameters[0].annotation) == ("solve", "int")
    assert target("Write something.", ["x = 1"], ()) is None
