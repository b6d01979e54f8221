"""Facts come with questions about the product, and stay away from calculations."""

from dataclasses import replace

import pytest

from reasoning.seedling.facts import PlanFacts, asks_about_product, facts_text, goes_on, plan_line

FREE = PlanFacts("Free", 0, 0, False, 10, 3, 3, 7, 4, 5, 20)
PLUS = PlanFacts("Plus", 20_00, 200_00, False, 80, 3, 50, 7, 8, 5, 20)
TEAM = PlanFacts("Team", 12_50, 300_00, True, 100, 3, 100, 7, 16, 5, 40)
PRO = PlanFacts("Pro", 200_00, 2000_00, False, None, 3, None, 7, 32, 5, 120)


def test_a_plan_is_one_line_to_copy_from():
    assert plan_line(PLUS) == (
        "Plus: $20 a month, $200 a year, 80 fast messages in any 3 hours, 50 thinking answers in any 7 days, "
        "8 paths of 5 steps, 20 seconds."
    )
    assert plan_line(FREE).startswith("Free: $0, 10 fast messages")
    assert plan_line(TEAM).startswith("Team: $12.50 a seat a month, $300 a seat a year, ")
    assert "unlimited fast messages, unlimited thinking answers, 32 paths" in plan_line(PRO)


def test_one_of_a_thing_has_no_plural():
    assert "1 thinking answer in any 1 day, 1 path of 1 step" in plan_line(
        replace(FREE, think=1, think_days=1, paths=1, steps=1)
    )


def test_the_text_has_a_line_a_plan_and_says_how_thinking_works():
    text = facts_text((FREE, PLUS, PRO))
    assert len(text.split("\n")) == 6
    for word in (
        "paths at once",
        "checked",
        "recomputed",
        "vote",
        "one path",
        "Windows slide",
        "costs nothing",
    ):
        assert word in text


def test_without_prices_nothing_is_said_about_paying():
    text = facts_text([replace(plan, monthly=None, yearly=None) for plan in (FREE, PLUS)])
    assert "$" not in text
    assert "Billing" not in text


@pytest.mark.parametrize(
    "question",
    [
        "How much is Plus?",
        "what plans are there",
        "and Pro?",
        "what about yearly",
        "how does thinking work",
        "what is the difference between fast and think",
        "Price for 5 seats of Team",
        "which plan has at least 60 thinking answers",
        "WHAT HAPPENS WHEN MY MESSAGES ARE USED UP",
        "is there a free plan?",
        "How do I cancel my subscription",
        "what is Fragaria",
        "does a failed answer cost anything",
        "how many paths do I get",
    ],
)
def test_questions_about_the_product_are_noticed(question):
    assert asks_about_product(question)


@pytest.mark.parametrize(
    "question",
    [
        "5 plus 3",
        "What is five plus three?",
        "how much do 3 pens cost at 2 dollars each",
        "37*48-19",
        "Solve 3x + 5 = 20",
        "Tom has 12 apples and eats 3. How many are left?",
        "show the steps",
        "hello",
        "write a function that adds two numbers",
        "What comes next: 2, 4, 6, 8?",
    ],
)
def test_other_questions_are_not(question):
    assert not asks_about_product(question)


def test_the_names_of_the_plans_are_the_callers():
    assert asks_about_product("and Gold?", ["Gold"])
    assert not asks_about_product("and Gold?")


def test_only_a_short_question_without_a_calculation_goes_on_from_another():
    assert goes_on("and what about the yearly one?")
    assert not goes_on("what is 12*5?")
    assert not goes_on("Tom has 12 apples and gives 3 of them to Ben, how many are left")
