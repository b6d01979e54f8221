"""The log grows in the caller's transaction, one entry after another, and nobody changes it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from chatapp.audit import triggers
from chatapp.audit.chain import hash_of
from chatapp.audit.log import check, record
from chatapp.audit.models import AppendOnly, AuditEntry, AuditHead
from tests.support.at_once import at_once

ACTOR = uuid.uuid4()


def write(number: int = 3) -> list[AuditEntry]:
    return [record(action="refused", actor_id=ACTOR, object_id=index) for index in range(number)]


@transaction.atomic
def give_up() -> None:
    """Something is done and written down, and then it fails."""
    record(action="refused", actor_id=ACTOR, object_id="never")
    _ = 1 / 0


@pytest.mark.django_db
class TestWriting:
    def test_entries_are_numbered_and_follow_each_other(self) -> None:
        first, second = write(2)
        assert (first.seq, second.seq) == (1, 2)
        assert (first.previous_hash, second.previous_hash) == ("", first.hash)
        assert check() == ""

    def test_what_is_read_back_has_the_same_hash(self) -> None:
        facts = {"n": 10**15, "yes": True, "none": None, "text": "é\0\u2028"}
        record(action="a" * 60, actor_id=None, reason="why ✓\0", facts=facts)
        entry = AuditEntry.objects.get()
        assert entry.hash == hash_of(entry)
        assert entry.facts == {**facts, "text": "é\u2028"}

    def test_an_entry_goes_with_the_transaction_that_it_tells_of(self) -> None:
        write(1)
        with pytest.raises(ZeroDivisionError):
            give_up()
        assert write(1)[0].seq == 2
        assert check() == ""

    @pytest.mark.parametrize("fact", [1.5, ["x"], {"x": 1}, object()])
    def test_facts_are_plain(self, fact: Any) -> None:
        with pytest.raises(TypeError, match="'cost'"):
            record(action="refused", actor_id=ACTOR, facts={"cost": fact})
        assert not AuditEntry.objects.exists()

    def test_the_process_log_has_a_copy_once_the_transaction_is_over(
        self, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Callable[..., Any]
    ) -> None:
        caplog.set_level("INFO", "fragaria.audit")
        with django_capture_on_commit_callbacks(execute=True):
            entry = record(action="refused", actor_id=ACTOR, reason="two\nlines")
            assert not caplog.messages
        (line,) = caplog.messages
        assert line.startswith("refused {")
        assert entry.hash in line
        assert "\n" not in line


@pytest.mark.django_db
class TestNobodyChangesIt:
    def test_the_model_refuses(self) -> None:
        entry = write(1)[0]
        for change in (entry.save, entry.delete, AuditEntry.objects.all().delete):
            with pytest.raises(AppendOnly):
                change()
        with pytest.raises(AppendOnly):
            AuditEntry.objects.update(reason="x")

    @pytest.mark.parametrize(
        "statement", ["UPDATE audit_auditentry SET reason = 'x'", "DELETE FROM audit_auditentry"]
    )
    def test_the_database_refuses(self, statement: str) -> None:
        write(1)
        with (
            pytest.raises(DatabaseError, match="only grows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert check() == ""


def _tamper(statement: str) -> None:
    """What somebody who owns the database can do."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    triggers.install(connection)


@pytest.mark.django_db
class TestChecking:
    def test_an_empty_log_is_whole(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("verify-audit")
        assert "whole: 0 entries" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("statement", "said"),
        [
            ("UPDATE audit_auditentry SET reason = 'x' WHERE seq = 2", "2 was changed"),
            ("UPDATE audit_auditentry SET facts = '{\"x\": 1}' WHERE seq = 3", "3 was changed"),
            ("DELETE FROM audit_auditentry WHERE seq = 2", "2 is missing"),
            ("DELETE FROM audit_auditentry WHERE seq = 3", "The end was cut off"),
            ("DELETE FROM audit_auditentry", "The end was cut off"),
            ("UPDATE audit_auditentry SET seq = seq + 10 WHERE seq = 1", "1 is missing"),
            ("UPDATE audit_audithead SET seq = 2", "2 is not the entry that was written last"),
            (
                "UPDATE audit_audithead SET seq = 2, hash = (SELECT hash FROM audit_auditentry WHERE seq = 2)",
                "There are entries after 2",
            ),
        ],
    )
    def test_a_log_that_somebody_bent_is_not_whole(self, statement: str, said: str) -> None:
        write(3)
        _tamper(statement)
        with pytest.raises(CommandError, match=said) as refusal:
            call_command("verify-audit")
        assert refusal.value.returncode == 1

    def test_a_log_that_was_written_anew_does_not_have_the_entry_that_was_noted_elsewhere(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(2)
        call_command("verify-audit")
        noted = capsys.readouterr().out.splitlines()[-1]
        write(1)
        call_command("verify-audit", "--holds", noted)
        _tamper("DELETE FROM audit_auditentry")
        AuditHead.objects.update(seq=0, hash="")
        write(3)
        call_command("verify-audit")
        with pytest.raises(CommandError, match="written anew: its entry 2"):
            call_command("verify-audit", "--holds", noted)
        with pytest.raises(CommandError, match="NUMBER:HASH"):
            call_command("verify-audit", "--holds", "two")


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain() -> None:
    def work(index: int) -> None:
        for number in range(5):
            if (index + number) % 4:
                record(action="refused", actor_id=ACTOR, object_id=f"{index} {number}")
                continue
            with pytest.raises(ZeroDivisionError):
                give_up()

    at_once(8, work)
    assert AuditEntry.objects.count() == 30
    assert check() == ""
    assert not AuditEntry.objects.filter(object_id="never").exists()
