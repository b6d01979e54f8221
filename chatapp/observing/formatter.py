"""Log lines with structlog: for people (`console`) or for machines (`json`), with what is bound to the request, the
socket or the run that they belong to.

Ordinary `logging` calls and structlog's go the same way and are made harmless alike (records.py, redaction.py).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from .errors import trace
from .records import tame
from .redaction import Scrubber, drop

# Bound by observing/binding.py; the order in which a line shows them.
BOUND = ("request", "socket", "run", "attempt", "worker", "account", "viewed")


class LineFormatter(structlog.stdlib.ProcessorFormatter):
    """`style` is console or json. `secrets` are values that no line may hold."""

    def __init__(self, style: str, secrets: Iterable[str] = ()) -> None:
        self._scrubber = Scrubber(secrets)
        processors = [self._complete, self._clean, as_json if style == "json" else as_line]
        super().__init__(processors=processors)
        structlog.configure(
            processors=[
                structlog.stdlib.filter_by_level,
                structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
            ],
            logger_factory=structlog.stdlib.LoggerFactory(),
            wrapper_class=structlog.stdlib.BoundLogger,
            cache_logger_on_first_use=True,
        )

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record if hasattr(record, "_from_structlog") else tame(record))

    def _complete(self, logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
        record: logging.LogRecord = event.pop("_record")
        event.pop("_from_structlog", None)
        event.pop("stack_info", None)
        told = event.pop("exc_info", None)
        error = told[1] if isinstance(told, tuple) else told
        whole = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event.pop("event", ""),
            **_in_order(structlog.contextvars.get_contextvars()),
            **event,
        }
        if isinstance(error, BaseException):
            whole["trace"] = trace(error)
        return whole

    def _clean(self, logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
        drop(event)
        return {
            key: value if isinstance(value, int | float | bool | None) else self._scrubber.scrub(str(value))
            for key, value in event.items()
        }


def _in_order(bound: dict[str, Any]) -> dict[str, Any]:
    return {name: bound[name] for name in BOUND if name in bound} | bound


def as_json(logger: WrappedLogger, name: str, event: EventDict) -> str:
    """One JSON object on one line."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def as_line(logger: WrappedLogger, name: str, event: EventDict) -> str:
    """`LEVEL logger: words key=value`, and a trace below it."""
    fields = dict(event)
    fields.pop("at")
    head = f"{fields.pop('level').upper()} {fields.pop('logger')}: {fields.pop('event')}"
    below = fields.pop("trace", "")
    said = "".join(f" {key}={_shown(value)}" for key, value in fields.items())
    return f"{head}{said}" + (f"\n{below}" if below else "")


def _shown(value: Any) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if " " in text or not text else text
