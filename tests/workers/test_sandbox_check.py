"""`manage.py sandbox-check` tells the tier and each canary."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from reasoning.sandbox.selftest import NAMES
from tests.support.confined import need_any


def test_the_tier_and_every_canary_are_told() -> None:
    need_any()
    out = io.StringIO()
    call_command("sandbox-check", stdout=out)
    told = out.getvalue()
    assert "Programs run in tier " in told
    assert all(f"  {name}: held" in told for name in NAMES)
    assert "GOT OUT" not in told


def test_a_machine_without_a_tier_ends_with_1_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("reasoning.sandbox.tiers.landlock_abi", lambda: 0)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("sandbox-check", stdout=out)
    assert ended.value.code == 1
    assert "bubblewrap is not installed" in out.getvalue()
    assert "never run on this machine" in out.getvalue()
