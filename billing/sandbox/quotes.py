"""What a checkout would cost, before anybody pays: the first bill, made and forgotten again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import invoices, people, subscriptions
from .world import Obj, World, world


@dataclass(frozen=True, slots=True)
class Quote:
    """Two previews of invoices: what is due today, and what a later period costs."""

    invoice: Obj
    later: Obj


class _Undo(Exception):
    """Ends a transaction whose outcome was only wanted to look at."""

    def __init__(self, quote: Quote) -> None:
        super().__init__()
        self.quote = quote


def quote(
    file: Path, session_id: str, *, promotion_code: str = "", vat_id: str = "", country: str = ""
) -> Quote:
    """The bill of an open session for what its page says; nothing is kept. Raises ApiError."""
    try:
        with world(file) as here:
            session = people.need_open(here, session_id)
            wanted = people.order(
                here, session, promotion_code=promotion_code, vat_id=vat_id, country=country
            )
            later = _bill(here, wanted | {"status": "active"}, "subscription_cycle")
            raise _Undo(Quote(_bill(here, wanted, "subscription_create"), later))
    except _Undo as undone:
        return undone.quote


def _bill(here: World, subscription: Obj, reason: str) -> Obj:
    line = subscriptions.full_line(here, subscription)
    return invoices.build(here, subscription, [line], reason, preview=True)
