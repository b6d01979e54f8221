"""How log lines look, and which of them are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import env

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", LEVELS, example="DEBUG")
LOG_FORMAT = env.choice("LOG_FORMAT", "console", ("console", "json"), example="json")

# These would write a line for each request and each sweep.
CHATTY = ("httpx", "httpx2", "django.channels.server", "celery", "stripe", "uvicorn")
# And these, at DEBUG, what people write and what models answer.
TALKATIVE = (
    "openai", "httpcore", "httpcore2", "websockets", "django.db.backends", "django.template", "urllib3", "kombu",
    "amqp", "redis", "asyncio", "PIL", "pypdf", "sentry_sdk", "opentelemetry",
)  # fmt: skip


def logging(*, secrets: Iterable[str]) -> dict[str, Any]:
    """Django's LOGGING. No line will hold one of `secrets`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "chatapp.observing.formatter.LineFormatter",
                "style": LOG_FORMAT,
                "secrets": tuple(secret for secret in secrets if secret),
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
        "loggers": {name: {"level": "WARNING"} for name in CHATTY}
        | {name: {"level": LOG_LEVEL if LOG_LEVEL in ("WARNING", "ERROR") else "INFO"} for name in TALKATIVE}
        # A line for each request is for machines.
        | {"fragaria.http": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"}}
        # Who connected which model is written down whatever LOG_LEVEL says.
        | {"fragaria.audit": {"level": "INFO"}}
        # Every stranger who guesses at host names would write a traceback.
        | {"django.security.DisallowedHost": {"level": "CRITICAL"}},
    }
