"""Conversations and answers: ids, figures, times and sizes. What was asked and answered is not read for a list."""

from __future__ import annotations

from chatapp.attachments.models import Attachment
from chatapp.conversations.models import Conversation, Feedback, Import, Message, Project, Share
from chatapp.prompts.models import SavedPrompt
from chatapp.runs.models import EngineCall, Run, RunEvent

from .money import ACCOUNT
from .people import OfAPerson
from .readonly import ReadOnly
from .showing import addressed, link, related, size

CONVERSATION, MESSAGE, RUN = "conversations.Conversation", "conversations.Message", "runs.Run"


class Runs(OfAPerson):
    list_display = ("id", "person", "mode", "strategy", "status", "seconds", "cost_micros", "finished_at")
    list_filter = ("status", "origin", "embedded")
    # Those without an end come first where NULL is the largest; the index has this order.
    ordering = ("-finished_at",)
    finds_ids = ("pk", "user", "conversation", "answer")
    finds_numbers = ("hold",)
    hides = ("input", "checkpoint", "message")
    talk = staticmethod(link("conversation", CONVERSATION))
    answered = staticmethod(link("answer", MESSAGE))
    held = staticmethod(link("hold", "billing.UsageHold"))
    input_size = staticmethod(size("input"))
    checkpoint_size = staticmethod(size("checkpoint"))
    explored = staticmethod(addressed("how it was made", view="staff_run"))
    calls = staticmethod(related("calls of the engine", to="runs.EngineCall"))
    happened = staticmethod(related("events", to="runs.RunEvent"))
    fields = (
        *("id", "person", "talk", "answered", "held", "origin", "mode", "strategy", "model", "status"),
        *("attempt", "lease_until", "cancel_requested", "answer_requested", "prompt_tokens"),
        *("generated_tokens", "cost_micros", "seconds", "paths", "verdict", "doubt", "embedded", "error"),
        *("input_size", "checkpoint_size", "created_at", "enqueued_at", "turn_at", "started_at"),
        *("first_word_at", "finished_at", "claims", "explored", "calls", "happened"),
    )


class OfARun(ReadOnly):
    ordering = ("-pk",)
    finds_ids = ("run",)
    answer = staticmethod(link("run", RUN, label="answer"))


class RunEvents(OfARun):
    list_display = ("id", "answer", "attempt", "seq", "at")
    hides = ("event",)
    event_size = staticmethod(size("event"))
    fields = ("answer", "attempt", "seq", "at", "event_size")


class EngineCalls(OfARun):
    list_display = ("id", "answer", "purpose", "model", "prompt", "generated", "cost_micros", "created_at")
    list_filter = ("chargeable",)
    fields = (
        *("answer", "attempt", "call", "purpose", "model", "prompt", "cached", "generated", "cost_micros"),
        *("chargeable", "created_at"),
    )


class Conversations(OfAPerson):
    list_display = ("id", "person", "payer", "archived", "temporary", "created_at", "updated_at")
    list_filter = ("temporary", "archived", "pinned")
    ordering = ("-updated_at",)
    finds_ids = ("pk", "user", "account", "project")
    hides = ("title",)
    payer = staticmethod(link("account", ACCOUNT))
    filed = staticmethod(link("project", "conversations.Project"))
    fork_of = staticmethod(link("forked_from", CONVERSATION, label="forked from"))
    title_size = staticmethod(size("title"))
    messages_in = staticmethod(related("messages", to=MESSAGE))
    runs = staticmethod(related("answers", to=RUN))
    fields = (
        *("id", "person", "payer", "filed", "fork_of", "title_size", "pinned", "archived", "temporary"),
        *("source", "created_at", "updated_at", "read_at", "purge_at", "messages_in", "runs"),
    )


class Messages(ReadOnly):
    list_display = ("id", "talk", "role", "created_at")
    ordering = ("conversation", "created_at")
    finds_ids = ("pk", "conversation")
    hides = ("parts",)
    talk = staticmethod(link("conversation", CONVERSATION))
    before = staticmethod(link("parent", MESSAGE, label="after"))
    parts_size = staticmethod(size("parts"))
    files = staticmethod(related("files", to="attachments.Attachment"))
    run = staticmethod(related("answer's run", to=RUN))
    fields = ("id", "talk", "before", "role", "parts_size", "created_at", "files", "run")


class Ratings(OfAPerson):
    list_display = ("id", "person", "value", "on", "updated_at")
    list_filter = ("value",)
    finds_ids = ("user", "message")
    hides = ("text",)
    on = staticmethod(link("message", MESSAGE, label="answer"))
    text_size = staticmethod(size("text"))
    fields = ("person", "on", "value", "reasons", "text_size", "created_at", "updated_at")


class Projects(OfAPerson):
    list_display = ("id", "person", "created_at")
    ordering = ("-created_at",)
    finds_ids = ("pk", "user")
    hides = ("name", "instructions")
    instructions_size = staticmethod(size("instructions"))
    talks = staticmethod(related("conversations", to=CONVERSATION))
    fields = ("id", "person", "instructions_size", "created_at", "talks")


class Shares(OfAPerson):
    list_display = ("id", "person", "talk", "with_thinking", "created_at")
    ordering = ("-created_at",)
    finds_ids = ("pk", "user", "conversation")
    # Whoever has the token reads what is shared.
    hides = ("token", "title", "snapshot")
    talk = staticmethod(link("conversation", CONVERSATION))
    snapshot_size = staticmethod(size("snapshot"))
    fields = ("id", "person", "talk", "with_thinking", "snapshot_size", "created_at")


class Imports(OfAPerson):
    list_display = ("id", "person", "status", "created_at", "finished_at")
    list_filter = ("status",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "user")
    hides = ("name", "report", "message")
    fields = ("id", "person", "status", "created_at", "finished_at")


class SavedPrompts(OfAPerson):
    list_display = ("id", "person", "created_at", "updated_at")
    ordering = ("-created_at",)
    finds_ids = ("pk", "user")
    hides = ("name", "text")
    text_size = staticmethod(size("text"))
    fields = ("id", "person", "text_size", "created_at", "updated_at")


class Attachments(OfAPerson):
    list_display = ("id", "person", "kind", "mime", "size", "truncated", "created_at")
    list_filter = ("kind", "truncated")
    ordering = ("-created_at",)
    finds_ids = ("pk", "user", "message")
    hides = ("name", "text", "file")
    on = staticmethod(link("message", MESSAGE))
    text_size = staticmethod(size("text"))
    fields = (
        *("id", "person", "on", "kind", "mime", "size", "text_size", "pages", "rows", "width", "height"),
        *("truncated", "note", "created_at"),
    )


ANSWERS = {
    Run: Runs,
    RunEvent: RunEvents,
    EngineCall: EngineCalls,
    Conversation: Conversations,
    Message: Messages,
    Feedback: Ratings,
    Project: Projects,
    Share: Shares,
    Import: Imports,
    SavedPrompt: SavedPrompts,
    Attachment: Attachments,
}
