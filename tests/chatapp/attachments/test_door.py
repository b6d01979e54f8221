"""An upload that is too large never reaches Django."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chatapp.attachments.door import Door

Message = dict[str, Any]


async def passed(
    length: bytes | None, pieces: list[bytes], path: str = "/api/attachments"
) -> tuple[int, int]:
    """The status of the answer, and how many bytes the application has read."""
    read = 0
    answers: list[Message] = []

    async def app(scope: Message, receive: Any, send: Any) -> None:
        nonlocal read
        while True:
            message = await receive()
            read += len(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 201})

    left = list(pieces)

    async def receive() -> Message:
        piece = left.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    async def send(message: Message) -> None:
        answers.append(message)

    headers = [] if length is None else [(b"content-length", length)]
    await Door(app)({"type": "http", "method": "POST", "path": path, "headers": headers}, receive, send)
    if answers[0]["status"] == 413:
        assert json.loads(answers[1]["body"])["code"] == "too_large"
    return answers[0]["status"], read


@pytest.mark.asyncio
async def test_by_its_length_it_is_refused_unread(settings: Any) -> None:
    settings.MAX_UPLOAD = 1
    assert await passed(b"50000000", [b"x"]) == (413, 0)
    assert await passed(b"900000", [b"x" * 900_000]) == (201, 900_000)
    assert await passed(b"50000000", [b"x"], "/settings/data/import/") == (201, 1)


@pytest.mark.asyncio
async def test_one_that_does_not_tell_its_length_is_refused_as_soon_as_more_has_come(settings: Any) -> None:
    settings.MAX_UPLOAD = 1
    status, read = await passed(None, [b"x" * 500_000] * 100)
    assert status == 413
    assert read < 1_100_000
    assert (await passed(b"not a number", [b"x" * 500_000] * 100))[0] == 413
