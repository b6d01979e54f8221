"""Raise and resolve what staff should look at."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import timezone

from .models import Alert, BillingAccount

logger = logging.getLogger(__name__)


def raise_alert(
    *, kind: Alert.Kind, subject: str, message: str, account: BillingAccount | None = None
) -> Alert:
    """Tell staff once: the same kind about the same subject is not raised again while it is open."""
    alert, new = Alert.objects.get_or_create(
        kind=kind,
        subject=subject,
        resolved_at=None,
        defaults={"account": account, "message": message[:300]},
    )
    if new:
        logger.warning("billing: %s: %s (%s)", kind, alert.message, subject)
    return alert


def resolve_alert(*, alert: Alert, now: datetime | None = None) -> None:
    """Somebody has looked."""
    Alert.objects.filter(pk=alert.pk, resolved_at=None).update(resolved_at=now or timezone.now())
