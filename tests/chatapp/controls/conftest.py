from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.controls import services, state
from chatapp.controls.models import Change
from tests.support.staff import signed_in, with_role


@pytest.fixture
def operator(db: None) -> User:
    """A member of the staff who may switch things."""
    return with_role(User.objects.create_user("operator@example.org"), "operator")


@pytest.fixture
def at_the_desk(operator: User) -> Client:
    """The operator's browser."""
    return signed_in(operator)


@pytest.fixture
def switch(operator: User) -> Callable[..., Change]:
    """Call one of the services for the operator, and let this process know."""

    def switch(service: Callable[..., Change], *, version: int = 0, **fields: Any) -> Change:
        made = service(version=version, actor_id=operator.pk, reason="Because", **fields)
        state.refresh()
        return made

    return switch


def close(switch: Callable[..., Change], **fields: Any) -> Change:
    return switch(services.close_site, **{"texts": {}, "until": None} | fields)
