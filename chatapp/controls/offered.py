"""The models that staff can switch off: those of the operator, or the one that is connected, or the demo model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from chatapp.engines import selectors
from chatapp.runs import roster
from chatapp.runs.models import Run

from . import names
from .models import Control

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Offered:
    """`host` is where its server is, `answers` how many it gave in the last hour. `roles` are those of the
    models file; none where it is not there any more and only its switch is left."""

    name: str
    roles: tuple[str, ...]
    host: str
    answers: int
    is_off: bool
    version: int


def models() -> list[Offered]:
    """In the order in which they are asked."""
    there = _there()
    rows = {name: row for row in Control.objects.all() if (name := names.of_model(row.pk))}
    gone = {name: ((), "") for name, row in rows.items() if row.value.get("off") and name not in there}
    since = timezone.now() - HOUR
    ended = Run.objects.filter(finished_at__gte=since, status=Run.Status.SUCCEEDED)
    answers = dict(ended.values_list("model").annotate(Count("pk")))
    return [
        Offered(
            name=name,
            roles=roles,
            host=host,
            answers=answers.get(name, 0),
            is_off=name in rows and bool(rows[name].value.get("off")),
            version=rows[name].version if name in rows else 0,
        )
        for name, (roles, host) in (there | gone).items()
    ]


def _there() -> dict[str, tuple[tuple[str, ...], str]]:
    """Roles and host by name."""
    if settings.ENGINE_BASE_URL:
        return {settings.ENGINE_MODEL: (("fast", "think"), _host(settings.ENGINE_BASE_URL))}
    if settings.MODELS:
        return {each.name: (each.roles, _host(each.base_url)) for each in settings.MODELS}
    row = selectors.active()
    if row is not None:
        return {row.model: (("fast", "think"), _host(row.base_url))}
    return {roster.SEEDLING: (("fast", "think"), "")}


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
