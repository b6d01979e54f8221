"""Staff looking for answers among all of them: typical finds through all of Django's request handling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from urllib.parse import urlencode

from django.test import Client

from billing.models import UsageHold
from chatapp.keyset import Place
from chatapp.runs.models import Run

from .measuring import Asked, asked, timed

REQUESTS = 5


@dataclass(frozen=True, slots=True)
class Find:
    """Seconds and queries of one page of the list; `rows` that it shows."""

    what: str
    seconds: float
    queries: Asked
    rows: int


def measure(client: Client, *, begin: datetime, end: datetime) -> list[Find]:
    """`client` is somebody of the staff; answers were made in [begin, end)."""
    return [_find(client, what, given) for what, given in _finds(begin, end).items()]


def _finds(begin: datetime, end: datetime) -> dict[str, dict[str, str]]:
    somebody = Run.objects.order_by("-created_at").values_list("user_id", "hold_id").first()
    if somebody is None:
        raise RuntimeError("There are no answers to look for.")
    user, hold = somebody
    account = UsageHold.objects.values_list("account_id", flat=True).get(pk=hold)
    middle = begin + (end - begin) / 2
    place = str(Place(middle, user))
    day = {"from": (middle - timedelta(days=1)).isoformat(), "to": middle.isoformat()}
    return {
        "the newest": {},
        "one person's": {"person": str(user)},
        "one account's that failed": {"account": str(account), "status": "failed"},
        "those of a day that failed with one code": {"error": "engine_down", **day},
        "older thinking ones of one model, from the middle on": {
            "mode": "think",
            "model": "example-large",
            "after": place,
        },
        "what there is none of: fast ones of a thinking strategy": {"mode": "fast", "strategy": "adaptive"},
        "what there is none of: a model without answers": {"model": "example-none", "status": "succeeded"},
    }


def _find(client: Client, what: str, given: dict[str, str]) -> Find:
    address = f"/staff/runs/?{urlencode(given)}"
    rows = 0

    def get() -> None:
        nonlocal rows
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"The list was not served: {address}")
        rows = response.content.count(b'scope="row"')

    get()  # warm
    seconds = median(timed(get) for _ in range(REQUESTS))
    with asked() as queries:
        get()
    return Find(what, seconds, queries, rows)
