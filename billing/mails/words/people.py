"""Teams and their people, and what staff must know."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..content import Content
from .phrases import Facts, bought, day

JOIN = "/teams/join/{token}/"


def invitation(facts: Facts) -> Content:
    """To the invited address, which need not have an account yet."""
    invited = (
        _("{inviter} invites you to use Fragaria as an admin of the team {team}, which pays for your seat.")
        if facts["role"] == "admin"
        else _(
            "{inviter} invites you to use Fragaria as a member of the team {team}, which pays for your seat."
        )
    )
    return Content(
        subject=_("{inviter} invites you to the team {team}").format(
            inviter=facts["inviter"], team=facts["team"]
        ),
        heading=_("Join {team}").format(team=facts["team"]),
        lines=(
            invited.format(inviter=facts["inviter"], team=facts["team"]),
            _("The link works once, until {day}, and only for this address.").format(
                day=day(facts["expires_at"])
            ),
        ),
        action=(_("See the invitation"), JOIN.format(token=facts["token"])),
        note=_("If you do not know what this is about, there is nothing to do: without you nothing happens."),
    )


def ownership(facts: Facts) -> Content:
    """To the new owner of a team."""
    return Content(
        subject=_("You own the team {team} now").format(team=facts["team"]),
        heading=_("You own {team} now").format(team=facts["team"]),
        lines=(
            _(
                "Its former owner has handed it to you, with its subscription and its invoices. Receipts now go to this"
                " address."
            ),
            _("Look at the card that pays: it is still the former owner's."),
        ),
        action=(_("See the team"), facts["team_page"]),
    )


def dispute(facts: Facts) -> Content:
    """To staff."""
    rows = [(_("Dispute"), facts["dispute"]), (_("Account"), facts["account"]), (_("Plan"), bought(facts))]
    if facts.get("team"):
        rows.append((_("Team"), facts["team"]))
    return Content(
        subject=_("A payment is disputed"),
        heading=_("A payment is disputed"),
        lines=(
            _(
                "The account is suspended: its people read, but no answer begins until the dispute is won, or staff"
                " lift the suspension."
            ),
            _("Banks expect an answer within days. Send what shows that the plan was bought and used."),
        ),
        rows=tuple(rows),
        action=(_("Answer the dispute"), facts["url"]),
    )
