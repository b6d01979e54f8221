"""Files over HTTP: taken in, looked at, fetched and removed by their owner, and by nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chatapp.accounts.models import User
from chatapp.attachments import limits
from chatapp.attachments.models import Attachment

from .conftest import on_disk
from .samples import image, pdf, photo

pytestmark = pytest.mark.django_db
URL = "/api/attachments"


def send(page: Client, name: str, data: bytes) -> Any:
    return page.post(URL, {"file": SimpleUploadedFile(name, data)})


def test_a_file_is_taken_in_and_told_what_was_found_in_it(page: Client) -> None:
    answer = send(page, "report.pdf", pdf("One", "Two"))
    told = answer.json()
    assert (answer.status_code, told["name"], told["kind"], told["pages"]) == (201, "report.pdf", "pdf", 2)
    assert page.get(URL).json()["items"] == [told]
    assert page.get(f"{URL}/{told['id']}/text").json()["text"] == "One\fTwo"


def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_kept(page: Client, folder: Path) -> None:
    answer = send(page, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")
    assert "PDF" in answer.json()["message"]
    assert not Attachment.objects.exists()
    assert on_disk(folder) == set()


def test_a_file_over_the_limit_is_refused(page: Client, settings: Any, folder: Path) -> None:
    settings.MAX_UPLOAD = 1
    answer = send(page, "a.txt", b"x" * 1_000_001)
    assert (answer.status_code, answer.json()["code"]) == (400, "too_large")
    assert on_disk(folder) == set()


def test_all_files_of_a_person_have_a_limit_in_which_the_same_content_counts_once(
    page: Client, settings: Any, folder: Path
) -> None:
    settings.ATTACHMENTS_QUOTA = 1
    assert send(page, "a.txt", b"a" * 600_000).status_code == 201
    refused = send(page, "b.txt", b"b" * 500_000)
    assert refused.json()["code"] == "no_room"
    assert Attachment.objects.count() == len(on_disk(folder)) == 1
    Attachment.objects.update(size=300_000)
    assert send(page, "again.txt", b"a" * 600_000).status_code == 201
    assert {path.stat().st_nlink for path in folder.rglob("*") if path.is_file()} == {2}


def test_too_many_uploads_in_a_minute_are_slowed_down(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "A_MINUTE", 2)
    codes = [send(page, "a.txt", b"a").status_code for _ in range(3)]
    assert codes == [201, 201, 400]


def test_a_stranger_attaches_nothing_and_a_form_without_a_file_is_refused(page: Client) -> None:
    assert send(Client(), "a.txt", b"a").status_code == 401
    assert page.post(URL, {}).status_code == 422
    assert Client(enforce_csrf_checks=True).post(URL, {}).status_code in (401, 403)


def routes(row: Attachment | str) -> list[tuple[str, str]]:
    id = row if isinstance(row, str) else row.pk
    return [
        ("GET", f"{URL}/{id}/text"),
        ("DELETE", f"{URL}/{id}"),
        ("GET", f"/attachments/{id}/"),
        ("GET", f"/attachments/{id}/picture/"),
    ]


def test_another_persons_file_is_not_there_on_any_route(
    attach: Callable[..., Attachment], outsider: User, owner: User
) -> None:
    row = attach("photo.jpg", photo("x"))
    other = Client()
    other.force_login(outsider)
    for method, path in [*routes(row), *routes(str(uuid.uuid4()))]:
        assert other.generic(method, path).status_code == 404, path
    assert other.get(URL).json()["items"] == []
    assert Attachment.objects.filter(user=owner).exists()


def test_a_file_is_fetched_as_a_download_that_no_browser_shows(
    page: Client, attach: Callable[..., Attachment]
) -> None:
    row = attach("ev<il\r\n.html", b"<script>alert(1)</script>")
    answer = page.get(f"/attachments/{row.pk}/")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert page.get(f"/attachments/{row.pk}/picture/").status_code == 404


def test_a_picture_is_shown_only_as_it_was_made_anew(page: Client, attach: Callable[..., Attachment]) -> None:
    row = attach("holiday.jpg", photo("here I live"))
    answer = page.get(f"/attachments/{row.pk}/picture/")
    assert answer["Content-Type"] == "image/jpeg"
    assert b"here I live" not in answer.content
    assert "sandbox" in answer["Content-Security-Policy"]
    gif = attach("moving.gif", image("GIF", mode="P"))
    assert 'filename="moving.png"' in page.get(f"/attachments/{gif.pk}/")["Content-Disposition"]


def test_the_same_file_again_and_again_is_refused_once_many_are_unsent(
    page: Client, ask: Callable[..., Any], attach: Callable[..., Attachment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNSENT", 2)
    first, _second = attach(), attach()
    refused = send(page, "a.txt", b"The swallows leave.")
    assert (refused.status_code, refused.json()["code"]) == (400, "too_many_unsent")
    ask("Read.", files=[first.pk])
    assert send(page, "a.txt", b"The swallows leave.").status_code == 201


def test_an_unsent_file_is_removed_with_its_content(
    page: Client, attach: Callable[..., Attachment], folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = attach()
    assert len(on_disk(folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert page.delete(f"{URL}/{row.pk}").status_code == 204
    assert on_disk(folder) == set()
    assert page.delete(f"{URL}/{row.pk}").status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.txt", "a.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ('a"b<c>|d.txt', "abcd.txt"),
        ("  . ", "file"),
        ("\u65e5\u672c\u8a9e.txt", "\u65e5\u672c\u8a9e.txt"),
    ],
)
def test_a_hostile_name_is_only_ever_shown(name: str, kept: str, attach: Callable[..., Attachment]) -> None:
    from chatapp.attachments.services import clean_name

    assert clean_name(name) == kept
    assert len(clean_name("x" * 500 + ".txt")) <= 200
    assert set(attach().file) <= set("0123456789abcdef")
