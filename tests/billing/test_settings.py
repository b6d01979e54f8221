"""What the environment says about money: keys, the sandbox, off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PRODUCTION = {
    "FRAGARIA_MODE": "production",
    "SECRET_KEY": "x" * 40,
    "ALLOWED_HOSTS": "chat.example.org",
    "EMAIL_URL": "memory://",
}
KEYS = {"STRIPE_SECRET_KEY": "sk_test_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}
SAY = (
    "from chatapp.config_error import ConfigError\n"
    "try:\n"
    "    from chatapp import settings as s\n"
    "    print(s.BILLING, s.STRIPE_SANDBOX, s.STRIPE_SECRET_KEY)\n"
    "except ConfigError as error:\n"
    "    print(error)\n"
)


def read(tmp_path: Path, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("STRIPE", "BILLING"))}
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        env={**clean, "FRAGARIA_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "True True sk_test_sandbox"),
        ({"BILLING": "off"}, "False False"),
        (KEYS, "True False sk_test_1"),
        (PRODUCTION, "False False"),
        (PRODUCTION | KEYS, "True False sk_test_1"),
        (PRODUCTION | KEYS | {"BILLING": "off"}, "False False sk_test_1"),
    ],
    ids=["demo", "demo, off", "demo with a key", "production", "production with keys", "production, off"],
)
def test_the_sandbox_exists_in_demo_mode_without_a_key_only(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    assert read(tmp_path, **environment) == said


@pytest.mark.parametrize(
    "environment",
    [{"STRIPE_SECRET_KEY": "pk_live_1"}, {"STRIPE_SECRET_KEY": "sk_live_1"}],
    ids=["a public key", "no webhook secret"],
)
def test_a_key_that_cannot_work_ends_the_start_and_is_not_repeated(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    said = read(tmp_path, **environment)
    assert said.startswith("STRIPE_")
    assert "live_1" not in said


def test_each_installations_sandbox_signs_with_a_secret_of_its_own(tmp_path: Path) -> None:
    for home in ("one", "two"):
        read(tmp_path / home)
    one, two = (tmp_path / home / "stripe_sandbox_secret" for home in ("one", "two"))
    assert one.read_text() != two.read_text()
    assert one.stat().st_mode & 0o077 == 0
