"""Why an answer is not begun.

Refused
├── QuotaExceeded    the window is full; `reset_at` says until when
├── NoSeat           the team has no seat for the person, or none that is paid for
├── CeilingReached   the installation has spent its money of the day
├── Suspended        a payment of the account is disputed
└── TooManyRunning   too many answers are in progress
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Refused(Exception):
    """`message` is for the person, `code` for the page; `reset_at` is when it may work, if that is known, and
    `account_id` who would have paid.
    """

    code: ClassVar[str]
    account_id: UUID | None = None

    def __init__(self, message: str, *, meter: str, reset_at: datetime | None) -> None:
        super().__init__(message)
        self.message = message
        self.meter = meter
        self.reset_at = reset_at


class QuotaExceeded(Refused):
    """`used` of `limit` units are in the window. See `windows.Meter` for the two moments."""

    code = "no_allowance"

    def __init__(
        self, *, meter: str, limit: int, used: int, next_slot_at: datetime | None, resets_at: datetime | None
    ) -> None:
        if limit:
            message = _("You have used up your plan's {answers} for now.").format(
                answers=_count(limit, meter)
            )
        elif meter == "think":
            message = _("Your plan has no thinking answers.")
        else:
            message = _("Your plan has no fast messages.")
        super().__init__(message, meter=meter, reset_at=next_slot_at)
        self.limit = limit
        self.used = used
        self.next_slot_at = next_slot_at
        self.resets_at = resets_at


class NoSeat(Refused):
    """The person is not in the team, or it has more members than paid seats."""

    code = "no_seat"

    def __init__(self, *, meter: str) -> None:
        message = _("This team has no seat for you. Ask its owner, or switch to your own account.")
        super().__init__(message, meter=meter, reset_at=None)


class Suspended(Refused):
    """The account's bank took a payment back; nothing is spent until that is settled."""

    code = "suspended"

    def __init__(self, *, meter: str) -> None:
        message = _("A payment of this account is disputed. Answers go on when that is settled.")
        super().__init__(message, meter=meter, reset_at=None)


class CeilingReached(Refused):
    """The operator's ceiling for a day's cost is reached; `reset_at` is the next midnight, UTC."""

    code = "spend_ceiling"

    def __init__(self, *, meter: str, reset_at: datetime) -> None:
        message = _("This installation has reached its limit for today. Answers go on tomorrow.")
        super().__init__(message, meter=meter, reset_at=reset_at)


class TooManyRunning(Refused):
    """`concurrency` answers of this meter are in progress, as many as may be."""

    code = "too_many_running"

    def __init__(self, *, meter: str, concurrency: int) -> None:
        message = _("You already have {answers} in progress. Wait for one, or stop it.").format(
            answers=_count(concurrency, meter)
        )
        super().__init__(message, meter=meter, reset_at=None)
        self.concurrency = concurrency


def _count(number: int, meter: str) -> str:
    text = (
        ngettext("{n} thinking answer", "{n} thinking answers", number)
        if meter == "think"
        else ngettext("{n} fast message", "{n} fast messages", number)
    )
    return text.format(n=number)
