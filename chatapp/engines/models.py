"""Which model was connected when, and by whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ConnectedModel(models.Model):
    """A model server that staff connected. Rows stay as history: at most one is `active`.

    `sealed_key` is the API key as sealing.py wrote it, `key_hint` its last characters. `context` is in tokens.
    """

    base_url = models.CharField(max_length=500)
    model = models.CharField(max_length=200)
    sealed_key = models.TextField(blank=True)
    key_hint = models.CharField(max_length=4, blank=True)
    context = models.PositiveIntegerField()
    active = models.BooleanField(default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        permissions = [("connect_model", "Can connect a model that answers everybody")]
        constraints = [
            models.UniqueConstraint(fields=["active"], condition=Q(active=True), name="one_connected_model")
        ]

    def __str__(self) -> str:
        return f"{self.model} at {self.base_url}"
