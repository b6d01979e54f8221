"""What is checked without running the product: style, types, layers, templates, migrations, docs."""

from __future__ import annotations

import sys
import tempfile
import time

from .console import run, say
from .venv import PYTHON

BIN = PYTHON.parent
MANAGE = (PYTHON, "manage.py")
CHECKS = {
    "ruff: style": (BIN / "ruff", "check", "."),
    "ruff: format": (BIN / "ruff", "format", "--check", "."),
    "mypy: types": (BIN / "mypy",),
    "import-linter: layers": (BIN / "lint-imports",),
    "templates compile": (PYTHON, "-m", "scripts.templates"),
    "migrations are complete": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "fit for production": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
    "docs say what the code says": (
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/test_docs.py",
    ),
}
PRODUCTION = {
    "FRAGARIA_MODE": "production",
    "SECRET_KEY": "only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "chat.example.org",
    "EMAIL_URL": "submission://mail.example.org:587",
}


def main() -> int:
    """Exit code 1 when a check fails; only its output is shown."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="fragaria-check-") as home:
        demo = {"FRAGARIA_HOME": home, "DJANGO_SETTINGS_MODULE": "chatapp.settings"}
        for name, command in CHECKS.items():
            began = time.monotonic()
            environment = demo | (PRODUCTION if name == "fit for production" else {})
            if "pytest" in command:
                del environment["DJANGO_SETTINGS_MODULE"]
            done = run(command, environment=environment, quiet=True)
            outcome = "failed" if done.returncode else "ok"
            say(f"  {name:<28} {outcome:<7} {time.monotonic() - began:5.1f} s")
            if done.returncode:
                say(done.stdout)
                failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
