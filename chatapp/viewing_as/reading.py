"""The database refuses to write: no list of pages can promise that one of them writes nothing beside what it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

READS = re.compile(
    r"\s*\(*\s*(SELECT|EXPLAIN|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|SET|SHOW)\b", re.IGNORECASE
)
READING_WITH = re.compile(r"\s*WITH\b(?!.*\b(INSERT|UPDATE|DELETE|MERGE)\b)", re.IGNORECASE | re.DOTALL)


class WouldWrite(Exception):
    """Something tried to write while a person is viewed."""


def refusal() -> str:
    """Why something was not done, in words for who looks."""
    return _(
        "You see Fragaria as somebody else, read-only: nothing was changed. Stop viewing to go on as yourself."
    )


@contextmanager
def only_reading() -> Iterator[None]:
    """Within the block, this thread's connection raises WouldWrite for every statement that is not known to read."""
    with connection.execute_wrapper(_refuse):
        yield


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if READS.match(sql) or READING_WITH.match(sql):
        return execute(sql, params, many, context)
    raise WouldWrite(sql.split(None, 1)[0])
