"""Something that somebody should look at."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """A thumb down with a reason, by the person whose answer it is, or a stranger's word on a shared page.

    `person` is whose answer or page it is; nothing is known of a stranger. An answer's report goes with the answer,
    and its words stand in its feedback. `share` is an id alone: a report outlives its link. `pressing` ones may be
    about harm; the others are about quality.
    """

    class Source(models.TextChoices):
        FEEDBACK = "feedback", _("From a conversation")
        SHARED = "shared", _("From a shared page")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        TAKEN = "taken", _("Taken")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        NO_FAULT = "no_fault", _("Nothing wrong")
        REMOVED = "removed", _("What it is about was removed")
        LINK_ENDED = "link_ended", _("The shared link was ended")
        SUSPENDED = "suspended", _("The person was suspended")
        OTHER = "other", _("Something else")
        WITHDRAWN = "withdrawn", _("Taken back by the person")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=10, choices=Source.choices)
    reason = models.CharField(max_length=20)
    pressing = models.BooleanField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(
        "conversations.Message", null=True, on_delete=models.CASCADE, related_name="reports"
    )
    share = models.UUIDField(null=True)
    text = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = models.CharField(max_length=150, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message"],
                condition=~Q(state="closed") & Q(message__isnull=False),
                name="one_open_report_of_an_answer",
            ),
        ]
        # Each filter of the queue, in the queue's order.
        indexes = [
            models.Index(fields=["state", "created_at", "id"], name="report_state"),
            models.Index(fields=["pressing", "state", "created_at", "id"], name="report_pressing"),
            models.Index(fields=["source", "state", "created_at", "id"], name="report_source"),
            models.Index(fields=["reason", "state", "created_at", "id"], name="report_reason"),
            models.Index(
                fields=["share", "reason"],
                condition=~Q(state="closed") & Q(share__isnull=False),
                name="report_waiting_of_a_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.reason} {self.pk}"
