"""Averages, percentages, powers, equations and fractions again with another number: include 22, and 30%, of 360."""

from __future__ import annotations

import random
import tomllib
from fractions import Fraction
from pathlib import Path

from reasoning.seedling import forms, wording
from reasoning.seedling.expressions import Expression, Operation, parse, shown
from reasoning.seedling.problem import Problem, in_steps
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.arithmetic import fractions
from reasoning.seedling.tasks.equations.chains import Chain, Deed
from reasoning.seedling.tasks.equations.chains import solve as undone
from reasoning.seedling.tasks.followup.earlier import Amount, Earlier, calculation, told, turns
from reasoning.seedling.tasks.followup.made import made

FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
PERCENTS = (5, 10, 10, 15, 20, 20, 25, 25, 30, 40, 50, 60, 75)


def average(rng: random.Random, level: int) -> Problem | None:
    """One number more, one less or another one in an average."""
    numbers = [rng.randint(1, rng.choice((10, 20, 60))) for _ in range(rng.choice((2, 3, 3, 3, 4)))]
    kind = rng.choice(("include", "include", "without", "exchanged"))
    after, slots = list(numbers), {"n": "", "old": ""}
    if kind == "include":
        after.append(rng.randint(1, 60))
        after[-1] += -sum(after) % len(after)
        slots["n"] = str(after[-1])
    else:
        at = rng.randrange(len(numbers))
        old = numbers[at]
        if numbers.count(old) > 1 or len(numbers) < 3:
            return None
        if kind == "without":
            after.pop(at)
            slots["n"] = str(old)
        else:
            after[at] += (-sum(after) % len(after)) or len(after)
            slots |= {"n": str(after[at]), "old": str(old)}
    if sum(after) % len(after) and rng.random() < 0.8:
        return None
    numbers_said = rng.choice((", ", " ", ", ")).join(map(str, numbers))
    if rng.random() < 0.5:
        numbers_said = f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
    asked = wording.dress(rng, forms.fill(rng, rng.choice(FORMS["average"]), list=numbers_said))
    one, two = (parse(f"({'+'.join(map(str, each))})/{len(each)}") for each in (numbers, after))
    try_first = solve(one, rounding=True)
    before = Earlier(asked, in_steps(try_first.steps, try_first.answer, shown(one)), try_first.answer)
    new = solve(two, rounding=True)
    if new.rounded:
        return None
    reply = in_steps(new.steps, new.answer, shown(two))
    key = f"average:{shown(one)}:{shown(two)}"
    return made(_said(rng, kind, **slots), reply, turns(rng, [before]), key, new.answer)


def percent(rng: random.Random, level: int) -> Problem | None:
    """Another percentage of the same number, or the same of another one."""
    p, q = rng.sample(sorted(set(PERCENTS)), 2)
    n, m = (rng.randint(1, 40) * rng.choice((4, 5, 10, 20)) for _ in range(2))
    sign = rng.choice(("", "", "-", "+"))
    currency = rng.choice(("", "", "$", "€", "£"))
    amount = Amount(0, currency)
    other = rng.random() < 0.5
    new = (p, m) if other else (q, n)
    (question, before), (_, after) = (_percentage(rng, sign, each, amount) for each in ((p, n), new))
    if other:
        asked = _said(rng, "of_amount", n=f"{currency}{m}")
        if sign:
            asked = _said(rng, "exchanged", n=f"{currency}{m}", old=f"{currency}{n}")
    else:
        mark = rng.choice(("{}%", "{}%", "{} percent")).format(q)
        asked = _said(rng, "off_percent" if sign == "-" else "of_percent", p=mark)
    key = f"percent:{sign}:{p}:{n}:{new}"
    return made(asked, after[0], turns(rng, [Earlier(question, *before)]), key, after[1])


def _percentage(
    rng: random.Random, sign: str, of: tuple[int, int], amount: Amount
) -> tuple[str, tuple[str, str]]:
    p, n = of
    part = Operation("/", Operation("*", n, p), 100)
    expression: Expression = Operation(sign, n, part) if sign else part
    mark = rng.choice(("%", "%", " percent"))
    named = f"{amount.sign}{n}"
    opening = f"{named}{sign}{p}%" if sign else f"{p}% of {named}"
    said = {
        "": f"{p}{mark} of {named}",
        "-": rng.choice(
            (f"{named} minus {p}{mark}", f"{p}{mark} off {named}", f"{named} with {p}{mark} off")
        ),
        "+": rng.choice(
            (f"{named} plus {p}{mark}", f"{named} increased by {p}{mark}", f"{named} and {p}{mark} tax")
        ),
    }[sign]
    return wording.about(rng, said), told(expression, amount, opening)


def other_number(rng: random.Random, level: int) -> Problem | None:
    """`7 squared`, `and 8?`; `100 divided by 4`, `and by 5`; `half of 80`, `and of 90`."""
    kind = rng.choice(("square", "square", "cube", "divide", "divide", "times", "half"))
    first: Expression
    second: Expression
    if kind in ("square", "cube"):
        n, m = rng.sample(range(2, 16 if kind == "square" else 11), 2)
        name = rng.choice(("squared", "squared", "^2") if kind == "square" else ("cubed", "cubed", "^3"))
        text = "{0}*{0}" if kind == "square" else "{0}*{0}*{0}"
        first, second = parse(text.format(n)), parse(text.format(m))
        noun = f"{n}{'' if name[0] == '^' else ' '}{name}"
        asked = _said(rng, "other_power", n=m, name=name).replace(" ^", "^")
    elif kind == "half":
        by, word = rng.choice(((2, "half"), (3, "a third"), (4, "a quarter"), (10, "a tenth")))
        n, m = (by * each for each in rng.sample(range(2, 60), 2))
        first, second = Operation("/", n, by), Operation("/", m, by)
        noun, asked = f"{word} of {n}", _said(rng, "other_half", n=m)
    else:
        n, m = rng.sample(range(2, 13), 2)
        op, word, link = ("/", "divided by", "by") if kind == "divide" else ("*", "times", "times")
        total = n * m * rng.randint(1, 6) if op == "/" else rng.randint(3, 60)
        first, second = Operation(op, total, n), Operation(op, total, m)
        sign = rng.choice((f" {word} ", f" {word} ", op, f" {op} "))
        noun, asked = f"{total}{sign}{n}", _said(rng, "other_by", n=m, old=n, by=link)
        if kind == "times" and "instead" not in asked.lower() and "meant" not in asked.lower():
            return None  # `and times 6` goes on from the answer
    before = Earlier(wording.about(rng, noun), *told(first))
    reply, answer = told(second)
    key = f"other:{shown(first)}:{shown(second)}"
    return made(asked, reply, turns(rng, [before]), key, answer)


def equation(rng: random.Random, level: int) -> Problem | None:
    """One number of an equation is exchanged."""
    factor, more, x = rng.randint(2, 9), rng.randint(1, 30), rng.randint(2, 15)
    op = rng.choice("+-")
    if op == "-" and more >= factor * x:
        return None
    result = factor * x + (more if op == "+" else -more)
    kind, other = rng.choice(("equals", "equals", "inside")), rng.randint(1, 20)
    if kind == "equals":
        y, slots = other, (factor * other + (more if op == "+" else -more), result)
        after, deeds = slots[0], (("*", factor), (op, more))
    else:
        new = more + factor * rng.choice((-2, -1, 1, 2, 3))
        y = (result - new if op == "+" else result + new) // factor
        after, deeds, slots = result, (("*", factor), (op, new)), (new, more)
        if new <= 0 or y <= 0:
            return None
    if slots[0] == slots[1] or slots[0] <= 0 or slots[1] in (factor, more if kind == "equals" else result):
        return None
    before = _solved(x, (("*", factor), (op, more)), result)
    now = _solved(y, deeds, after)
    text = before.opening if rng.random() < 0.5 else before.opening.replace("=", " = ").replace(op, f" {op} ")
    asked = wording.dress(
        rng, rng.choice(("solve {}", "{}", "{}, what is x", "find x: {}", "whats x in {}")).format(text)
    )
    key = f"equation:{before.opening}:{now.opening}"
    history = turns(rng, [Earlier(asked, before.reply, before.answer)])
    return made(_said(rng, kind, n=slots[0], old=slots[1]), now.reply, history, key, now.answer)


def _solved(x: int, deeds: tuple[Deed, ...], result: int) -> Earlier:
    solution = undone(Chain(Fraction(x), deeds, result, False))
    answer = f"x = {solution.value}"
    return Earlier(solution.equation, in_steps(solution.steps, answer, solution.equation), answer)


def fraction(rng: random.Random, level: int) -> Problem | None:
    """A fraction more or less than the answer, which is a fraction too."""
    one, two, three = (fractions.proper(rng, 8) for _ in range(3))
    if rng.random() < 0.5:
        three = two
    steps, total = fractions.added("+", one, two)
    over, _, under = total.partition("/")
    so_far = (int(over), int(under or 1))
    op = rng.choice("++-")
    if op == "-" and Fraction(total) <= Fraction(*three):
        return None
    more, answer = fractions.added(op, so_far, three)
    texts = [fractions.text(each) for each in (one, two, three)]
    opening = f"{texts[0]}+{texts[1]}"
    before = Earlier(
        wording.about(rng, opening.replace("+", rng.choice((" + ", "+", " plus ")))),
        in_steps(steps, total, opening),
        total,
    )
    again = f"{total}{op}{texts[2]}"
    asked = _said(rng, "another_fraction" if op == "+" else "less_fraction", f=texts[2])
    return made(asked, in_steps(more, answer, again), turns(rng, [before]), f"fraction:{again}", answer)


def with_that(rng: random.Random, level: int) -> Problem | None:
    """Something new is calculated and put together with the answer: a third of 90 plus that."""
    earlier = calculation(rng, level)
    value = earlier.amount.number if earlier.amount else None
    if value is None:
        return None
    said, part = _part(rng)
    kind = "onto" if rng.random() < 0.65 else "away"
    form = rng.choice(FORMS[kind])
    if kind == "away":
        if value <= solve(part).value:
            return None
        expression = Operation("-", value, part)
    else:
        that_first = form.find("{that}") < form.find("#") and not form.startswith("add")
        expression = Operation("+", value, part) if that_first else Operation("+", part, value)
    asked = forms.fill(rng, form.replace("{that}", rng.choice(FORMS["that"])).replace("#", said))
    reply, answer = told(expression)
    return made(wording.dress(rng, asked), reply, turns(rng, [earlier]), f"that:{shown(expression)}", answer)


def _part(rng: random.Random) -> tuple[str, Expression]:
    kind, n = rng.randrange(5), rng.randint(2, 40)
    if kind <= 1:
        by, word = rng.choice(((2, "half"), (2, "half"), (3, "a third"), (4, "a quarter"), (5, "a fifth")))
        return f"{word} of {n * by}", Operation("/", n * by, by)
    if kind == 2:
        by, word = rng.choice(((2, "double"), (2, "twice"), (3, "triple")))
        return f"{word} {n}", Operation("*", n, by)
    if kind == 3:
        percent, whole = rng.choice(PERCENTS), rng.randint(1, 20) * 20
        return f"{percent}% of {whole}", Operation("/", Operation("*", whole, percent), 100)
    m = rng.randint(2, 12)
    return f"{n} times {m}", Operation("*", n, m)


def _said(rng: random.Random, kind: str, **slots: object) -> str:
    return wording.dress(rng, forms.fill(rng, rng.choice(FORMS[kind]), **slots))
