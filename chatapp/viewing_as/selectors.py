"""Which viewing a browser session has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatapp.accounts.models import User
from chatapp.typed import whole_id

from .models import Viewing

SESSION_KEY = "viewing_as"


def viewing_of(session: Mapping[str, Any] | Any, staff: User) -> Viewing | None:
    """The viewing that the session of `staff` knows, open or not; None where it knows none, or not theirs."""
    id_ = whole_id(session.get(SESSION_KEY, ""))
    if id_ is None:
        return None
    found = Viewing.objects.select_related("staff", "person")
    return found.filter(pk=id_, staff=staff.pk).first()
