from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_of_the_person_and_nothing_of_another_is_in_the_file(
    ask: Callable[..., Run], owner: User, outsider: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owner.set_password("a-password-of-the-tests")
    owner.save()
    mine, theirs = ask("Where do swallows go?"), ask("Nobody else's business", user=outsider)
    path = tmp_path / "person.zip"
    call_command("export-person", " Owner@example.org", "--to", str(path), "--reason", "asked by letter")
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    (conversation,) = map(json.loads, content["conversations.jsonl"].splitlines())
    assert conversation["id"] == str(mine.conversation_id)
    (person,) = map(json.loads, content["person.jsonl"].splitlines())
    assert person["email"] == owner.email
    whole = "".join(content.values())
    assert "swallows" in whole
    assert len(content["usage.jsonl"].splitlines()) == 1
    for foreign in (outsider.email, str(outsider.pk), "Nobody else's", str(theirs.pk), owner.password):
        assert foreign not in whole
    assert path.stat().st_mode & 0o077 == 0
    entry = AuditEntry.objects.latest("seq")
    assert (entry.action, entry.object_id, entry.reason) == (
        "person.export",
        str(owner.pk),
        "asked by letter",
    )


def test_it_overwrites_nothing_and_needs_a_person_and_a_reason(owner: User, tmp_path: Path) -> None:
    path = tmp_path / "there.zip"
    path.write_text("mine")
    with pytest.raises(CommandError, match="there already"):
        call_command("export-person", owner.email, "--to", str(path), "--reason", "x")
    assert path.read_text() == "mine"
    with pytest.raises(CommandError, match="nobody"):
        call_command("export-person", "who@example.org", "--to", str(path), "--reason", "x")
    with pytest.raises(CommandError, match="why"):
        call_command("export-person", owner.email, "--to", str(path), "--reason", " ")
