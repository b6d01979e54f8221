"""A member of the support team at a browser, and a person who has asked something."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from tests.support.staff import signed_in, with_role


@pytest.fixture
def support(teammate: User) -> User:
    return with_role(teammate, "support")


@pytest.fixture
def desk(support: User) -> Client:
    """The browser of `support`."""
    return signed_in(support)


def begin(desk: Client, person: User, reason: str = "They see an empty page") -> Any:
    return desk.post(f"/staff/people/{person.pk}/view-as/", {"reason": reason})


def actions() -> list[str]:
    """Of the audit log, in order, without roles."""
    found = AuditEntry.objects.exclude(action__startswith="role.").order_by("seq")
    return list(found.values_list("action", flat=True))
