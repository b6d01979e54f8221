from __future__ import annotations

from collections.abc import Callable

import pytest

from reasoning.sandbox import Result, Sandbox
from reasoning.sandbox.tiers import TIERS
from tests.support.confined import need, patient_clock

__all__ = ["patient_clock"]

Run = Callable[..., Result]


@pytest.fixture(params=TIERS, ids=lambda tier: f"tier-{tier.name}")
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    return Sandbox(need(request.param), at_once=4)


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    """Run a program, for a second of computing unless told otherwise."""

    def now(code: str, *, stdin: str = "", seconds: float = 1.0) -> Result:
        return sandbox.run_now(code, stdin=stdin, seconds=seconds)

    return now


@pytest.fixture
def refused(run: Run) -> Callable[[str], str]:
    """Run a program that must be stopped by the exception whose name comes back."""

    def name(code: str) -> str:
        result = run(f"try:\n    {code}\nexcept BaseException as error:\n    print(type(error).__name__)")
        assert result.exit == 0, result
        return result.stdout.strip()

    return name
