"""Plans that begin, change and end, and trials."""

from __future__ import annotations

from ..content import Content
from .phrases import PRICING, Facts, about, bought, day, plan_name, price


def plan_started(facts: Facts) -> Content:
    """A first payment, or the beginning of a trial with one to follow."""
    plan = plan_name(facts["plan"])
    if trial := facts.get("trial_ends_at"):
        return Content(
            subject=f"Your {plan} trial has begun",
            heading=f"Your {plan} trial has begun",
            lines=(
                f"Until {day(trial)} it costs nothing. Then {price(facts)} is charged.",
                "If it is not for you, cancel before that day in Billing.",
            ),
            rows=(
                *about(facts),
                ("Plan", bought(facts)),
                ("First payment", day(trial)),
                ("Price", price(facts)),
            ),
            action=("See your plan", facts["billing"]),
        )
    return Content(
        subject=f"You are on {plan}",
        heading=f"You are on {plan}",
        lines=("Your plan is active. You can change or cancel it in Billing at any time.",),
        rows=_rows(facts),
        action=("See your plan", facts["billing"]),
        note="The receipt comes in a mail of its own.",
    )


def upgraded(facts: Facts) -> Content:
    return Content(
        subject=f"Your plan is now {bought(facts)}",
        heading=f"Your plan is now {bought(facts)}",
        lines=("The change is active. What was charged for the rest of the period is on the receipt.",),
        rows=_rows(facts),
        action=("See your plan", facts["billing"]),
    )


def downgrade_scheduled(facts: Facts) -> Content:
    next_ = bought({"plan": facts["next_plan"], "quantity": facts["next_quantity"]})
    when = day(facts["period_end"])
    return Content(
        subject=f"Your plan changes to {next_} on {when}",
        heading=f"A change is set for {when}",
        lines=(
            f"Until {when} you keep {bought(facts)}, which is paid for. From then on you pay for less.",
            "If you think better of it, keep your plan in Billing until that day.",
        ),
        rows=(
            *about(facts),
            ("Now", bought(facts)),
            (f"From {when}", next_),
            ("Price then", facts["next_price"]),
        ),
        action=("See or undo the change", facts["billing"]),
    )


def downgraded(facts: Facts) -> Content:
    return Content(
        subject=f"Your plan is now {bought(facts)}",
        heading=f"Your plan is now {bought(facts)}",
        lines=("The change that was set for the end of the period has taken effect.",),
        rows=_rows(facts),
        action=("See your plan", facts["billing"]),
    )


def canceled(facts: Facts) -> Content:
    plan, until = plan_name(facts["plan"]), day(facts["ends_at"])
    canceled = (
        "It is canceled and not renewed. The payment that failed is still owed, and is tried again."
        if facts.get("owed")
        else f"It is canceled, and nothing more is charged. Until {until} you keep all that it has."
    )
    return Content(
        subject=f"Your {plan} plan ends on {until}",
        heading=f"Your {plan} plan ends on {until}",
        lines=(canceled, "Your conversations stay."),
        rows=about(facts),
        action=("Resume the plan", facts["billing"]),
    )


def resumed(facts: Facts) -> Content:
    plan = plan_name(facts["plan"])
    return Content(
        subject=f"Your {plan} plan goes on",
        heading=f"Your {plan} plan goes on",
        lines=("What was set for the end of the period is taken back. The plan is renewed as before.",),
        rows=_rows(facts),
        action=("See your plan", facts["billing"]),
    )


def plan_ended(facts: Facts) -> Content:
    plan = plan_name(facts["plan"])
    why = (
        "The last payment did not go through, and the time to pay it is over."
        if facts["reason"] == "payment_failed"
        else "Nothing more is charged."
    )
    then = (
        "The team's seats have ended; its members go on with their own accounts."
        if facts.get("team")
        else f"Your account goes on as {plan_name(facts['default_plan'])}."
    )
    return Content(
        subject=f"Your {plan} plan has ended",
        heading=f"Your {plan} plan has ended",
        lines=(f"{why} {then}", "Your conversations stay."),
        rows=about(facts),
        action=("Choose a plan", PRICING),
    )


def trial_ending(facts: Facts) -> Content:
    plan, when = plan_name(facts["plan"]), day(facts["trial_ends_at"])
    if facts["charged"]:
        card = f" from {facts['card']}" if facts.get("card") else ""
        return Content(
            subject=f"Your {plan} trial ends on {when}",
            heading=f"Your {plan} trial ends on {when}",
            lines=(
                f"On that day {price(facts)} is collected{card}, and the plan goes on.",
                "If it is not for you, cancel before then in Billing: nothing is charged.",
            ),
            rows=_rows(facts),
            action=("See your plan", facts["billing"]),
        )
    return Content(
        subject=f"Your {plan} trial ends on {when}",
        heading=f"Your {plan} trial ends on {when}",
        lines=(
            f"Nothing is charged: your account then goes on as {plan_name(facts['default_plan'])}.",
            "Your conversations stay. To keep what the trial has, choose a plan.",
        ),
        action=("Choose a plan", PRICING),
    )


def _rows(facts: Facts) -> tuple[tuple[str, str], ...]:
    rows = [*about(facts), ("Plan", bought(facts)), ("Price", price(facts))]
    if facts.get("period_end"):
        rows.append(("Next payment", day(facts["period_end"])))
    return tuple(rows)
