"""Settings, Data: files in and out, and the links that are out there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations import sharing
from chatapp.conversations.models import Conversation, Share

from .importing.exports import packed, small

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def test_a_file_is_imported_and_the_page_says_what_was_taken(owner: User, browser: Browser) -> None:
    file = SimpleUploadedFile("<b>export</b>.zip", packed([small()]))
    page = browser(owner).post("/settings/data/import/", {"file": file}, follow=True).content.decode()
    assert "1 conversation with 2 messages taken" in page
    assert "<b>export" not in page


def test_without_a_file_or_with_a_wrong_one_it_says_what_to_do(owner: User, browser: Browser) -> None:
    page = browser(owner).post("/settings/data/import/", follow=True).content.decode()
    assert "Choose a file first." in page
    file = SimpleUploadedFile("holiday.jpg", b"\xff\xd8")
    page = browser(owner).post("/settings/data/import/", {"file": file}, follow=True).content.decode()
    assert "Choose the zip that ChatGPT or Claude sent you" in page


def test_links_are_listed_and_revoked_by_their_owner_alone(
    owner: User, stranger: User, browser: Browser, conversation: Conversation
) -> None:
    share = sharing.share(
        conversation=conversation, message_id=conversation.messages.first().pk, with_thinking=False
    )
    assert share.token in browser(owner).get("/settings/data/").content.decode()
    assert share.token not in browser(stranger).get("/settings/data/").content.decode()
    path = f"/settings/data/links/{share.pk}/revoke/"
    assert browser(stranger).post(path).status_code == 404
    assert browser(owner).get(path).status_code == 405
    assert browser(owner).post(path).status_code == 302
    assert not Share.objects.exists()


def test_a_write_without_its_token_is_refused(owner: User, browser: Browser) -> None:
    assert browser(owner, enforce_csrf_checks=True).post("/settings/data/import/").status_code == 403


@pytest.mark.parametrize("path", ["/settings/data/", "/settings/data/export/"])
def test_strangers_are_asked_to_sign_in(path: str) -> None:
    assert Client().get(path).status_code == 302
