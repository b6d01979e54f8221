"""What answers cost the installation, and the operator's ceiling for a day (UTC)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Lock

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from .alerts import raise_alert
from .models import Alert, UsageHold
from .refusals import CeilingReached

MICROS = 1_000_000
WARN_PERCENT = 80
# A sum over the day's answers is too much for each of them; so late it may notice the ceiling.
FRESH_SECONDS = 5.0
_known: dict[str, tuple[datetime, int]] = {}
_lock = Lock()


def refuse_over_ceiling(*, meter: str, now: datetime) -> None:
    """Raises CeilingReached when the day's money is spent."""
    ceiling = settings.SPEND_CEILING_USD * MICROS
    if ceiling and _spent_lately(now) >= ceiling:
        raise CeilingReached(meter=meter, reset_at=midnight(now) + timedelta(days=1))


def watch_ceiling(*, now: datetime | None = None) -> None:
    """Tell staff when WARN_PERCENT of the day's money are spent, and when all is: once each, a day."""
    now = now or timezone.now()
    ceiling = settings.SPEND_CEILING_USD * MICROS
    spent = spent_on_day(now) if ceiling else 0
    for percent in (WARN_PERCENT, 100):
        if ceiling and 100 * spent >= percent * ceiling:
            subject = f"{midnight(now).date()} {percent} %"
            message = f"{percent} % of the day's ceiling of {settings.SPEND_CEILING_USD} USD are spent."
            raise_alert(kind=Alert.Kind.SPEND, subject=subject, message=message)


def spent_on_day(now: datetime) -> int:
    """Micro-USD of the answers that were settled on the day of `now`, so far."""
    since = midnight(now)
    holds = UsageHold.objects.filter(settled_at__gte=since, settled_at__lt=since + timedelta(days=1))
    total: int = holds.aggregate(total=Sum("cost_micros", default=0))["total"]
    return total


def midnight(now: datetime) -> datetime:
    """The beginning of the day, UTC."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _spent_lately(now: datetime) -> int:
    with _lock:
        at, spent = _known.get("day", (None, 0))
        if at is None or not 0 <= (now - at).total_seconds() < FRESH_SECONDS or midnight(at) != midnight(now):
            spent = spent_on_day(now)
            _known["day"] = (now, spent)
        return spent
