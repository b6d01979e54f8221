"""Every model is shown or left out for a reason, and none shows what people wrote or what opens a door."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from chatapp.admin.registry import SHOWN

APPS = {
    *("accounts", "attachments", "audit", "auth", "billing", "conversations", "engines", "leaving", "mfa"),
    *("moderation", "prompts", "runs", "socialaccount", "traces", "usersessions", "viewing_as"),
}
LEFT_OUT = {
    "audit.AuditHead": "one row, which verify-audit prints",
    "auth.Permission": "shown with the roles",
    "conversations.ImportChunk": "content",
    "conversations.SearchEntry": "content",
    "socialaccount.SocialApp": "holds a secret",
    "socialaccount.SocialToken": "is a secret",
    "traces.Selected": "a list of numbers",
}
# What people wrote or were answered, and what opens a door.
NEVER = {
    *(
        "password",
        "words",
        "token",
        "token_hash",
        "sealed_key",
        "key_hint",
        "session_key",
        "data",
        "extra_data",
    ),
    *(
        "parts",
        "title",
        "snapshot",
        "text",
        "input",
        "checkpoint",
        "event",
        "instructions",
        "report",
        "facts",
    ),
    *("instructions_about", "instructions_style", "hosted_url", "pdf_url", "file", "secret"),
}
# The text of a consent is the version of our own words; facts of the audit log are what this page is for.
ALLOWED = {("traces.Consent", "text"), ("audit.AuditEntry", "facts")}


def test_no_model_is_forgotten() -> None:
    models = {model._meta.label for model in apps.get_models() if model._meta.app_label in APPS}
    assert models - {model._meta.label for model in SHOWN} == set(LEFT_OUT)


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.label)
def test_no_row_shows_content_or_secrets(model: type[Model]) -> None:
    admin = SHOWN[model]
    label = model._meta.label
    shown = {*admin.fields, *admin.list_display}
    assert {name for name in shown & NEVER if (label, name) not in ALLOWED} == set()
    # Nor are they read for a list, or found by their words.
    own = {field.name for field in model._meta.concrete_fields}
    assert {name for name in own & NEVER if (label, name) not in ALLOWED} <= set(admin.hides)
    found = {name.split("__")[0] for name in (*admin.finds_texts, *admin.finds_ids)}
    assert not found & NEVER
