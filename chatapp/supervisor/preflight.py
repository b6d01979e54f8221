"""What can be wrong before anything is started. Each finding is one line and exit code 2."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import TextIO

PORT_PATIENCE_SECONDS = 1.5


class Refusal(Exception):
    """Fragaria cannot start here; the message says what to change."""


def address(host: str, port: int) -> str:
    """What a person on this machine types into a browser."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


def lock(home: Path, address: str) -> TextIO:
    """Hold the data folder while the returned file is open; it tells a second starter where we are."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(home / "writable", os.O_WRONLY | os.O_CREAT, 0o600))
        (home / "writable").unlink()
        file = os.fdopen(os.open(home / "supervisor.lock", os.O_RDWR | os.O_CREAT, 0o600), "r+")
    except OSError as error:
        raise Refusal(
            f"The data folder {home} cannot be written ({error.strerror}). "
            "Set FRAGARIA_HOME to a folder that can. Example: FRAGARIA_HOME=/srv/fragaria"
        ) from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        pid, _, where = file.read().partition(" ")
        raise Refusal(
            f"The data folder {home} is in use by the Fragaria at {where} (process {pid}). "
            "For a second one set FRAGARIA_HOME and PORT. Example: FRAGARIA_HOME=/srv/second PORT=8081"
        ) from None
    file.truncate()
    file.write(f"{os.getpid()} {address}")
    file.flush()
    return file


def listen(host: str, port: int) -> socket.socket:
    """The product's listening socket. The supervisor keeps it, so that visitors wait while web restarts."""
    try:
        family, kind, protocol, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise Refusal(f"HOST {host} is not an address of this machine. Example: HOST=127.0.0.1") from None
    until = time.monotonic() + PORT_PATIENCE_SECONDS
    while True:
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(target)
            listener.listen(2048)
            return listener
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise Refusal(_port_words(host, port, error)) from None
        time.sleep(0.1)  # a Fragaria that was just killed frees its port within a moment


def _port_words(host: str, port: int, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"PORT {port} needs rights that this user lacks. Example: PORT={free_port(host, 8080)}"
    hint = " (vLLM's own default is 8000 too)" if port == 8000 else ""
    return f"PORT {port} of {host} is taken{hint}. Choose another. Example: PORT={free_port(host, port + 1)}"


def free_port(host: str, wanted: int = 0) -> int:
    """`wanted` when it is free, else any free port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in (wanted, 0):
        with closing(socket.socket(family)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except (OSError, OverflowError):
                continue
            return int(probe.getsockname()[1])
    raise Refusal(f"HOST {host} is not an address of this machine. Example: HOST=127.0.0.1")
