"""One JSON question to a server, with an answer of a limited size."""

from __future__ import annotations

from typing import Any

import httpx2


class Unreadable(ValueError):
    """The answer is larger than was agreed, or packed: a small one could then become one without a limit."""


async def post(
    http: httpx2.AsyncClient, url: str, body: dict[str, Any], *, api_key: str, limit_bytes: int, **how: Any
) -> tuple[int, bytes]:
    """The status and the content that `url` answers with. Follows no redirect, which would take the key elsewhere.
    Raises Unreadable, and httpx2's errors; the time is the caller's to limit."""
    headers = {"Accept-Encoding": "identity"}
    if api_key:
        headers["Authorization"] = f"Bearer {api_key}"
    parts: list[bytes] = []
    size = 0
    async with http.stream(
        "POST", url, json=body, headers=headers, follow_redirects=False, **how
    ) as response:
        if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise Unreadable("The answer is packed.")
        async for part in response.aiter_raw():
            size += len(part)
            if size > limit_bytes:
                raise Unreadable("The answer is too large.")
            parts.append(part)
        return response.status_code, b"".join(parts)
