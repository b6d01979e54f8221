"""Secrets that an installation makes for itself, kept in its data folder and readable by its owner only."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from .env import ConfigError


def stored(path: Path) -> str:
    """The secret in `path`, made on first use. Raises ConfigError when the folder cannot be written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
            with suppress(FileExistsError):
                os.link(draft, path)  # whole or not at all, and the first of two starters wins
            draft.unlink()
    except OSError as error:
        raise ConfigError(
            "FRAGARIA_HOME",
            f"must be a folder that can be written ({path.parent}: {error.strerror}).",
            "/srv/fragaria",
        ) from None
    return path.read_text().strip()


def read(path: Path, default: str) -> str:
    """The text in `path`, or `default` when there is none."""
    try:
        return path.read_text().strip() or default
    except OSError:
        return default
