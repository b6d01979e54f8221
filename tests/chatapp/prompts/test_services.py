"""Saved prompts: names, texts, limits, and many at once."""

from __future__ import annotations

import pytest

from chatapp.accounts.models import User
from chatapp.errors import BadText, RequestError
from chatapp.prompts import services
from chatapp.prompts.models import SavedPrompt
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/Summary", "summary"),
        ("  Short   reply_now ", "short-reply-now"),
        ("Übung-2", "übung-2"),
        ("总结", "总结"),
    ],
)
def test_a_name_becomes_what_can_be_typed_after_a_slash(owner: User, typed: str, kept: str) -> None:
    assert services.create(user=owner, name=typed, text="x").name == kept


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("", "x", "empty", "needs a name"),
        ("///", "x", "empty", "needs a name"),
        ("x" * 41, "x", "too_long", "at most 40 characters"),
        ("a.b", "x", "bad_name", "letters, digits and hyphens only"),
        ("a/b", "x", "bad_name", "letters, digits and hyphens only"),
        ("name", "  \n", "empty", "needs a text"),
        ("name", "x" * 10_001, "too_long", "10,001 characters; at most 10,000 fit"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    owner: User, name: str, text: str, code: str, said: str
) -> None:
    with pytest.raises(BadText, match=said) as refused:
        services.create(user=owner, name=name, text=text)
    assert refused.value.code == code
    assert not SavedPrompt.objects.exists()


def test_names_are_unique_for_each_person(owner: User, outsider: User) -> None:
    first = services.create(user=owner, name="summary", text="x" * 10_000)
    services.create(user=outsider, name="summary", text="theirs")
    with pytest.raises(RequestError, match="/summary already") as refused:
        services.create(user=owner, name="Summary", text="y")
    assert refused.value.code == "name_taken"
    other = services.create(user=owner, name="other", text="y")
    with pytest.raises(RequestError, match="/summary already"):
        services.change(prompt=other, name="summary")
    assert services.change(prompt=first, name="Summary", text="new").text == "new"


def test_there_is_an_end_to_how_many(owner: User) -> None:
    SavedPrompt.objects.bulk_create(SavedPrompt(user=owner, name=f"p{n}", text="x") for n in range(100))
    with pytest.raises(RequestError, match="100 saved prompts"):
        services.create(user=owner, name="more", text="x")


@pytest.mark.django_db(transaction=True)
def test_of_equal_names_at_once_one_is_kept(owner: User) -> None:
    def save(index: int) -> str:
        try:
            return services.create(user=owner, name="same", text=str(index)).name
        except RequestError as error:
            return error.code

    assert sorted(at_once(4, save)) == ["name_taken", "name_taken", "name_taken", "same"]


@pytest.mark.django_db(transaction=True)
def test_of_several_hundredth_prompts_at_once_one_is_kept(owner: User) -> None:
    SavedPrompt.objects.bulk_create(SavedPrompt(user=owner, name=f"p{n}", text="x") for n in range(99))

    def save(index: int) -> str:
        try:
            services.create(user=owner, name=f"more{index}", text="x")
        except RequestError as error:
            return error.code
        return "kept"

    assert sorted(at_once(4, save)) == ["kept", "too_many", "too_many", "too_many"]
