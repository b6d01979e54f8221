"""The canaries, and what they decide."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reasoning.sandbox import selftest
from reasoning.sandbox.sandbox import Sandbox
from reasoning.sandbox.tiers import Landlock, Tier
from tests.support.confined import missing, need

CANARIES = Path(selftest.__file__).with_name("canaries.py")


class Unlocked(Landlock):
    """Tier B with its lock left open: limits and system calls alone."""

    def order(self) -> dict[str, object]:
        return {}


def test_every_canary_gets_out_where_nothing_holds_it() -> None:
    with selftest.targets() as where:
        told = subprocess.run(
            [sys.executable, CANARIES], input=json.dumps(where), capture_output=True, text=True, check=True
        )
    found = json.loads(told.stdout)
    assert set(found) == set(selftest.NAMES)
    assert all(found.values())


def test_every_tier_that_this_machine_can_have_holds(sandbox: Sandbox) -> None:
    report = selftest.examine(sandbox.tier)
    assert report.works, report
    assert [canary.name for canary in report.canaries] == list(selftest.NAMES)


def test_a_tier_that_lets_a_canary_out_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    report = selftest.examine(Unlocked())
    out = {canary.name: canary.through for canary in report.canaries if not canary.held}
    assert out["file"] == "read a file: the canary's secret"
    assert "network" not in out
    assert not report.works
    monkeypatch.setattr(selftest, "TIERS", (Unlocked(),))
    assert selftest.choose.__wrapped__() is None


def test_the_first_tier_that_works_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    tier = need(Landlock())
    monkeypatch.setenv("PATH", "")
    chosen = selftest.choose.__wrapped__()
    assert chosen is not None
    assert chosen.tier == tier


def test_without_any_tier_there_is_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("reasoning.sandbox.tiers.landlock_abi", lambda: 3)
    reports: list[tuple[Tier, str]] = [(tier, selftest.examine(tier).problem) for tier in selftest.TIERS]
    assert [problem for _, problem in reports] == [
        "bubblewrap is not installed",
        "this kernel has Landlock version 3; 4 is the least",
    ]
    assert selftest.choose.__wrapped__() is None


def test_the_choice_agrees_with_what_the_machine_can_have() -> None:
    able = [tier.name for tier in selftest.TIERS if not missing(tier)]
    chosen = selftest.choose()
    assert (chosen.tier.name if chosen else None) == (able[0] if able else None)
