"""Errors to Sentry, or anything that speaks its protocol, where SENTRY_DSN is set.

What is sent is built anew from what may be known: kinds and places of an error, ids that are bound to it. Nothing of a
request, no variable and no message that could quote somebody leaves the installation.
"""

from __future__ import annotations

import logging
from typing import Any

import structlog
from django.conf import settings

from .errors import describe
from .records import tame
from .redaction import Scrubber

KEPT = (
    "event_id",
    "level",
    "timestamp",
    "platform",
    "release",
    "environment",
    "logger",
    "server_name",
    "sdk",
)
OF_A_FRAME = ("filename", "abs_path", "function", "module", "lineno", "in_app", "context_line")
DEEPEST = 10


def start(role: str, transport: Any = None) -> None:
    """Report this process's errors from now on. They come by way of the log: what is logged as an error is sent."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk
    from sentry_sdk.integrations.atexit import AtexitIntegration
    from sentry_sdk.integrations.dedupe import DedupeIntegration
    from sentry_sdk.integrations.excepthook import ExcepthookIntegration
    from sentry_sdk.integrations.logging import LoggingIntegration

    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        transport=transport,
        environment=settings.MODE,
        server_name=role,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        max_breadcrumbs=0,
        auto_enabling_integrations=False,
        # No others: one of them writes variables into the environment of every program that is started, the
        # sandbox's too.
        default_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            ExcepthookIntegration(),
            DedupeIntegration(),
            AtexitIntegration(),
        ],
        auto_session_tracking=False,
        before_send=clean,
    )


def clean(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """The event with nothing in it but what is listed here."""
    scrub = Scrubber().scrub
    kept = {name: event[name] for name in KEPT if name in event}
    kept["tags"] = {name: str(value) for name, value in structlog.contextvars.get_contextvars().items()}
    record = hint.get("log_record")
    if isinstance(record, logging.LogRecord):
        kept["logentry"] = {"formatted": scrub(_words(record))}
    told = hint.get("exc_info")
    error = told[1] if told else None
    values = event.get("exception", {}).get("values", [])
    if values:
        words = _words_of_chain(error)
        kept["exception"] = {"values": [_value(value, words, scrub) for value in values]}
    return kept


def _words(record: logging.LogRecord) -> str:
    if isinstance(record.msg, dict):  # structlog's
        return str(record.msg.get("event", ""))
    return tame(record).getMessage()


def _words_of_chain(error: BaseException | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(DEEPEST):
        if error is None:
            break
        kind, _, text = describe(error).partition(": ")
        found.setdefault(kind, text)
        error = error.__cause__ or error.__context__
    return found


def _value(value: dict[str, Any], words: dict[str, str], scrub: Any) -> dict[str, Any]:
    kind = str(value.get("type", ""))
    frames = (value.get("stacktrace") or {}).get("frames", [])
    return {
        "type": kind,
        "module": value.get("module"),
        "value": scrub(words.get(kind, "")),
        "stacktrace": {
            "frames": [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
        },
    }
