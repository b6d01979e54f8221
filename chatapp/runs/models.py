"""A run is one answer being made; its events and engine calls are kept beside it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Run(models.Model):
    """queued -> running -> succeeded | failed | cancelled.

    Every write of a running run is conditional on `attempt`: a worker that lost its lease changes nothing.
    `input` is the snapshot of what is asked (turns, model, strategy, budget), so that a later attempt asks the
    same. `checkpoint` is the answer's text so far, as of the log's entry `checkpoint_seq`. `seconds` is working
    time without downtime, `paths` how many were started. `embedded` says that no model but the embedded demo model
    has written any of the answer: a name proves nothing, for any server may offer a model of that name. `demo` is
    `refused` where that model said that the question is beyond it. `doubt` says what speaks against a fast answer
    (reasoning/routing/doubt.py). `made_by` lists what wrote it (makers.py): more than one where another model or
    version went on with what the first one left. `turn_at` is its place in the queue (turns.py).
    `answer_requested`: the best so far is to be the answer (answer_now.py). `first_word_at` is when a first word of it,
    or of a thought, could be read. `claims` has a line for each attempt that a worker began (claims.py).
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        SUCCEEDED = "succeeded"
        FAILED = "failed"
        CANCELLED = "cancelled"

    class Origin(models.TextChoices):
        WEB = "web"
        API = "api"
        COMMAND = "command"
        EVALUATION = "evaluation"
        STAFF = "staff"

    OPEN = (Status.QUEUED, Status.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="runs")
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, on_delete=models.CASCADE, related_name="runs"
    )
    answer = models.OneToOneField(
        "conversations.Message", null=True, on_delete=models.CASCADE, related_name="run"
    )
    hold = models.OneToOneField("billing.UsageHold", null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.WEB)
    client_id = models.CharField(max_length=64)
    mode = models.CharField(max_length=10)
    strategy = models.CharField(max_length=30)
    model = models.CharField(max_length=200)
    input = models.JSONField(default=dict)

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    claims = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    answer_requested = models.BooleanField(default=False)
    checkpoint = models.TextField(blank=True)
    checkpoint_seq = models.PositiveIntegerField(default=0)
    prompt_tokens = models.PositiveBigIntegerField(default=0)
    generated_tokens = models.PositiveBigIntegerField(default=0)
    cost_micros = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    paths = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=12, blank=True)
    embedded = models.BooleanField(default=False)
    demo = models.CharField(max_length=8, blank=True)
    doubt = models.CharField(max_length=8, blank=True)
    made_by = models.JSONField(default=list, blank=True)
    error = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)

    created_at = models.DateTimeField(default=timezone.now)
    enqueued_at = models.DateTimeField(default=timezone.now)
    turn_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    first_word_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="run_once_per_client_id")]
        indexes = [
            models.Index(fields=["status", "lease_until"], name="run_sweep"),
            models.Index(fields=["status", "mode", "turn_at"], name="run_turn"),
            # The day's figures are made from what ended in it.
            models.Index(fields=["finished_at"], name="run_finished"),
            # Staff look for runs by any of these together, newest first: the index alone tells which they are, however
            # few there are (chatapp/explorer).
            models.Index(
                fields=["created_at", "id", "status", "mode", "strategy", "model", "verdict", "error"],
                name="run_found",
            ),
            models.Index(fields=["user", "created_at", "id"], name="run_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"


class RunEvent(models.Model):
    """A persisted entry of a run's log: all events but text deltas."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="events")
    attempt = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    at = models.FloatField()
    event = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "attempt", "seq"], name="run_event_place")]
        ordering = ["attempt", "seq"]

    def __str__(self) -> str:
        return f"{self.attempt}-{self.seq} {self.event.get('type')}"


class EngineCall(models.Model):
    """What one call to an engine used. Settlement sums the chargeable rows; margins sum all of them."""

    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="calls")
    attempt = models.PositiveIntegerField()
    call = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20)
    model = models.CharField(max_length=200)
    prompt = models.PositiveIntegerField(default=0)
    cached = models.PositiveIntegerField(default=0)
    generated = models.PositiveIntegerField(default=0)
    cost_micros = models.PositiveBigIntegerField(default=0)
    chargeable = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "attempt", "call"], name="engine_call_place")]
        indexes = [models.Index(fields=["created_at"], name="engine_call_day")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.generated} tokens"
