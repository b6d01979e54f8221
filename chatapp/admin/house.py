"""The installation itself: what staff did, which model is connected, what was handed out for training."""

from __future__ import annotations

from chatapp.audit.models import AuditEntry
from chatapp.controls.models import Change, Control
from chatapp.engines.models import ConnectedModel
from chatapp.traces.models import Export, Manifest, TeamRefusal

from .money import OfAnAccount
from .people import PERSON
from .readonly import ReadOnly
from .showing import link


class AuditLog(ReadOnly):
    permission = "staff.view_audit"
    list_display = ("seq", "at", "action", "actor", "object_type", "object_id", "reason")
    ordering = ("-seq",)
    finds_ids = ("actor_id", "object_id")
    finds_numbers = ("seq",)
    finds_texts = ("action", "object_id", "hash")
    actor = staticmethod(link("actor_id", PERSON))
    fields = (
        *("seq", "at", "action", "actor", "object_type", "object_id", "reason", "facts"),
        *("previous_hash", "hash"),
    )


class ConnectedModels(ReadOnly):
    list_display = ("id", "model", "base_url", "active", "connector", "created_at", "ended_at")
    list_filter = ("active",)
    list_select_related = ("created_by",)
    ordering = ("-pk",)
    hides = ("sealed_key", "key_hint")
    connector = staticmethod(link("created_by", PERSON, shown="email", label="connected by"))
    fields = ("model", "base_url", "context", "active", "connector", "created_at", "ended_at")


class Controls(ReadOnly):
    permission = "staff.controls"
    list_display = ("name", "version")
    ordering = ("name",)
    fields = ("name", "value", "version")


class Changes(ReadOnly):
    permission = "staff.controls"
    list_display = ("id", "at", "about", "version", "by", "reason")
    list_select_related = ("actor",)
    ordering = ("-pk",)
    about = staticmethod(link("control", "controls.control"))
    by = staticmethod(link("actor", PERSON, shown="email", label="by"))
    fields = ("at", "about", "version", "by", "reason", "before", "after")


class Exports(ReadOnly):
    list_display = ("id", "created_at", "made_by", "format", "runs", "examples")
    ordering = ("-pk",)
    finds_texts = ("sha256",)
    fields = ("created_at", "made_by", "format", "since", "manifest", "runs", "examples", "sha256")


class Manifests(ReadOnly):
    list_display = ("number", "created_at", "runs", "sha256")
    ordering = ("-number",)
    finds_numbers = ("number",)
    fields = ("number", "created_at", "runs", "sha256")


class TeamRefusals(OfAnAccount):
    list_display = ("id", "payer", "created_at")
    fields = ("payer", "created_at")


HOUSE = {
    AuditEntry: AuditLog,
    ConnectedModel: ConnectedModels,
    Control: Controls,
    Change: Changes,
    Export: Exports,
    Manifest: Manifests,
    TeamRefusal: TeamRefusals,
}
