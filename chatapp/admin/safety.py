"""Reports, the block list, and suspended people; never what anybody wrote about it."""

from __future__ import annotations

from chatapp.moderation.models import Appeal, Block, Report, Suspension

from .answers import MESSAGE
from .people import PERSON
from .readonly import ReadOnly
from .showing import link, related, size


class Moderators(ReadOnly):
    """As the pages about the same."""

    permission = "staff.moderate"


class Reports(Moderators):
    list_display = ("id", "created_at", "whose", "source", "reason", "state", "outcome")
    list_filter = ("source", "state", "reason")
    list_select_related = ("person",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "person", "message", "share")
    finds_people = ("person",)
    hides = ("text",)
    whose = staticmethod(link("person", PERSON, shown="email", label="about what is of"))
    on = staticmethod(link("message", MESSAGE, label="answer"))
    holder = staticmethod(link("taken_by", PERSON, label="taken by"))
    closer = staticmethod(link("closed_by", PERSON, label="closed by"))
    text_size = staticmethod(size("text"))
    fields = (
        *("id", "created_at", "whose", "source", "reason", "pressing", "on", "share", "text_size", "state"),
        *("holder", "taken_at", "outcome", "note", "closer", "closed_at"),
    )


class Blocks(Moderators):
    plural = "Block list"
    list_display = ("value", "kind", "reason", "until", "adder", "created_at")
    list_filter = ("kind",)
    list_select_related = ("added_by",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "added_by")
    finds_texts = ("value",)
    adder = staticmethod(link("added_by", PERSON, shown="email", label="added by"))
    fields = ("id", "value", "kind", "reason", "until", "adder", "created_at")


class Suspensions(Moderators):
    list_display = ("id", "who", "begun_at", "until", "ended_at", "reason")
    list_select_related = ("person",)
    ordering = ("-begun_at",)
    finds_ids = ("pk", "person")
    finds_people = ("person",)
    hides = ("words",)
    who = staticmethod(link("person", PERSON, shown="email", label="person"))
    beginner = staticmethod(link("begun_by", PERSON, label="begun by"))
    ender = staticmethod(link("ended_by", PERSON, label="ended by"))
    words_size = staticmethod(size("words"))
    appeals = staticmethod(related("appeal", to="moderation.Appeal"))
    fields = (
        *("id", "who", "reason", "words_size", "begun_at", "beginner", "until", "ended_at", "ender"),
        *("end_reason", "appeals"),
    )


class Appeals(Moderators):
    list_display = ("id", "state", "created_at", "changed_at", "decided_at")
    list_filter = ("state",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "suspension")
    hides = ("text", "words")
    against = staticmethod(link("suspension", "moderation.Suspension", label="suspension"))
    decider = staticmethod(link("decided_by", PERSON, label="decided by"))
    text_size = staticmethod(size("text"))
    words_size = staticmethod(size("words"))
    fields = (
        *("id", "against", "text_size", "created_at", "changed_at", "state", "words_size"),
        *("decided_at", "decider"),
    )


SAFETY = {Report: Reports, Suspension: Suspensions, Appeal: Appeals, Block: Blocks}
