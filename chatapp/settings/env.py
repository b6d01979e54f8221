"""Typed readers of environment variables. Nothing else in the project reads the environment.

Each reader declares its variable in VARIABLES, so that docs/configuration.md can be checked against it.
A bad value raises ConfigError: one line with the variable's name, what is wrong, and an example.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from chatapp.config_error import ConfigError as ConfigError


@dataclass(frozen=True)
class Variable:
    """One declared variable, as docs/configuration.md lists it."""

    name: str
    default: str
    example: str


VARIABLES: dict[str, Variable] = {}


def _read(name: str, default: object, example: str) -> str | None:
    VARIABLES[name] = Variable(name, "" if default is None else str(default), example)
    value = os.environ.get(name, "").strip()
    return value or None


def text(name: str, default: str = "", *, example: str) -> str:
    """A string; an empty variable counts as absent."""
    return _read(name, default, example) or default


def integer(name: str, default: int, *, example: str, least: int = 0, most: int | None = None) -> int:
    """A whole number within [least, most]."""
    value = _read(name, default, example)
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ConfigError(name, f"must be a whole number, not {value!r}.", example) from None
    if number < least or (most is not None and number > most):
        limits = f"at least {least}" if most is None else f"from {least} to {most}"
        raise ConfigError(name, f"must be {limits}, not {number}.", example)
    return number


def decimal(name: str, default: float, *, example: str, least: float = 0.0) -> float:
    """A number of at least `least`."""
    value = _read(name, default, example)
    if value is None:
        return default
    try:
        number = float(value)
    except ValueError:
        raise ConfigError(name, f"must be a number, not {value!r}.", example) from None
    if not number >= least:
        raise ConfigError(name, f"must be at least {least}, not {value}.", example)
    return number


def flag(name: str, default: bool, *, example: str = "on") -> bool:
    """on or off (also true/false, yes/no, 1/0)."""
    value = _read(name, "on" if default else "off", example)
    if value is None:
        return default
    match value.lower():
        case "on" | "true" | "yes" | "1":
            return True
        case "off" | "false" | "no" | "0":
            return False
    raise ConfigError(name, f"must be on or off, not {value!r}.", example)


def choice(name: str, default: str, choices: Sequence[str], *, example: str) -> str:
    """One of `choices`."""
    value = _read(name, default, example)
    if value is None:
        return default
    if value not in choices:
        raise ConfigError(name, f"must be one of {', '.join(choices)}, not {value!r}.", example)
    return value


def words(name: str, default: Sequence[str] = (), *, example: str) -> list[str]:
    """A comma-separated list."""
    value = _read(name, ",".join(default), example)
    if value is None:
        return list(default)
    return [word.strip() for word in value.split(",") if word.strip()]


def url(name: str, default: str = "", *, schemes: Sequence[str], example: str) -> str:
    """A URL with one of `schemes`. The value is never repeated in the error: it may hold a password."""
    value = _read(name, default, example)
    if value is None:
        return default
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ConfigError(name, f"is not a URL ({error}).", example) from None
    if parts.scheme not in schemes:
        raise ConfigError(name, f"must begin with {' or '.join(s + '://' for s in schemes)}.", example)
    return value


def secret(name: str) -> str:
    """A secret under a name that the operator chose; empty where there is none."""
    return os.environ.get(name, "").strip()


def folder(name: str, default: Path, *, example: str) -> Path:
    """An absolute folder path, not created here."""
    value = _read(name, default.name, example)
    return Path(value).expanduser().resolve() if value else default


def file(name: str, default: Path, *, example: str) -> Path:
    """An absolute file path. The default need not be there; a file that is named must be."""
    value = _read(name, default.name, example)
    if value is None:
        return default
    path = Path(value).expanduser().resolve()
    if not path.is_file():
        raise ConfigError(name, f"is {path}, but there is no such file.", example)
    return path
