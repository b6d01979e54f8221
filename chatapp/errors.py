"""What can go wrong with what a person sends. Each carries its code on the wire and words for the person.

RequestError(code, message)
├── NotFound         the object is not there for this person (whether or not it exists)
├── BadText          empty, or longer than the limit
└── Busy             the queue is full; the message estimates the wait
"""

from __future__ import annotations


class RequestError(Exception):
    """Base: nothing was stored."""

    code = "bad_request"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code:
            self.code = code


class NotFound(RequestError):
    code = "not_found"


class BadText(RequestError):
    code = "empty"


class Busy(RequestError):
    code = "busy"
