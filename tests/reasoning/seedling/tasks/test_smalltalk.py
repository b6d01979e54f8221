"""Small talk gets a fitting reply, whatever the wording."""

import random
import re
import time
from collections import Counter

import pytest

from reasoning.seedling.refusal import is_refusal
from reasoning.seedling.tasks import smalltalk
from reasoning.seedling.tasks.offtopic.filling import slots_of

INTENTS = smalltalk.INTENTS


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_has_many_lines_and_a_few_short_replies(intent: str) -> None:
    lines = INTENTS[intent]
    assert len(set(lines["said"])) >= 25
    assert 3 <= len(lines["replies"]) <= 6
    assert all(
        len(reply) < 250 and "Answer:" not in reply and not is_refusal(reply) for reply in lines["replies"]
    )


def test_no_line_and_no_reply_belongs_to_two_intents() -> None:
    for kind in ("said", "replies"):
        times = Counter(line.lower() for lines in INTENTS.values() for line in lines[kind])
        assert [line for line, count in times.items() if count > 1] == []


def test_every_slot_of_a_line_has_a_list() -> None:
    used = {slot for lines in INTENTS.values() for said in lines["said"] for slot in slots_of(said)}
    assert used <= set(smalltalk.SLOTS)


def test_problems_pass_their_own_check_and_nothing_else_does() -> None:
    rng = random.Random(1)
    for _ in range(3000):
        problem = smalltalk.generate(rng)
        assert (problem.family, problem.answer) == ("smalltalk", "")
        assert problem.question.strip()
        assert problem.check(problem.reply)
        assert not problem.check("Answer: 7")


def test_any_reply_of_the_same_intent_is_fitting_and_those_of_others_are_not() -> None:
    first, second, *_ = INTENTS["thanks"]["replies"]
    problem = smalltalk.from_intent("thanks", "cheers!", first)
    assert problem.check(second)
    assert not problem.check(INTENTS["goodbye"]["replies"][0])
    assert smalltalk.intent_of(f" {second}\n") == "thanks"
    assert smalltalk.intent_of("Bonjour") is None


def test_a_name_is_greeted_as_it_was_given() -> None:
    reply = "Nice to meet you, Anna! I am the seedling. What shall we calculate?"
    problem = smalltalk.from_intent("introduction", "I'm Anna", reply)
    assert smalltalk.intent_of(reply) == "introduction"
    assert problem.check(INTENTS["introduction"]["replies"][1].format(name="Anna"))
    assert not problem.check(reply.replace("Anna", "Tom"))


def test_the_name_in_an_introduction_is_never_mistyped() -> None:
    rng = random.Random(3)
    greeted = [
        p
        for p in (smalltalk.generate(rng) for _ in range(5000))
        if smalltalk.intent_of(p.reply) == "introduction"
    ]
    assert len(greeted) > 50
    for problem in greeted:
        name = re.split(r"Nice to meet you, |Hello |Hi ", problem.reply)[1].split("!")[0].split(", good")[0]
        assert name.lower() in problem.question.lower()


def test_questions_vary_widely_and_the_same_seed_gives_the_same() -> None:
    first, again = random.Random(4), random.Random(4)
    drawn = [smalltalk.generate(first) for _ in range(2000)]
    assert [p.question for p in drawn] == [smalltalk.generate(again).question for _ in range(2000)]
    assert len({p.question for p in drawn}) > 1700


def test_doubts_follow_talk_and_never_a_calculation() -> None:
    rng = random.Random(5)
    histories = [p.history for p in (smalltalk.generate(rng) for _ in range(8000)) if p.history]
    assert histories
    assert all("Answer:" not in text for turns in histories for _, text in turns)


def test_it_is_quick() -> None:
    rng = random.Random(6)
    began = time.perf_counter()
    for _ in range(2000):
        smalltalk.generate(rng)
    assert time.perf_counter() - began < 1.0  # 500 us each: five times what is wanted, for a busy machine
