"""What staff have switched while the product runs, and every change of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST_NAME = 220


class Control(models.Model):
    """How something stands now: a `name` of names.py, a `value` of values.py, and how often it was changed."""

    name = models.CharField(max_length=LONGEST_NAME, primary_key=True)
    value = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Change(models.Model):
    """One change, never altered: `before` and `after` are values of the control."""

    control = models.ForeignKey(Control, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    # None: the command line, or somebody who was erased since.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=150)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["control", "version"], name="control_changed_once")]

    def __str__(self) -> str:
        return f"{self.control_id} {self.version}"
