"""What every line, span and report of a request, a socket or a run carries with it: ids, and nothing else."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bind_contextvars, bound_contextvars, get_contextvars

# What a proxy may call a request; anything else is replaced, for it goes into every line and back to the caller.
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:=+/-]{7,63}\Z")


def request_id(given: str = "") -> str:
    """`given` where it is a sane id, else a new one."""
    return given if SANE.match(given) else uuid.uuid4().hex


def current_request() -> str:
    """The id of the request that is being served; '' outside of one."""
    return str(get_contextvars().get("request", ""))


def bind(**ids: object) -> None:
    """From here on, in this task or thread and in what it starts."""
    bind_contextvars(**_known(ids))


@contextmanager
def bound(**ids: object) -> Iterator[None]:
    """The same for as long as the block runs."""
    with bound_contextvars(**_known(ids)):
        yield


def _known(ids: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in ids.items() if value not in (None, "")}
