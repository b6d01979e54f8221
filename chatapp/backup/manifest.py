"""What a backup says of itself."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files.jsonl"  # a line for each attachment: its name, size and sha256


class BackupError(Exception):
    """Why there is no backup, or nothing was restored; the message says what to do."""


@dataclass
class Table:
    """One table: where its rows are, their columns, how many, the sums of `SUMS` (tables.py), and its checksum."""

    model: str
    member: str
    columns: list[str]
    rows: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    sha256: str = ""


@dataclass
class Manifest:
    """`migrations` are those that the database had, by app. `secret` recognises SECRET_KEY without telling it."""

    format: int
    version: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    secret: str
    tables: list[Table] = field(default_factory=list)
    files: int = 0
    file_bytes: int = 0
    files_missing: int = 0
    files_sha256: str = ""

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises BackupError for what is no manifest, or one of a later format."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told.get("format") != FORMAT:
                raise BackupError(
                    f"The backup has the format {told.get('format')}, and this version reads {FORMAT}:"
                    " restore it with the version that made it, or a later one."
                )
            tables = [Table(**table) for table in told.pop("tables")]
            return cls(**told, tables=tables)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupError(f"The file's manifest cannot be read ({type(error).__name__}).") from error


def version() -> str:
    """This code's version."""
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def secret_mark() -> str:
    """The same for the same SECRET_KEY, and nothing that leads back to it."""
    return salted_hmac("chatapp.backup", "which key sealed this", algorithm="sha256").hexdigest()[:16]
