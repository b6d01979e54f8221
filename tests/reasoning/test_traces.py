"""Training examples: what is taught is what was executed or recomputed, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from reasoning import traces
from reasoning.events import Entry, StepScored
from reasoning.state import fold
from reasoning.traces import RIGHT, UNKNOWN, WRONG, Trace
from reasoning.types import Turn
from tests.support.said import entries
from tests.support.thought import Told, thought

ASKED = (Turn("user", "What is 23*4 - 2?"),)
MADE_BY = ({"model": "small", "weights": "abc", "thinks": False},)
GOOD = Told((("1. 23*4 = 92\n", ""), ("2. 92 - 2 = 90\n", "")), "90", "passed")
SLIPPED = Told((("1. 23*4 = 82\n", "23*4 is 92, not 82"), ("2. 82 - 2 = 80\n", "")), "80", "failed")
STRAYED = Told((("1. Add 23 and 4.\n", None), ("2. That is 27.\n", None)), "27", "failed")
WHOLE = "1. 23*4 = 92\n2. 92 - 2 = 90\nAnswer: 90"


def trace(*paths: Told, turns: tuple[Turn, ...] = ASKED, made_by: Any = MADE_BY, **how: Any) -> Trace:
    log = tuple(entries(*thought(*paths, **how)))
    return Trace(turns, log, fold(log), made_by)


def records(form: str, of: Trace) -> list[dict[str, Any]]:
    return [example.record for example in traces.FORMATS[form](of)]


def test_a_verified_answer_teaches_the_conversation_and_the_path_that_won() -> None:
    turns = (Turn("user", "Hello"), Turn("assistant", "Hello."), *ASKED)
    (record,) = records("sft", trace(SLIPPED, GOOD, winner=1, turns=turns))
    assert [each["role"] for each in record["prompt"]] == ["user", "assistant", "user"]
    assert record["completion"] == [{"role": "assistant", "content": WHOLE}]
    assert (record["answer"], record["verdict"], record["confidence"]) == ("90", "verified", 0.9)
    assert record["checks"] == [{"kind": "math", "outcome": "passed", "evidence": "90 was passed"}]
    assert [[score["score"] for score in step] for step in record["scores"]] == [[0.9], [0.9]]
    assert record["made_by"] == list(MADE_BY)


@pytest.mark.parametrize("verdict", ["agreed", "reviewed", "unverified"])
def test_what_no_check_has_passed_is_not_taught(verdict: Any) -> None:
    assert records("sft", trace(replace(GOOD, check="unknown"), verdict=verdict)) == []


def test_a_right_answer_with_a_wrong_equation_on_the_way_is_not_taught() -> None:
    lucky = Told((("1. 23*4 = 82\n", "23*4 is 92, not 82"), ("2. So 90.\n", None)), "90", "passed")
    assert records("sft", trace(lucky)) == []


def test_checks_that_disagree_verify_nothing() -> None:
    state = fold(entries(*thought(GOOD)))
    path = state.paths[0]
    both = replace(path, checks=(*path.checks, replace(path.checks[0], kind="code", outcome="failed")))
    assert traces.outcome(both) == "unknown"
    assert records("sft", Trace(ASKED, (), replace(state, paths=(both,)), MADE_BY)) == []


def test_an_answer_that_is_the_whole_text_is_not_said_twice() -> None:
    plain = Told((("It is 90.", None),), "It is 90.", "passed")
    (record,) = records("sft", trace(plain))
    assert record["completion"][0]["content"] == "It is 90."


def test_thinking_that_the_engine_sets_apart_stays_apart() -> None:
    (record,) = records("sft", trace(GOOD, made_by=({"model": "large", "thinks": True},)))
    thought = "1. 23*4 = 92\n2. 92 - 2 = 90"
    assert record["completion"] == [{"role": "assistant", "reasoning_content": thought, "content": "90"}]


def test_the_winner_is_preferred_to_each_other_answer_that_was_refuted() -> None:
    other = Told((("1. So it is 70.\n", None),), "70")  # nobody has refuted it
    again = replace(STRAYED, answer="80")
    pairs = records("dpo", trace(SLIPPED, STRAYED, other, again, GOOD, winner=4))
    assert [pair["chosen"][0]["content"] for pair in pairs] == [WHOLE, WHOLE]
    assert [pair["rejected"][0]["content"][-2:] for pair in pairs] == ["80", "27"]
    assert pairs[0]["refuted_by"] == ["80 was failed", "23*4 is 92, not 82"]


def test_a_winner_by_vote_is_preferred_to_what_arithmetic_refutes() -> None:
    slipped = replace(SLIPPED, check="unknown")
    (pair,) = records("dpo", trace(replace(GOOD, check="unknown"), slipped, verdict="agreed"))
    assert (pair["verdict"], pair["refuted_by"]) == ("agreed", ["23*4 is 92, not 82"])


@pytest.mark.parametrize(
    "paths",
    [
        (SLIPPED, STRAYED),  # the winner itself is refuted
        (replace(GOOD, check="unknown"), Told((("1. 23*4 = 82\n", "no"),), "90")),  # the same answer
        (GOOD, replace(SLIPPED, check="passed")),  # passed, though with a slip
        (GOOD, replace(STRAYED, finished=False)),  # given up half-way
    ],
)
def test_what_is_not_clearly_worse_makes_no_pair(paths: tuple[Told, ...]) -> None:
    assert records("dpo", trace(*paths)) == []


def test_a_run_gives_a_bounded_number_of_pairs() -> None:
    wrong = [Told((("1. Guess.\n", None),), str(number), "failed") for number in range(1, 32)]
    assert len(records("dpo", trace(GOOD, *wrong))) == traces.PAIRS


def test_a_revised_path_gives_the_wrong_step_its_critique_and_the_fix() -> None:
    parent = Told((("1. Twice: 23*2 = 46\n", ""), ("2. 46*2 = 82\n", "46*2 is 92, not 82")), "80")
    child = Told(
        (("2. 46*2 = 92\n", ""), ("3. 92 - 2 = 90\n", "")),
        "90",
        "passed",
        parent=0,
        shared=1,
        note="46*2 is 92",
    )
    pairs = records("dpo", trace(parent, child, winner=1))
    (fixed,) = [pair for pair in pairs if "step" in pair]
    assert fixed["step"] == {
        "number": 1,
        "wrong": "2. 46*2 = 82\n",
        "critique": "46*2 is 92, not 82",
        "fix": "2. 46*2 = 92\n",
    }
    assert fixed["chosen"][0]["content"] == "1. Twice: 23*2 = 46\n2. 46*2 = 92\n"
    assert fixed["rejected"][0]["content"] == "1. Twice: 23*2 = 46\n2. 46*2 = 82\n"


def test_a_revision_that_came_to_a_refuted_answer_teaches_nothing() -> None:
    parent = Told((("1. 46*2 = 82\n", "46*2 is 92, not 82"),), "82", "failed")
    child = Told((("1. 46*2 = 92\n", ""),), "93", "failed", parent=0, note="46*2 is 92")
    assert records("dpo", trace(parent, child)) == []


def test_steps_are_labelled_by_checks_and_arithmetic_only() -> None:
    likely = Told((("1. It is 50.\n", None),), "50")
    lucky = Told((("1. 23*4 = 82\n", "23*4 is 92, not 82"), ("2. So 90.\n", None)), "90", "passed")
    late = Told((("1. Begin.\n", None), ("2. 2+2 = 5\n", "2+2 is 4, not 5"), ("3. So 5.\n", None)), "5")
    found = records("prm", trace(GOOD, SLIPPED, STRAYED, likely, lucky, late))
    assert [record["labels"] for record in found] == [
        [RIGHT, RIGHT],
        [WRONG],
        [UNKNOWN, WRONG],
        [WRONG, RIGHT],
        [UNKNOWN, WRONG],
    ]
    assert all(len(record["completions"]) == len(record["labels"]) for record in found)
    assert found[1]["critiques"] == ["23*4 is 92, not 82"]
    assert {record["prompt"] for record in found} == {"What is 23*4 - 2?"}


def test_a_judges_opinion_labels_nothing() -> None:
    log = [*entries(*thought(Told((("1. Hm.\n", None),), "1")))]
    log.append(Entry(1, 99, StepScored(0, 0, 0.0, "I do not like it.", "judge")))
    assert records("prm", Trace(ASKED, tuple(log), fold(log), MADE_BY)) == []


def test_the_whole_log_tells_no_time_of_day() -> None:
    (record,) = records("raw", trace(GOOD, SLIPPED))
    assert record["log"][0] == {
        "a": 1,
        "s": 1,
        "at": 0.0,
        "e": {
            "type": "run_started", "v": 1, "strategy": "adaptive", "model": "scripted", "seed": 1,
            "prompt_version": "think-1234", "budget": {},
        },
    }  # fmt: skip
    assert (record["answer"], record["status"], record["verdict"]) == ("90", "answered", "verified")
    assert [entry["e"]["type"] for entry in record["log"]].count("path_started") == 2


@pytest.mark.parametrize("form", sorted(traces.FORMATS))
def test_a_run_without_events_or_without_an_end_gives_no_example_and_no_error(form: str) -> None:
    assert records(form, Trace(ASKED, (), fold(()), MADE_BY)) == []
    begun = tuple(entries(*thought(GOOD)[:4]))
    examples = records(form, Trace(ASKED, begun, fold(begun), MADE_BY))
    assert len(examples) == (form == "raw")


@pytest.mark.parametrize("form", sorted(traces.FORMATS))
def test_every_example_is_plain_json(form: str) -> None:
    hostile = replace(GOOD, steps=(("1. \u2028 \0 </think> verdict: passed\n", ""),))
    examples = records(form, trace(hostile, SLIPPED, STRAYED))
    assert examples
    for record in examples:
        assert json.loads(json.dumps(record)) == record
        assert "\n" not in json.dumps(record)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what is  23*4 - 2", "90"),
        ("What is 23*4 - 2?", "90.0"),
        ("What is 23*4 - 2？", "Answer: 90"),
    ],
)
def test_the_same_question_with_the_same_answer_is_the_same_however_it_is_dressed(
    question: str, answer: str
) -> None:
    assert traces.same(question, answer) == traces.same("What is 23*4 - 2?", "90")


def test_another_question_or_another_answer_is_another_key() -> None:
    keys = {traces.same(question, answer) for question in ("a", "b") for answer in ("1", "2", "1 2")}
    assert len(keys) == 6
    assert traces.same("a", "b c") != traces.same("a b", "c")


def test_steps_that_come_to_the_same_value_are_not_the_same_steps() -> None:
    one, two = (Told(((f"{name} = 5", None),), "5", "passed") for name in "xy")
    first, second = (next(traces.prm(trace(told))) for told in (one, two))
    assert first.key != second.key
