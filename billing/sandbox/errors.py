"""Stripe's error bodies.

ApiError
└── Declined    the card said no; what the attempt wrote is kept
"""

from __future__ import annotations

import json


class ApiError(Exception):
    """An answer with `status` and Stripe's error body; nothing of the request is kept."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        decline_code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        details = {"type": kind, "message": message, "code": code, "param": param}
        self.body = {**details, "decline_code": decline_code} if decline_code else details

    def as_json(self) -> str:
        return json.dumps({"error": {name: value for name, value in self.body.items() if value is not None}})


class Declined(ApiError):
    """402: the bank refused, or wants its owner's confirmation first."""

    def __init__(self, message: str, *, code: str, decline_code: str | None = None) -> None:
        super().__init__(402, message, kind="card_error", code=code, decline_code=decline_code)


def missing(kind: str, id_: str) -> ApiError:
    return ApiError(404, f"No such {kind}: '{id_}'", code="resource_missing", param="id")
