"""Who may not come in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BlockManager(models.Manager["Block"]):
    def in_force(self) -> models.QuerySet[Block]:
        """Those that have not ended."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()))


class Block(models.Model):
    """One entry of the block list. `value` is as entries.py writes it: a whole address and a domain in lower case, a
    network with its prefix. A domain counts for what is below it too. `added_by` None: the command line.
    """

    class Kind(models.TextChoices):
        ADDRESS = "address", _("E-mail address")
        DOMAIN = "domain", _("Domain of e-mail addresses")
        NETWORK = "network", _("Network")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=254)
    reason = models.CharField(max_length=150)
    until = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = BlockManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "kind"], name="blocked_once")]
        indexes = [models.Index(fields=["created_at", "id"], name="block_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
