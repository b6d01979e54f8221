"""Which model staff have connected, and which ones the operator has set."""

from __future__ import annotations

from django.conf import settings

from .models import ConnectedModel


def active() -> ConnectedModel | None:
    """The model that staff connected last, unless they disconnected it."""
    return ConnectedModel.objects.filter(active=True).select_related("created_by").first()


def operators_models() -> list[str]:
    """The names of the models that the environment or the operator's file sets; the page cannot change them."""
    if settings.ENGINE_BASE_URL:
        return [settings.ENGINE_MODEL]
    return [listed.name for listed in settings.MODELS]
