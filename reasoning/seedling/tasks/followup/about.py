"""Questions about the answer itself: why, explain step 2, are you sure, show the steps, what did I ask."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from reasoning.seedling.problem import Problem, answer_line, in_steps
from reasoning.seedling.tasks.followup.earlier import Earlier, calculation, solved, turns, whole_number
from reasoning.seedling.tasks.followup.explaining import equations, explained, told_steps
from reasoning.seedling.tasks.followup.made import ask, made, prose, written
from reasoning.seedling.wording import spelled_out

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
WRONG = 0.15  # how often the earlier answer is wrong when somebody doubts it
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


def explain(rng: random.Random, level: int) -> Problem | None:
    """`explain step 2`: one or two sentences about a step that stands in the conversation."""
    earlier = solved(rng, level)
    steps = earlier.steps
    if not steps:
        return None
    if rng.random() < 0.05:
        number = len(steps) + rng.randint(1, 3)
        reply = f"There is no step {number}: {told_steps(len(steps))}."
        asked = ask(rng, "explain", n=number, nth=ORDINALS[min(number, 8) - 1])
        return made(
            asked,
            reply,
            turns(rng, [earlier], True),
            f"no_step:{number}:{earlier.reply}",
            "",
            prose("no step"),
        )
    number = rng.randint(1, len(steps))
    sentence = explained(earlier, number)
    if sentence is None:
        return None
    reply, needs = sentence
    last = number == len(steps) and number > 1 and rng.random() < 0.2
    asked = ask(rng, "explain_last" if last else "explain", n=number, nth=ORDINALS[number - 1])
    return made(asked, reply, turns(rng, [earlier], True), f"explain:{steps[number - 1]}", "", prose(*needs))


def how(rng: random.Random, level: int) -> Problem | None:
    """`how did you get 296?`: the step it comes from."""
    earlier = solved(rng, level)
    found = equations(earlier)
    if not found:
        return None
    number = rng.randint(1, len(found))
    equation, _, result = found[number - 1].rpartition("=")
    value = result.split()[0].strip("$€£")
    if sum(each.rpartition("=")[2].split()[0].strip("$€£") == value for each in found) > 1:
        return None
    reply = f"{value} is {equation}, from step {number}."
    asked = ask(rng, "how", n=value)
    return made(asked, reply, turns(rng, [earlier], True), f"how:{equation}", "", prose(value, equation))


def why(rng: random.Random, level: int) -> Problem | None:
    """`why?`: the calculations in one sentence where they stand there, else the steps again."""
    earlier = solved(rng, level)
    found = equations(earlier)
    if rng.random() < 0.3 or not found:
        return _again(rng, earlier, "why")
    told = " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
    reply = f"Because {told}."
    if len(reply) > 300:
        return None
    return made(ask(rng, "why"), reply, turns(rng, [earlier], True), f"why:{told}", "", prose(*found))


def steps(rng: random.Random, level: int) -> Problem | None:
    """`show the steps`: the whole calculation once more."""
    return _again(rng, solved(rng, level), "steps")


def _again(rng: random.Random, earlier: Earlier, kind: str) -> Problem | None:
    if not earlier.steps:
        return None
    history = turns(rng, [earlier], None if kind == "steps" else False)
    return made(ask(rng, kind), earlier.reply, history, f"steps:{earlier.reply}", earlier.answer)


def sure(rng: random.Random, level: int) -> Problem | None:
    """`are you sure?`: the calculation again, and what it says about the answer that was given."""
    right = solved(rng, level)
    if not right.steps or not right.answer:
        return None
    given = _slip(rng, right) if rng.random() < WRONG else right
    if given is None:
        return None
    sorry = f"Sorry, it is {right.answer}, not {given.answer}"
    answer = f"I am sure: {right.answer}" if given is right else sorry
    kind, other = ("doubt", 0) if rng.random() < 0.6 else ("claim", 1)
    slots: dict[str, object] = {"n": str(whole_number(given) or "")}
    if other:
        value = whole_number(given)
        if value is None:
            return None
        slots["other"] = str(value + rng.choice((-10, -2, -1, 1, 2, 10, 20, 100)))
    reply = in_steps(right.steps, answer, right.opening)
    words, numbers = ("sure" if given is right else "sorry"), _numbers(answer)

    def check(text: str) -> bool:
        line = answer_line(text)
        return line is not None and words in line.lower() and _numbers(line) == numbers

    asked = ask(rng, kind, level, **slots)
    return made(asked, reply, turns(rng, [given]), f"sure:{right.reply}", answer, check)


def _slip(rng: random.Random, right: Earlier) -> Earlier | None:
    """The same reply with a wrong number in its last step and its answer."""
    found = _LAST_NUMBER.findall(right.answer)
    if not found or right.answer.count(found[-1]) > 1 or "." in right.answer:
        return None
    wrong = str(max(1, int(found[-1]) + rng.choice((-100, -20, -10, -2, -1, 1, 2, 10, 20, 100))))
    if wrong == found[-1]:
        return None
    answer = right.answer.replace(found[-1], wrong)
    *lines, last = right.steps
    head, _, result = last.rpartition("=")
    slipped = f"{head}={result.replace(found[-1], wrong)}" if head else last
    return replace(right, reply=in_steps([*lines, slipped], answer, right.opening), answer=answer)


def repeat(rng: random.Random, level: int) -> Problem | None:
    """`what was the answer?`"""
    earlier = solved(rng, level)
    if not earlier.answer:
        return None
    reply = f"Answer: {earlier.answer}"
    return made(ask(rng, "repeat"), reply, turns(rng, [earlier]), f"repeat:{earlier.answer}", earlier.answer)


def question(rng: random.Random, level: int) -> Problem | None:
    """`what was my question?`"""
    asked = [solved(rng, level) for _ in range(rng.choice((1, 1, 2)))]
    kind, wanted = ("question", asked[-1])
    if len(asked) > 1 and rng.random() < 0.4:
        kind, wanted = "first_question", asked[0]
    if len(wanted.question) > 250:
        return None
    reply = f'You asked: "{wanted.question}"'
    return made(
        ask(rng, kind), reply, turns(rng, asked), f"{kind}:{wanted.question}", "", prose(wanted.question)
    )


def in_words(rng: random.Random, level: int) -> Problem | None:
    """`write it in words`"""
    earlier = calculation(rng, level)
    value = whole_number(earlier)
    if value is None or not 0 <= value <= 99_999:
        return None
    words = spelled_out(value)
    reply = f"Answer: {words}"
    plain = _plain(words)
    return made(
        ask(rng, "in_words"), reply, turns(rng, [earlier]), f"words:{value}", words,
        lambda text: _plain(answer_line(text) or "") == plain,
    )  # fmt: skip


def rounded(rng: random.Random, level: int) -> Problem | None:
    """`round it to the nearest ten`; halves go up."""
    earlier = calculation(rng, level)
    value = whole_number(earlier)
    place, name = rng.choice(((10, "ten"), (10, "10"), (100, "hundred"), (100, "100")))
    if value is None or value < place:
        return None
    answer = str((value + place // 2) // place * place)
    key = f"round:{value}:{place}"
    return made(ask(rng, "rounded", n=name), f"Answer: {answer}", turns(rng, [earlier]), key, answer)


def parity(rng: random.Random, level: int) -> Problem | None:
    """`is it even?`"""
    earlier = calculation(rng, level)
    value = whole_number(earlier)
    if value is None:
        return None
    word, other = ("odd", "even") if value % 2 else ("even", "odd")
    kind = rng.choice((word, other))
    reply = f"{'Yes' if kind == word else 'No'}, {value} is {word}."
    asked = ask(rng, "parity", word=kind)
    return made(asked, reply, turns(rng, [earlier]), f"parity:{value}", "", prose(f"{value} is {word}"))


def bigger(rng: random.Random, level: int) -> Problem | None:
    """`is that more than 1500?`"""
    earlier = calculation(rng, level)
    value = whole_number(earlier)
    if value is None or value < 5:
        return None
    other = max(
        1,
        rng.choice(
            (round(value, -len(str(value)) + 1), value + rng.randint(-50, 50), rng.randint(1, 2 * value))
        ),
    )
    if other == value:
        return None
    more = value > other
    kind = rng.choice(("more", "less"))
    reply = f"{'Yes' if more == (kind == 'more') else 'No'}, {value} is {'more' if more else 'less'} than {other}."
    needs = (reply.split(",")[0], f"{value} is {'more' if more else 'less'} than {other}")
    asked = ask(rng, kind, n=written(rng, other))
    return made(asked, reply, turns(rng, [earlier]), f"{kind}:{value}:{other}", "", prose(*needs))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text.replace(",", "") if re.search(r"\d,\d{3}", text) else text)


def _plain(words: str) -> str:
    return re.sub(r"\band\b|[-, ]+", " ", words.lower()).replace("  ", " ").strip()
