"""What goes wrong between us and a model server, as errors that decide and say so in words. Pure."""

from __future__ import annotations

from typing import Any

from ..errors import EngineError


def reported(error: Any) -> EngineError:
    """An error that the server sent inside a stream that had begun well."""
    details = error if isinstance(error, dict) else {"message": error}
    code = details.get("code")
    return by_status(code if isinstance(code, int) else 500, f"{details.get('message')} {code}")


def by_status(status: int, details: str) -> EngineError:
    """The error for an HTTP status and what the server said with it."""
    said = details.lower()
    if 300 <= status < 400:
        return EngineError("The model server sends its callers elsewhere.", retryable=False, code="redirect")
    if status in (401, 403):
        return EngineError("The model server refused this site's key.", retryable=False, code="auth")
    if status == 404:
        return EngineError("The model server does not know this model.", retryable=False, code="model")
    if status == 413 or (status in (400, 422) and ("context" in said or "too long" in said)):
        return EngineError(
            "This conversation is too long for the model. Start a new one, or shorten the question.",
            retryable=False,
            code="too_long",
        )
    if status == 429:
        if "quota" in said:
            return EngineError("The model's provider reports a used-up quota.", retryable=False, code="quota")
        return EngineError("The model is busy right now.", retryable=True, code="busy")
    if status >= 500 or status in (408, 409):
        return EngineError("The model server has a problem right now.", retryable=True, code="server")
    return EngineError("The model server did not accept the request.", retryable=False, code="bad_request")


def garbage() -> EngineError:
    """The server's words make no sense."""
    return EngineError("The model server sent something unreadable.", retryable=True, code="garbage")


def broken() -> EngineError:
    """The connection ended before the response did."""
    return EngineError("The connection to the model broke off.", retryable=True, code="unreachable")
