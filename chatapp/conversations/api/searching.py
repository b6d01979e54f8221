"""Search over the person's own conversations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from .. import present, search

router = Router()


@router.get("/search")
def find(request: HttpRequest, q: str = "") -> dict[str, Any]:
    """The conversations that have all words of `q`, newest first."""
    found, more = search.search(request.user, q)
    return {"items": [present.found(each) for each in found], "more": more}
