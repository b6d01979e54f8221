"""Members of the staff in their browsers, and somebody whom they help."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from tests.billing.conftest import empty_sandbox, stripe_sandbox, subscribe  # noqa: F401
from tests.chatapp.paying.conftest import browser, mine, plus, text  # noqa: F401
from tests.support.staff import signed_in, with_role

Staff = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _fresh_counters() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def staff(db: None) -> Staff:
    """The browser of somebody with a role, who is `<role>@staff.example`."""

    def sign_in(role: str) -> Client:
        user, _is_new = User.objects.get_or_create(email=f"{role}@staff.example")
        return signed_in(with_role(user, role))

    return sign_in


@pytest.fixture
def person(owner: User) -> User:
    """Who is helped: with a password and a verified address."""
    owner.set_password("a-password-of-the-tests")
    owner.save()
    EmailAddress.objects.create(user=owner, email=owner.email, primary=True, verified=True)
    return owner


def page(user: User, what: str = "") -> str:
    return f"/staff/people/{user.pk}/{what}"


def told(user: User) -> list[tuple[str, str]]:
    """What the audit log has about the person: actions and reasons."""
    rows = AuditEntry.objects.filter(object_type="user", object_id=str(user.pk)).order_by("seq")
    return list(rows.values_list("action", "reason"))
