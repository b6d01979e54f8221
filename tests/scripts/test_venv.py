from __future__ import annotations

from pathlib import Path

import pytest

from scripts import venv


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Requirement files, and a .venv that works."""
    monkeypatch.setattr(venv, "ROOT", tmp_path)
    monkeypatch.setattr(venv, "HOME", tmp_path / ".venv")
    monkeypatch.setattr(venv, "works", lambda: True)
    (tmp_path / ".venv").mkdir()
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-train.in"):
        (tmp_path / name).write_text("one==1\n")
    return tmp_path


def stamp(kind: str) -> None:
    (venv.HOME / f"stamp-{kind}").write_text(venv.fingerprint(venv.FILES[kind]))


def test_a_stamp_saves_the_second_installation(repository: Path) -> None:
    assert not venv.is_installed("run")
    stamp("run")
    assert venv.is_installed("run")
    assert not venv.is_installed("dev")


def test_what_tests_need_includes_what_runs(repository: Path) -> None:
    stamp("dev")
    assert venv.is_installed("run")


def test_a_changed_pin_installs_again(repository: Path) -> None:
    stamp("run")
    (repository / "requirements.txt").write_text("one==2\n")
    assert not venv.is_installed("run")


def test_pinned_files_are_installed_by_their_hashes_alone(repository: Path) -> None:
    (repository / "requirements-train.in").write_text("# words\n-c requirements.txt\ntorch==2.13.0\n")
    assert venv.requirements("requirements.txt") == ["--require-hashes", "-r", "requirements.txt"]
    assert venv.requirements("requirements-train.in") == ["torch==2.13.0"]
