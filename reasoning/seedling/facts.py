"""What the seedling is told about the product when somebody asks about it: facts come with the question.

The network learns to read a catalogue, never to know one: its training texts hold random plans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_NUMBERS = 1  # a question about the product names hardly any number; a calculation names two or more
PLANS = ("Free", "Plus", "Team", "Pro")
GOES_ON_WORDS = 7  # "and what about the yearly price", but not a new question of its own

_SURE = re.compile(
    r"\b(?:fragaria|subscri\w+|pricing|price list|upgrad\w+|downgrad\w+|allowances?|quota|billing|billed|plans?(?! to)"
    r"|(?:think|thinking|fast) mode|(?:think|thinking|fast) (?:messages?|answers?|replies|questions?)"
    r"|(?:message|usage|rate|thinking|your|my) limits?|paths|refunds?|free trial|trial"
    r"|fast (?:and|or|vs|versus) think\w*|think\w* (?:and|or|vs|versus) fast"
    r"|how (?:does|do) (?:the |you |it |this )?think\w*)\b"
)
# One of these is enough where there is no number, two where there is one.
_LIKELY = frozenset(
    re.findall(
        r"\S+",
        """
    free price prices cost costs expensive cheap cheaper cheapest dearest monthly yearly
    annual annually month months year yearly message messages thinking think limit limits limited unlimited seat seats
    pay paid charge charged charges fail fails failed failure cancel votes vote voting offer option options checked
    account window windows invoice vat discount dollars save saving unsubscribe priciest paying tier package fast mode
    modes path recompute recomputed cancelling flat
    """,
    )
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPELLED = frozenset(
    re.findall(
        r"\S+",
        """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen half
    """,
    )
)
_CALCULATION = re.compile(r"\d\s*[-+*/×÷x^=]\s*\(?\d|\b[xyn]\s*=|=\s*\d")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """One plan. Prices are in cents of a US dollar, None where they are not to be told, 0 for a free plan; with
    `per_seat` each is for one seat. `fast` and `think` are how many in `fast_hours` and `think_days`, None without
    a limit. A thinking answer has at most `paths` paths of `steps` steps and lasts at most `seconds`.
    """

    name: str
    monthly: int | None
    yearly: int | None
    per_seat: bool
    fast: int | None
    fast_hours: int
    think: int | None
    think_days: int
    paths: int
    steps: int
    seconds: int


def facts_text(plans: Sequence[PlanFacts]) -> str:
    """The system text: one line a plan, then how thinking works; about 700 characters for four plans."""
    lines = [
        "Fragaria is a chat that thinks. Its plans:",
        *(plan_line(plan) for plan in plans),
        "Think: several paths at once; each step is checked, calculations are recomputed, the paths vote. "
        "Fast: one path.",
        "Windows slide. A failed answer costs nothing."
        + (" Upgrade or cancel in Settings, Billing." if sold(plans) else ""),
    ]
    return "\n".join(lines)


def sold(plans: Sequence[PlanFacts]) -> bool:
    """Whether the facts name prices."""
    return any(plan.monthly is not None for plan in plans)


def plan_line(plan: PlanFacts) -> str:
    """`Plus: $20 a month, $200 a year, 80 fast messages in any 3 hours, ...`"""
    prices = [price_text(plan, "month"), price_text(plan, "year")] if plan.monthly else []
    if plan.monthly == 0:
        prices = ["$0"]
    thinks = (
        f"{counted(plan.paths, 'path')} of {counted(plan.steps, 'step')}, {counted(plan.seconds, 'second')}"
    )
    return f"{plan.name}: {', '.join([*prices, fast_text(plan), think_text(plan), thinks])}."


def price_text(plan: PlanFacts, interval: str) -> str:
    """`$20 a month`, `$300 a seat a year`; only for a plan that has the price."""
    cents = plan.monthly if interval == "month" else plan.yearly
    return f"{dollars(cents or 0)}{' a seat' if plan.per_seat else ''} a {interval}"


def fast_text(plan: PlanFacts) -> str:
    """`80 fast messages in any 3 hours`"""
    if plan.fast is None:
        return "unlimited fast messages"
    return f"{counted(plan.fast, 'fast message')} in any {counted(plan.fast_hours, 'hour')}"


def think_text(plan: PlanFacts) -> str:
    """`50 thinking answers in any 7 days`"""
    if plan.think is None:
        return "unlimited thinking answers"
    return f"{counted(plan.think, 'thinking answer')} in any {counted(plan.think_days, 'day')}"


def dollars(cents: int) -> str:
    """`$20`, `$12.50`, `$2000`"""
    return f"${cents // 100}" + (f".{cents % 100:02d}" if cents % 100 else "")


def counted(number: int, one: str) -> str:
    """`1 path`, `8 paths`"""
    return f"{number} {one}" + ("" if number == 1 else "s")


def asks_about_product(question: str, names: Sequence[str] = PLANS) -> bool:
    """Whether the question may be about plans (called `names`), prices, limits or thinking: a rule that errs to yes.

    A wrong yes only shows the model facts that it does not need.
    """
    text = question.lower()
    if _CALCULATION.search(text) or "python" in text or "function" in text:
        return False
    if _SURE.search(text):
        return True
    words = re.findall(r"[a-z]+", text)
    numbers = len(_NUMBER.findall(text)) + sum(word in _SPELLED for word in words)
    likely = len(_LIKELY.union(map(str.lower, names)).intersection(words))
    return numbers <= MOST_NUMBERS and likely > numbers


def needs_facts(question: str, before: str, names: Sequence[str] = PLANS) -> bool:
    """Whether the facts must be in view: the question asks about the product, alone or after the one `before` it."""
    return asks_about_product(question, names) or (goes_on(question) and asks_about_product(before, names))


def goes_on(question: str) -> bool:
    """Whether the question may only make sense with the one before it: `and Pro?`, `what about yearly?`"""
    return len(question.split()) <= GOES_ON_WORDS and not _CALCULATION.search(question.lower())
