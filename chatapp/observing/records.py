"""Makes a record of Python's logging harmless before its words are put together, whoever wrote it."""

from __future__ import annotations

import logging
from typing import Any

from .errors import describe

# Fields of a Celery record that do not repeat what a task was given or what went wrong.
OF_A_TASK = ("id", "name", "description", "internal", "runtime")


def tame(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of `record` without exceptions' own words, tasks' arguments and the paths of requests."""
    tamed = logging.makeLogRecord(record.__dict__)
    if isinstance(tamed.msg, BaseException):
        tamed.msg, tamed.args = "%s", (describe(tamed.msg),)
    elif isinstance(tamed.args, dict):
        if tamed.name.startswith("celery"):
            tamed.args = _of_a_task(tamed)
        else:
            tamed.args = {name: _plain(value) for name, value in tamed.args.items()}
    elif tamed.args:
        tamed.args = tuple(_plain(value) for value in tamed.args)
    request = getattr(tamed, "request", None)
    if request is not None and isinstance(tamed.args, tuple):
        path = getattr(request, "path", None)
        full = request.get_full_path() if hasattr(request, "get_full_path") else path
        tamed.args = tuple(route(request) if value in (path, full) else value for value in tamed.args)
    if tamed.name == "asyncio" and isinstance(tamed.msg, str):
        tamed.msg = tamed.msg.partition("\n")[0]  # further lines repeat an exception
    return tamed


def route(request: Any) -> str:
    """The pattern that a request's address matched: the address itself may hold a token."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match is not None else "(no route)"


def _plain(value: object) -> object:
    return describe(value) if isinstance(value, BaseException) else value


def _of_a_task(record: logging.LogRecord) -> dict[str, Any]:
    given: dict[str, Any] = record.args  # type: ignore[assignment]
    kept = {name: given[name] if name in OF_A_TASK else "" for name in given}
    error = record.exc_info[1] if record.exc_info else None
    if "exc" in kept and error is not None:
        kept["exc"] = describe(error)
    return kept
