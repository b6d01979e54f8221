"""Small functions: what is taught runs and is right, and what a model writes is judged in the sandbox."""

import ast
import asyncio
import random

import pytest

from reasoning.sandbox import choose
from reasoning.seedling.problem import Problem, is_held_out
from reasoning.seedling.tasks import code
from reasoning.seedling.tasks.code.classics import CLASSICS, VARIANTS
from reasoning.seedling.tasks.code.describe import third
from reasoning.seedling.tasks.code.operations import OPERATIONS, Step
from reasoning.seedling.tasks.code.pipeline import Pipeline
from reasoning.seedling.tasks.code.running import Judge
from reasoning.seedling.tasks.either import expand
from reasoning.verifiers.code import CodeVerifier
from reasoning.verifiers.programs.examples import examples_in
from reasoning.verifiers.programs.extract import names_in, program_in
from tests.support.confined import need_any, patient_clock

__all__ = ["patient_clock"]


def drawn(level: int, count: int = 500) -> list[Problem]:
    rng = random.Random(level)
    return [code.generate(rng, level) for _ in range(count)]


def judged(problems: list[Problem], replies: list[str]) -> list[bool]:
    need_any()
    pairs = [
        (problem.check, reply)
        for problem, reply in zip(problems, replies, strict=True)
        if isinstance(problem.check, Judge)
    ]
    return code.judge_many(pairs)


@pytest.mark.parametrize("level", range(4))
def test_a_reply_is_short_and_holds_one_program(level: int) -> None:
    for problem in drawn(level):
        assert len(problem.reply) < 600
        program = program_in(problem.reply)
        assert program is not None
        ast.parse(program)
        assert len(names_in(program)) == 1
        assert problem.answer == ""
        assert max(map(len, program.split("\n"))) < 240


def test_taught_programs_return_what_they_must() -> None:
    problems = [problem for level in range(4) for problem in drawn(level, 15)]
    assert all(judged(problems, [problem.reply for problem in problems]))


def test_every_classic_returns_what_its_cases_say_under_any_name() -> None:
    need_any()
    replies = [f"```python\n{classic.code('renamed')}\n```" for classic in CLASSICS]
    judges = [Judge(lambda cases=classic.cases: cases, "renamed") for classic in CLASSICS]
    assert all(code.judge_many(list(zip(judges, replies, strict=True))))


def test_the_results_that_replies_show_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    claims = 0
    for problem in drawn(2, 300):
        program = program_in(problem.reply) or ""
        exec(program, {})
        shown = capsys.readouterr().out.rstrip("\n") or "''"
        _, told, result = program.rstrip().split("\n")[-1].rpartition("  # ")
        claims += bool(told)
        assert not told or shown == result
    assert claims > 100


def test_a_wrong_program_is_refused() -> None:
    wanted = Pipeline("numbers", (Step(OPERATIONS["numbers"]["even"]), Step(OPERATIONS["numbers"]["sum"])))
    problem = code.from_pipeline(random.Random(3), wanted)
    name = problem.check.name or "f"  # type: ignore[attr-defined]
    right = f"```python\ndef {name}(a):\n    t = 0\n    for x in a:\n        if not x % 2: t += x\n    return t\n```"
    odd = right.replace("if not x", "if x")
    loops = f"```python\ndef {name}(a):\n    while True: pass\n```"
    leaves = f"```python\nimport os\ndef {name}(a):\n    os._exit(0)\n```"
    other = right.replace(f"def {name}", "def other") + "\n"
    replies = [right, odd, loops, leaves, "I cannot do that.", "```python\nx = 1\n```"]
    assert judged([problem] * 6, replies) == [True, False, False, False, False, False]
    assert judged([problem], [other]) == [not problem.check.name]  # type: ignore[attr-defined]


def test_questions_with_an_example_are_verified_by_the_product() -> None:
    need_any()
    verifier = CodeVerifier(choose(), seconds=1)
    problems = [problem for problem in drawn(2) if examples_in(problem.question)]
    assert len(problems) > 100

    async def outcomes() -> list[str]:
        verdicts = await asyncio.gather(*(verifier.verify(p.question, p.reply) for p in problems[:40]))
        return [verdict.outcome for verdict in verdicts]

    assert set(asyncio.run(outcomes())) == {"passed"}


def test_every_classic_and_every_single_operation_is_taught() -> None:
    problems = drawn(0, 12_000)
    plain = [p for p in problems if p.key.startswith("classic: ") and " as " not in p.key]
    assert len({p.key for p in plain}) == len(CLASSICS)
    single = [p for p in problems if ": " in p.key and " > " not in p.key and "classic" not in p.key]
    assert not any(is_held_out(p.key) for p in plain + single)


def test_a_key_names_the_operations_and_not_the_words() -> None:
    operations = OPERATIONS["numbers"]
    wanted = Pipeline(
        "numbers",
        (Step(operations["greater"], 10), Step(operations["square"]), Step(operations["descending"])),
    )
    problems = [code.from_pipeline(random.Random(seed), wanted) for seed in range(50)]
    assert {problem.key for problem in problems} == {"numbers: greater > square > descending"}
    assert len({problem.question for problem in problems}) == 50
    assert all(problem.hard for problem in problems)
    assert wanted.code("pick") == (
        "def pick(numbers):\n    large = [n for n in numbers if n > 10]\n"
        "    squares = [n ** 2 for n in large]\n    return sorted(squares, reverse=True)"
    )


def test_there_are_thousands_of_functions_and_of_ways_to_ask() -> None:
    problems = drawn(2, 3000)
    assert len({p.key for p in problems}) > 1300
    assert len({p.question for p in problems}) > 2900


@pytest.mark.parametrize(
    ("imperative", "expected"),
    [
        ("return the sum", "returns the sum"),
        ("multiply each by 2", "multiplies each by 2"),
        ("do a search", "does a search"),
        ("search a list, return -1", "searches a list, returns -1"),
        ("play FizzBuzz", "plays FizzBuzz"),
    ],
)
def test_imperatives_are_put_in_the_third_person(imperative: str, expected: str) -> None:
    assert third(imperative) == expected


def test_a_text_is_returned_as_a_text_unless_a_list_is_asked_for() -> None:
    rng = random.Random(8)
    drawn_from_texts = [
        p for p in (code.generate(rng, 2) for _ in range(4000)) if p.key.startswith("letters: ")
    ]
    listed = [p for p in drawn_from_texts if p.reply.count("return [") or "return sorted" in p.reply]
    assert len(drawn_from_texts) > 200
    assert len(listed) < len(drawn_from_texts) * 0.25
    assert all("list" in p.question.lower() or ": join" in p.key for p in listed)


@pytest.mark.parametrize(
    ("topic", "call", "result"),
    [
        ("spread", "[3, 11, 5]", 8),
        ("in_either", "[1, 1, 2], [3, 2]", [1, 2, 3]),
        ("upper_no_spaces", "'no way'", "NOWAY"),
        ("sum_values", "{'a': 3, 'b': 4}", 7),
        ("fizz_one", "30", "FizzBuzz"),
        ("count_letter", "'pepper', 'p'", 3),
        ("ends_joined", "'pizza'", "pa"),
        ("swap_ends", "[9, 1, 4]", [4, 1, 9]),
        ("is_between", "11", False),
        ("remove_punctuation", "'a, b.'", "a b"),
        ("merge_adding", "{'a': 1}, {'a': 1}", {"a": 2}),
        ("middle_letter", "'abc'", "b"),
        ("percent_of", "3, 12", 25),
        ("nth_largest", "[5, 1, 9], 2", 5),
        ("convert_back", "90", 1.5),
    ],
)
def test_functions_in_everyday_words_do_what_they_are_asked(topic: str, call: str, result: object) -> None:
    variant = VARIANTS[topic][0]
    space: dict[str, object] = {}
    exec(variant.code("asked"), space)
    assert eval(f"asked({call})", space) == result


def test_every_function_in_everyday_words_is_asked_for_in_many_ways() -> None:
    rng = random.Random(9)
    for variants in VARIANTS.values():
        told = {expand(rng, rng.choice(variants[0].asks)) for _ in range(200)}
        told |= {expand(rng, rng.choice(variants[0].shorts)) for _ in range(200)}
        assert len(told) >= 8
        assert not any(sign in text for text in told for sign in "{}|<>")
