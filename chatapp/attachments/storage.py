"""Files on disk, under random names in 256 folders. Nothing that a person typed ever becomes part of a path."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

from chatapp import private

SPARE = ".new"  # ends the name of a picture that is being made anew


def new_name() -> str:
    """A name that nobody can guess and nothing has yet."""
    return secrets.token_hex(16)


def path_of(name: str) -> Path:
    """Where the file `name` lies, or would."""
    return settings.ATTACHMENTS_DIR / name[:2] / name


def create(name: str) -> IO[bytes]:
    """The file `name`, which must not be there yet, open for writing."""
    return open(_place(name), "xb", opener=private.opener)


def write(chunks: Iterable[bytes], *, most: int) -> str | None:
    """Store `chunks` as a new file and return its name; None, and nothing is kept, beyond `most` bytes."""
    name, size = new_name(), 0
    try:
        with create(name) as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    break
                file.write(chunk)
    except BaseException:
        remove(name)
        raise
    if size > most:
        remove(name)
        return None
    return name


def facts(name: str) -> tuple[int, str]:
    """The file's size in bytes and its sha256."""
    with path_of(name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest


def read(name: str) -> bytes:
    """The file's content; FileNotFoundError where it is gone, or lies on another machine."""
    return path_of(name).read_bytes()


def link(name: str) -> str:
    """Another name for the same content, which lives on without the first; a copy where there are no hard links."""
    made = new_name()
    path = _place(made)
    try:
        os.link(path_of(name), path)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(path_of(name), path)
        path.chmod(0o600)
    return made


def remove(name: str) -> None:
    """The file is gone, whether or not it was there."""
    path = path_of(name)
    for each in (path, path.with_name(path.name + SPARE)):
        with contextlib.suppress(FileNotFoundError):
            each.unlink()


def older_than(moment: float) -> Iterator[tuple[str, Path]]:
    """The name and path of every file that was written before `moment`, in seconds since 1970."""
    for folder in settings.ATTACHMENTS_DIR.glob("[0-9a-f][0-9a-f]"):
        for path in folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_ctime < moment:
                    yield path.name.removesuffix(SPARE), path


def _place(name: str) -> Path:
    """`path_of` a file that is to be made: its folder is there."""
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
