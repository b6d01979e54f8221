"""What a run keeps of the request that asked for it, so that its lines and spans are found with that one's: in its
stored input, because the queue's message may find another worker busy with another run (runs/turns.py).
"""

from __future__ import annotations

from typing import Any

from . import tracing
from .binding import current_request

NAME = "came_with"


def carried() -> dict[str, Any]:
    """An addition to a run's input; empty outside of a request."""
    its = {"request": current_request(), "traceparent": tracing.traceparent()}
    kept = {name: value for name, value in its.items() if value}
    return {NAME: kept} if kept else {}


def kept(asked: dict[str, Any]) -> dict[str, Any]:
    """The addition that a run's input has already, for one that is made anew."""
    return {NAME: asked[NAME]} if NAME in asked else {}


def request_of(asked: dict[str, Any]) -> str:
    """The id of the request that a run with this input came from; '' where it is not known."""
    return str(asked.get(NAME, {}).get("request", ""))


def traceparent_of(asked: dict[str, Any]) -> str:
    """The span in which a run with this input was asked for; '' where there was none."""
    return str(asked.get(NAME, {}).get("traceparent", ""))
