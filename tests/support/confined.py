"""Which tiers of the sandbox this machine could have at all, asked without our own code.

A tier that it could have must hold: only a missing ability of the machine lets a test be left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache

import pytest

from reasoning.sandbox import limits
from reasoning.sandbox.tiers import LEAST_ABI, TIERS, Bubblewrap, Tier, landlock_abi

CANNOT = "this machine's kernel cannot confine programs"


@pytest.fixture
def patient_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Computing time decides, however busy the machine is: the wall clock hardly counts."""
    monkeypatch.setattr(limits, "clock_seconds", lambda computing: 60.0)


@cache
def missing(tier: Tier) -> str:
    """Why this machine cannot have `tier`; empty where it can."""
    if sys.platform != "linux":
        return f"{CANNOT}: it is no Linux"
    if not isinstance(tier, Bubblewrap):
        abi = landlock_abi()
        return "" if abi >= LEAST_ABI else f"{CANNOT} in tier B: Landlock version {abi}"
    if not (program := shutil.which("bwrap")):
        return "bubblewrap is not installed"
    tried = subprocess.run(
        [program, "--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "true"],
        capture_output=True,
        text=True,
    )
    return f"{CANNOT} in tier A: {tried.stderr.strip()}" if tried.returncode else ""


def need(tier: Tier) -> Tier:
    """Leave the test out where this machine cannot have `tier`."""
    if reason := missing(tier):
        pytest.skip(reason)
    return tier


def need_any() -> None:
    """Leave the test out where this machine cannot have any tier."""
    if all(reasons := [missing(tier) for tier in TIERS]):
        pytest.skip("; ".join(reasons))
