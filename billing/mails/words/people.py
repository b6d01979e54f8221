"""Teams and their people, and what staff must know."""

from __future__ import annotations

from ..content import Content
from .phrases import Facts, bought, day

JOIN = "/teams/join/{token}/"


def invitation(facts: Facts) -> Content:
    """To the invited address, which need not have an account yet."""
    role = "an admin" if facts["role"] == "admin" else "a member"
    return Content(
        subject=f"{facts['inviter']} invites you to the team {facts['team']}",
        heading=f"Join {facts['team']}",
        lines=(
            f"{facts['inviter']} invites you to use Fragaria as {role} of the team {facts['team']}, which pays for"
            " your seat.",
            f"The link works once, until {day(facts['expires_at'])}, and only for this address.",
        ),
        action=("See the invitation", JOIN.format(token=facts["token"])),
        note="If you do not know what this is about, there is nothing to do: without you nothing happens.",
    )


def ownership(facts: Facts) -> Content:
    """To the new owner of a team."""
    return Content(
        subject=f"You own the team {facts['team']} now",
        heading=f"You own {facts['team']} now",
        lines=(
            "Its former owner has handed it to you, with its subscription and its invoices. Receipts now go to this"
            " address.",
            "Look at the card that pays: it is still the former owner's.",
        ),
        action=("See the team", facts["team_page"]),
    )


def dispute(facts: Facts) -> Content:
    """To staff."""
    rows = [("Dispute", facts["dispute"]), ("Account", facts["account"]), ("Plan", bought(facts))]
    if facts.get("team"):
        rows.append(("Team", facts["team"]))
    return Content(
        subject="A payment is disputed",
        heading="A payment is disputed",
        lines=(
            "The account is suspended: its people read, but no answer begins until the dispute is won, or staff lift"
            " the suspension.",
            "Banks expect an answer within days. Send what shows that the plan was bought and used.",
        ),
        rows=tuple(rows),
        action=("Answer the dispute", facts["url"]),
    )
