"""What other pages of staff show of moderation."""

from __future__ import annotations

from django import template

from chatapp.accounts.models import User

from .. import suspending
from ..models import Suspension

register = template.Library()
SHOWN = 5


@register.simple_tag
def moderation_of(person: User) -> dict[str, object]:
    """The person's suspension that holds, if one does, those before it, and the appeals with them."""
    past = Suspension.objects.select_related("appeal", "begun_by").filter(person=person)
    now = suspending.current(person)
    return {
        "now": now,
        "past": [row for row in past.order_by("-begun_at")[: SHOWN + 1] if now is None or row.pk != now.pk][
            :SHOWN
        ],
    }
