"""Which tables a backup has, and how a row becomes a line of JSON that either database can take."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import BinaryField, DurationField, Field, JSONField, Model

from .manifest import BackupError

# Who is signed in: a file that lies about must not open anybody's account. People sign in again.
LEFT_OUT = {"sessions.session", "usersessions.usersession"}
# Sums that must be the same after a restore, by table: the ledger and what it is made of.
SUMS = {
    "billing.usagehold": ("units", "tokens", "cost_micros"),
    "billing.credit": ("units",),
    "runs.enginecall": ("prompt", "cached", "generated", "cost_micros"),
    "audit.auditentry": ("seq",),
}


def models_of(registry: Any = apps) -> list[type[Model]]:
    """The models whose tables are kept, in the order of their names. `registry` may be a historical one."""
    found = registry.get_models(include_auto_created=True)
    kept = [
        model
        for model in found
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def columns_of(model: type[Model]) -> list[Field[Any, Any]]:
    """The fields that have a column of their own and are not made by the database."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def to_line(values: Iterable[object]) -> bytes:
    """A row as one line: a JSON array in the order of the columns."""
    return (
        json.dumps([_plain(value) for value in values], ensure_ascii=False, separators=(",", ":")).encode()
        + b"\n"
    )


def from_line(line: bytes, fields: list[Field[Any, Any]]) -> list[Any]:
    """The values of a row. Raises BackupError."""
    try:
        told = json.loads(line)
        return [_value(field, value) for field, value in zip(fields, told, strict=True)]
    except (ValueError, TypeError, ArithmeticError) as error:
        raise BackupError(f"A row cannot be read ({type(error).__name__}).") from error
    except Exception as error:  # a field's own ValidationError
        raise BackupError(f"A value does not fit its column ({type(error).__name__}).") from error


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | float() | str() | dict() | list():
            return value
        case datetime() | date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case timedelta():
            return value.total_seconds()
        case bytes() | bytearray() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"A backup cannot hold a {type(value).__name__}.")


def _value(field: Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64decode(value)
    if isinstance(field, DurationField):
        return timedelta(seconds=value)
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)
