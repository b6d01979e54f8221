"""The client library's errors as ours."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import openai

from ..errors import EngineError
from .guard import AddressRefused, Encoded, TooLarge
from .refusals import by_status, garbage


def explain(error: openai.APIError) -> EngineError:
    """The library's error as ours, in words for the person who asked."""
    if isinstance(error, openai.APITimeoutError):
        return EngineError("The model took too long to respond.", retryable=True, code="timeout")
    if isinstance(error, openai.APIConnectionError):
        causes = list(_causes(error))
        if any(isinstance(cause, AddressRefused) for cause in causes):
            return EngineError(
                "The model's address is one that this site does not call.", retryable=False, code="address"
            )
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return EngineError(
                "The model server's certificate cannot be trusted.", retryable=False, code="certificate"
            )
        if any(isinstance(cause, (Encoded, TooLarge)) for cause in causes):
            return garbage()
        return EngineError("The model cannot be reached right now.", retryable=True, code="unreachable")
    if isinstance(error, openai.APIResponseValidationError):
        return garbage()
    status = error.status_code if isinstance(error, openai.APIStatusError) else 500
    return by_status(status, f"{error.message} {error.code or ''}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
