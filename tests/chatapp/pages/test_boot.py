"""What the chat page knows of money when it starts."""

from __future__ import annotations

from typing import Any

import pytest

from billing.accounts import account_for
from chatapp.accounts.models import User
from chatapp.pages.boot import boot

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return User.objects.create_user("person@example.org")


def test_where_plans_are_sold_the_page_knows_the_way_to_them(person: User, settings: Any) -> None:
    settings.BILLING = True
    told = boot(user=person, conversation=None)
    assert told["billing"] is True
    assert (told["urls"]["pricing"], told["urls"]["billing"]) == ("/pricing/", "/settings/billing/")
    assert told["allowance"]["upgrade"] is True


def test_where_nothing_is_sold_it_knows_of_no_price_and_no_upgrade(person: User, settings: Any) -> None:
    account_for(user_id=person.pk, default_plan="free")
    settings.BILLING, settings.DEFAULT_PLAN = False, "team"
    told = boot(user=person, conversation=None)
    assert told["billing"] is False
    assert (told["urls"]["pricing"], told["urls"]["billing"]) == (None, None)
    assert (told["allowance"]["plan"], told["allowance"]["upgrade"]) == ("team", False)
