"""A long list is walked through from page to page."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from chatapp import keyset
from chatapp.accounts.models import User
from chatapp.keyset import Place

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> list[User]:
    """Seven, of whom three came in the same moment; in the order in which they came."""
    minutes = (0, 1, 2, 2, 2, 3, 4)
    made = [
        User.objects.create(email=f"{n}@example.org", created_at=BEGIN + timedelta(minutes=minute))
        for n, minute in enumerate(minutes)
    ]
    return sorted(made, key=lambda each: (each.created_at, each.pk))


@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_lead_there_and_back_without_a_gap_or_a_double(people: list[User], newest_first: bool) -> None:
    def page(**place: str) -> keyset.Page[User]:
        return keyset.page(User.objects.all(), size=2, newest_first=newest_first, **place)

    there = [page()]
    while there[-1].after:
        there.append(page(after=there[-1].after))
    assert [each for part in there for each in part.rows] == (people[::-1] if newest_first else people)
    assert there[0].before == ""
    back = [there[-1]]
    while back[-1].before:
        back.append(page(before=back[-1].before))
    assert back[::-1] == there


def test_who_comes_meanwhile_moves_nobody(people: list[User]) -> None:
    first = keyset.page(User.objects.all(), size=3)
    User.objects.create(email="new@example.org", created_at=BEGIN + timedelta(days=1))
    first.rows[-1].delete()
    second = keyset.page(User.objects.all(), size=3, after=first.after)
    assert second.rows == people[::-1][3:6]


def test_an_empty_list_has_no_other_pages(db: None) -> None:
    assert keyset.page(User.objects.all(), size=3) == keyset.Page([])


def test_a_place_is_read_as_it_is_written() -> None:
    place = Place(datetime(2026, 11, 27, 1, 2, 3, 456789, tzinfo=UTC), uuid.uuid4())
    assert Place.read(str(place)) == place


@pytest.mark.parametrize(
    "crafted", ["", "1", "x_y", "1_1", "-1e9_", "\0_", f"{'9' * 31}_{uuid.uuid4()}", f"nan_{uuid.uuid4()}"]
)
def test_what_is_no_place_is_the_first_page(people: list[User], crafted: str) -> None:
    assert Place.read(crafted) is None
    assert keyset.page(User.objects.all(), size=2, after=crafted).rows == people[:-3:-1]
