"""Count the answers that were not begun: nothing else remembers them."""

from __future__ import annotations

import logging

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from .day import utc_today
from .models import RefusalCount

logger = logging.getLogger(__name__)


def count_refusal(*, plan: str, meter: str, reason: str) -> None:
    """One more of today (UTC). Never in the way of the refusal itself: a database that is busy loses a count."""
    try:
        _count(plan, meter, reason)
    except DatabaseError as error:
        logger.warning("a refusal was not counted: %s", error)


def _count(plan: str, meter: str, reason: str) -> None:
    kind = {"day": utc_today(), "plan": plan, "meter": meter, "reason": reason}
    if RefusalCount.objects.filter(**kind).update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            RefusalCount.objects.create(**kind, number=1)
    except IntegrityError:
        RefusalCount.objects.filter(**kind).update(number=F("number") + 1)
