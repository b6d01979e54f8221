"""Reads of connected models."""

from __future__ import annotations

from .models import ConnectedModel


def active() -> ConnectedModel | None:
    """The model that staff connected last, unless they disconnected it."""
    return ConnectedModel.objects.filter(active=True).select_related("created_by").first()
