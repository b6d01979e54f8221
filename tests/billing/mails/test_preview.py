"""Every mail can be looked at before anybody gets it."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing.mails.kinds import KINDS
from billing.mails.samples import SAMPLES, rendered


def test_there_is_a_sample_of_every_kind() -> None:
    assert {kind for kind, _ in SAMPLES.values()} == set(KINDS)


def test_all_are_written_as_text_and_html(tmp_path: Path) -> None:
    out = tmp_path / "new" / "mails"
    call_command("preview-mails", "--out", str(out), stdout=StringIO())
    assert {each.name for each in out.iterdir()} == {
        f"{name}.{form}" for name in SAMPLES for form in ("txt", "html")
    }


def test_a_folder_that_cannot_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("preview-mails", "--out", str(tmp_path / "file" / "x"), stdout=StringIO())


@pytest.mark.parametrize(
    ("name", "mail"), list(rendered()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_mail_has_one_action_absolute_addresses_and_nothing_that_reports_back(name, mail) -> None:
    assert mail.subject.startswith("[Fragaria] ")
    assert len(mail.subject) < 100
    addresses = re.findall(r'(?:href|src)="([^"]*)"', mail.html)
    assert all(each.startswith(("http://", "https://")) for each in addresses)
    # The button, the same in words, the installation at the end, and where such mails are switched off.
    switch = {each for each in addresses if each.endswith("/settings/notifications/")}
    assert len(set(addresses) - switch) == 2
    assert "<img" not in mail.html
    assert "<script" not in mail.html
    assert "None" not in mail.text
    assert "{" not in mail.text
