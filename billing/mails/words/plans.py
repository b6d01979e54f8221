"""Plans that begin, change and end, and trials."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..content import Content
from .phrases import PRICING, Facts, about, bought, day, plan_name, price


def plan_started(facts: Facts) -> Content:
    """A first payment, or the beginning of a trial with one to follow."""
    plan = plan_name(facts["plan"])
    if trial := facts.get("trial_ends_at"):
        return Content(
            subject=_("Your {plan} trial has begun").format(plan=plan),
            heading=_("Your {plan} trial has begun").format(plan=plan),
            lines=(
                _("Until {day} it costs nothing. Then {price} is charged.").format(
                    day=day(trial), price=price(facts)
                ),
                _("If it is not for you, cancel before that day in Billing."),
            ),
            rows=(
                *about(facts),
                (_("Plan"), bought(facts)),
                (_("First payment"), day(trial)),
                (_("Price"), price(facts)),
            ),
            action=(_("See your plan"), facts["billing"]),
        )
    return Content(
        subject=_("You are on {plan}").format(plan=plan),
        heading=_("You are on {plan}").format(plan=plan),
        lines=(_("Your plan is active. You can change or cancel it in Billing at any time."),),
        rows=_rows(facts),
        action=(_("See your plan"), facts["billing"]),
        note=_("The receipt comes in a mail of its own."),
    )


def upgraded(facts: Facts) -> Content:
    return Content(
        subject=_("Your plan is now {plan}").format(plan=bought(facts)),
        heading=_("Your plan is now {plan}").format(plan=bought(facts)),
        lines=(_("The change is active. What was charged for the rest of the period is on the receipt."),),
        rows=_rows(facts),
        action=(_("See your plan"), facts["billing"]),
    )


def downgrade_scheduled(facts: Facts) -> Content:
    next_ = bought({"plan": facts["next_plan"], "quantity": facts["next_quantity"]})
    when = day(facts["period_end"])
    return Content(
        subject=_("Your plan changes to {next} on {when}").format(next=next_, when=when),
        heading=_("A change is set for {when}").format(when=when),
        lines=(
            _("Until {when} you keep {plan}, which is paid for. From then on you pay for less.").format(
                when=when, plan=bought(facts)
            ),
            _("If you think better of it, keep your plan in Billing until that day."),
        ),
        rows=(
            *about(facts),
            (_("Now"), bought(facts)),
            (_("From {when}").format(when=when), next_),
            (_("Price then"), price(facts["next"])),
        ),
        action=(_("See or undo the change"), facts["billing"]),
    )


def downgraded(facts: Facts) -> Content:
    return Content(
        subject=_("Your plan is now {plan}").format(plan=bought(facts)),
        heading=_("Your plan is now {plan}").format(plan=bought(facts)),
        lines=(_("The change that was set for the end of the period has taken effect."),),
        rows=_rows(facts),
        action=(_("See your plan"), facts["billing"]),
    )


def canceled(facts: Facts) -> Content:
    plan, until = plan_name(facts["plan"]), day(facts["ends_at"])
    if facts.get("owed"):
        said = _("It is canceled and not renewed. The payment that failed is still owed, and is tried again.")
    else:
        said = _("It is canceled, and nothing more is charged. Until {day} you keep all that it has.")
    return Content(
        subject=_("Your {plan} plan ends on {until}").format(plan=plan, until=until),
        heading=_("Your {plan} plan ends on {until}").format(plan=plan, until=until),
        lines=(said.format(day=until), _("Your conversations stay.")),
        rows=about(facts),
        action=(_("Resume the plan"), facts["billing"]),
    )


def resumed(facts: Facts) -> Content:
    plan = plan_name(facts["plan"])
    return Content(
        subject=_("Your {plan} plan goes on").format(plan=plan),
        heading=_("Your {plan} plan goes on").format(plan=plan),
        lines=(_("What was set for the end of the period is taken back. The plan is renewed as before."),),
        rows=_rows(facts),
        action=(_("See your plan"), facts["billing"]),
    )


def plan_ended(facts: Facts) -> Content:
    plan = plan_name(facts["plan"])
    if facts["reason"] == "payment_failed":
        why = _("The last payment did not go through, and the time to pay it is over.")
    else:
        why = _("Nothing more is charged.")
    if facts.get("team"):
        then = _("The team's seats have ended; its members go on with their own accounts.")
    else:
        then = _("Your account goes on as {plan}.").format(plan=plan_name(facts["default_plan"]))
    return Content(
        subject=_("Your {plan} plan has ended").format(plan=plan),
        heading=_("Your {plan} plan has ended").format(plan=plan),
        lines=(f"{why} {then}", _("Your conversations stay.")),
        rows=about(facts),
        action=(_("Choose a plan"), PRICING),
    )


def trial_ending(facts: Facts) -> Content:
    plan, when = plan_name(facts["plan"]), day(facts["trial_ends_at"])
    if facts["charged"]:
        collected = (
            _("On that day {price} is collected from {card}, and the plan goes on.")
            if facts.get("card")
            else _("On that day {price} is collected, and the plan goes on.")
        )
        return Content(
            subject=_("Your {plan} trial ends on {when}").format(plan=plan, when=when),
            heading=_("Your {plan} trial ends on {when}").format(plan=plan, when=when),
            lines=(
                collected.format(price=price(facts), card=facts.get("card")),
                _("If it is not for you, cancel before then in Billing: nothing is charged."),
            ),
            rows=_rows(facts),
            action=(_("See your plan"), facts["billing"]),
        )
    return Content(
        subject=_("Your {plan} trial ends on {when}").format(plan=plan, when=when),
        heading=_("Your {plan} trial ends on {when}").format(plan=plan, when=when),
        lines=(
            _("Nothing is charged: your account then goes on as {plan}.").format(
                plan=plan_name(facts["default_plan"])
            ),
            _("Your conversations stay. To keep what the trial has, choose a plan."),
        ),
        action=(_("Choose a plan"), PRICING),
    )


def _rows(facts: Facts) -> tuple[tuple[str, str], ...]:
    rows = [*about(facts), (_("Plan"), bought(facts)), (_("Price"), price(facts))]
    if facts.get("period_end"):
        rows.append((_("Next payment"), day(facts["period_end"])))
    return tuple(rows)
