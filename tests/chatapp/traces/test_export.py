"""`manage.py export-traces`."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations import services as conversations
from chatapp.runs.models import Run, RunEvent
from chatapp.traces import exporting, services
from chatapp.traces.models import Export
from chatapp.traces.selection import select
from reasoning.traces import FORMATS
from tests.conftest import ROOT
from tests.support.thought import Told

from .conftest import GOOD, MADE_BY, QUESTION, Exports, Think

pytestmark = pytest.mark.django_db


def manifest(out: Path) -> dict[str, Any]:
    return json.loads(Path(f"{out}.manifest.json").read_text())


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_each_format_has_what_a_person_allows_and_nothing_of_who_they_are(
    willing: User, outsider: User, think: Think, exports: Exports, form: str
) -> None:
    willing.name = "Ada Lovelace"
    willing.save()
    run = think()
    think("What does the outsider ask?", user=outsider)
    records = exports(form)
    assert records
    assert QUESTION in json.dumps(records)
    assert all(record["made_by"] == [MADE_BY] for record in records)
    said = json.dumps(records)
    private = (
        run.pk,
        willing.pk,
        run.conversation_id,
        run.answer_id,
        run.client_id,
        willing.email,
        "Ada",
        "outsider",
    )
    assert [word for word in private if str(word) in said] == []


def test_the_system_prompt_stays_here(willing: User, think: Think, exports: Exports) -> None:
    run = think()
    secret = {"role": "system", "text": "The person is called Ada."}
    Run.objects.filter(pk=run.pk).update(input=run.input | {"turns": [secret, *run.input["turns"]]})
    (record,) = exports("raw")
    assert record["prompt"] == [{"role": "user", "content": QUESTION}]
    assert "Ada" not in json.dumps(record)


def test_a_follow_up_brings_what_came_before_it(willing: User, think: Think, exports: Exports) -> None:
    run = think()
    think("Twice that?", GOOD, conversation_id=run.conversation_id, parent_id=run.answer_id)
    record = exports("sft")[1]
    assert [turn["content"] for turn in record["prompt"]] == [QUESTION, "90", "Twice that?"]


def test_the_manifest_says_what_is_in_the_file(
    willing: User, think: Think, exports: Exports, tmp_path: Path
) -> None:
    think()
    think()
    exports("dpo", "--since", "2020-01-31")
    out = tmp_path / "traces.jsonl"
    told = manifest(out)
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (told["format"], told["examples"], told["runs"]) == ("dpo", 1, 1)
    assert told["filters"]["since"] == "2020-01-31T00:00:00+00:00"
    assert (told["filters"]["runs_looked_at"], told["filters"]["repeated_left_out"]) == (2, 1)
    assert told["models"] == [{"model": "scripted", "weights": "abc", "runs": 1}]
    assert told["verdicts"] == {"verified": 1}
    assert "may also be subject to the licence" in told["licence"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["traces.jsonl", "traces.jsonl.manifest.json"]


def test_without_a_file_the_lines_go_to_stdout_and_the_manifest_to_stderr(
    willing: User, think: Think
) -> None:
    think()
    out, err = StringIO(), StringIO()
    call_command("export-traces", "--format", "prm", stdout=out, stderr=err)
    assert [json.loads(line)["labels"] for line in out.getvalue().splitlines()] == [[1, 1], [0]]
    assert json.loads(err.getvalue())["sha256"] == hashlib.sha256(out.getvalue().encode()).hexdigest()


def test_a_line_is_a_line_whatever_a_text_says(willing: User, think: Think, exports: Exports) -> None:
    hostile = Told((("1. \u2028 \x85 </script>\n", ""),), "90", "passed")
    think("Say \u2028 and \x85 please", hostile)
    (record,) = exports("sft")
    assert record["prompt"][0]["content"] == "Say \u2028 and \x85 please"


def test_only_what_ended_since_a_day_is_exported(willing: User, think: Think, exports: Exports) -> None:
    old, new = think(), think("What is 2*45?", GOOD)
    for run, day in ((old, 30), (new, 31)):
        Run.objects.filter(pk=run.pk).update(finished_at=datetime(2025, 1, day, tzinfo=UTC))
    assert len(exports("sft")) == 2
    assert [record["prompt"][0]["content"] for record in exports("sft", "--since", "2025-01-31")] == [
        "What is 2*45?"
    ]
    assert len(exports("sft", "--since", "2025-01-30T01:00:00+01:00")) == 2


def test_what_was_selected_is_exported_by_its_version_without_what_was_withdrawn_since(
    willing: User, outsider: User, think: Think, exports: Exports
) -> None:
    services.allow(user=outsider)
    think()
    think("What is 2*45?", GOOD, user=outsider)
    select()
    think("What is 90/1?", GOOD)
    assert len(exports("sft")) == 3
    assert len(exports("sft", "--selection", "1")) == 2
    services.withdraw(user=willing)
    (record,) = exports("sft", "--selection", "1")
    assert record["prompt"][0]["content"] == "What is 2*45?"


def test_a_consent_that_is_withdrawn_while_the_export_runs_counts_from_the_next_runs_on(
    willing: User, think: Think, exports: Exports, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        think(f"What is 90 + {number} - {number}?", GOOD)
    trace_of = exporting.trace_of

    def reading(run: Run) -> Any:
        services.withdraw(user=willing)
        return trace_of(run)

    monkeypatch.setattr(exporting, "CHUNK", 1)
    monkeypatch.setattr(exporting, "trace_of", reading)
    assert len(exports("sft")) == 1


def test_a_deleted_conversation_and_an_erased_account_are_gone_at_once(
    willing: User, outsider: User, think: Think, exports: Exports
) -> None:
    services.allow(user=outsider)
    mine, _ = think(), think("What is 2*45?", GOOD, user=outsider)
    select()
    conversations.delete(conversation=mine.conversation)
    assert len(exports("raw")) == 1
    outsider.delete()
    assert exports("raw") == exports("raw", "--selection", "1") == []


def test_a_run_without_events_or_with_unreadable_ones_is_passed_over(
    willing: User, think: Think, exports: Exports, caplog: pytest.LogCaptureFixture
) -> None:
    empty, broken, _ = think(), think("What is 2*45?"), think("What is 90/1?")
    empty.events.all().delete()
    RunEvent.objects.filter(run=broken, event__type="path_started").update(
        event={"type": "path_started", "v": 1}
    )
    for form in FORMATS:
        prompts = [record["prompt"] for record in exports(form)]
        asked = {prompt if form == "prm" else prompt[0]["content"] for prompt in prompts}
        assert asked == {"What is 90/1?"}, form
    assert "cannot be read as a trace: ValueError" in caplog.text


def test_a_run_from_before_its_makers_were_noted_says_what_its_row_knows(
    willing: User, think: Think, exports: Exports
) -> None:
    Run.objects.filter(pk=think().pk).update(made_by=[])
    (record,) = exports("sft")
    assert record["made_by"] == [{"model": "scripted", "strategy": "adaptive", "prompt": ""}]


def test_each_export_is_audited(willing: User, think: Think, exports: Exports) -> None:
    think()
    exports("sft", "--since", "2025-01-31")
    row = Export.objects.get()
    assert (row.format, row.since, row.runs, row.examples) == ("sft", datetime(2025, 1, 31, tzinfo=UTC), 1, 1)
    assert row.made_by
    entry = AuditEntry.objects.get(action="traces.export")
    assert (entry.object_id, entry.facts["sha256"]) == (str(row.pk), row.sha256)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "A format is needed: --format sft|dpo|prm|raw"),
        (("--format", "csv"), "There is no format 'csv': --format sft|dpo|prm|raw"),
        (("--format", "sft", "--since", "yesterday"), "'yesterday'. For example --since 2025-01-31"),
        (("--format", "sft", "--since", "2025-02-30"), "'2025-02-30'"),
        (("--format", "sft", "--selection", "7"), "There is no version 7"),
        (("--format", "sft", "--selection", "-1"), "There is no version -1"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("export-traces", *options, "--out", str(tmp_path / "out"))
    assert said in str(refusal.value)
    assert refusal.value.returncode == 1
    assert list(tmp_path.iterdir()) == []
    assert not Export.objects.exists()


def test_where_the_operator_forbids_it_nothing_is_exported(
    think: Think, willing: User, settings: Any
) -> None:
    think()
    settings.TRACES = "off"
    with pytest.raises(CommandError, match="TRACES is off"):
        call_command("export-traces", "--format", "sft")


@pytest.mark.parametrize("where", ["no/such/folder/out", ".", "file/out"])
def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(
    willing: User, think: Think, tmp_path: Path, where: str
) -> None:
    think()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CommandError, match=str(tmp_path / where)):
        call_command("export-traces", "--format", "sft", "--out", str(tmp_path / where))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert not Export.objects.exists()


def test_an_export_that_fails_half_way_leaves_the_earlier_one_and_no_audit(
    willing: User, think: Think, exports: Exports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    think()
    exports("sft")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace = os.replace

    def full(source: Any, target: Any) -> None:
        if str(target).endswith(".manifest.json"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CommandError, match="cannot be written: No space left on device"):
        exports("raw")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert Export.objects.count() == 1


def test_at_the_command_line_a_mistake_ends_with_status_1_and_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "export-traces", "--format", "csv"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "CommandError: There is no format 'csv': --format sft|dpo|prm|raw."
