"""The one log of what staff do. It lies above billing, which only knows the place: the setting AUDIT_LOG."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .models import BillingAccount


def record(
    *,
    action: str,
    actor_id: uuid.UUID,
    reason: str = "",
    account: BillingAccount | None = None,
    about: tuple[str, object] | None = None,
    facts: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Write `billing.<action>` in the caller's transaction, about the account or, with `about`, another (type, id).

    Other writers wait until the transaction ends: call this last.
    """
    told: dict[str, Any] = dict(facts or {})
    if about is not None and account is not None:
        told["account"] = str(account.pk)
    object_type, object_id = about or (("account", account.pk) if account is not None else ("", ""))
    import_string(settings.AUDIT_LOG)(
        action=f"billing.{action}",
        actor_id=actor_id,
        object_type=object_type,
        object_id=object_id,
        reason=reason,
        facts=told,
    )
