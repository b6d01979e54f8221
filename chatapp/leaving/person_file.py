"""Everything that the installation has of one person, in one file: what a person may ask an operator for."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from billing.models import BillingAccount, Credit, Membership, UsageHold
from chatapp import private
from chatapp.accounts.models import Invitation, User
from chatapp.attachments import storage
from chatapp.attachments.models import Attachment
from chatapp.conversations.exporting import record
from chatapp.conversations.models import Conversation, Feedback, Project, Share
from chatapp.moderation.models import Appeal, Report, Suspension
from chatapp.prompts.models import SavedPrompt
from chatapp.runs.models import Run
from chatapp.viewing_as.models import Viewing

SECRET = ("password", "token", "sealed_key")
CHUNK = 200


def write(*, user: User, path: Path) -> dict[str, int]:
    """Write a ZIP to `path`, which must not be there yet; returns how many of each kind are in it.

    Password, keys and tokens are left out. Raises OSError: then there is no file.
    """
    try:
        with (
            open(path, "xb", opener=private.opener) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            counts = {name: _add(archive, name, map(_fields, rows)) for name, rows in _rows(user).items()}
            # All, the archived and the temporary ones too.
            mine = Conversation.objects.filter(user=user).select_related("project").order_by("pk")
            counts["conversations"] = _add(
                archive, "conversations", map(record, mine.iterator(chunk_size=CHUNK))
            )
            counts["files"] = _add_files(archive, user)
    except FileExistsError:
        raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return counts


def _rows(user: User) -> dict[str, Iterable[Model]]:
    """What is theirs besides conversations and files, by the name of its file."""
    found: dict[str, Any] = {
        "person": User.objects.filter(pk=user.pk),
        "accounts": BillingAccount.objects.filter(owner=user),
        "teams": Membership.objects.filter(user=user),
        "usage": UsageHold.objects.filter(user_id=user.pk),
        "credits": Credit.objects.filter(user_id=user.pk),
        "projects": Project.objects.filter(user=user),
        "shares": Share.objects.filter(user=user),
        "feedback": Feedback.objects.filter(message__conversation__user=user),
        "prompts": SavedPrompt.objects.filter(user=user),
        # Without what strangers wrote about a page of theirs; what they wrote themselves is their feedback.
        "reports": Report.objects.filter(person=user).defer("text", "note", "taken_by", "closed_by"),
        "suspensions": Suspension.objects.filter(person=user).defer("begun_by", "ended_by"),
        "appeals": Appeal.objects.filter(suspension__person=user).defer("decided_by"),
        "invitations": Invitation.objects.filter(email=user.email),
        # When staff saw the product as them; who it was stands in the audit log.
        "viewings": Viewing.objects.filter(person=user).defer("staff"),
        "answers": Run.objects.filter(user=user).defer("input", "checkpoint"),
    }
    return {name: rows.order_by("pk").iterator(chunk_size=CHUNK) for name, rows in found.items()}


def _fields(row: Model) -> dict[str, Any]:
    deferred = row.get_deferred_fields()
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in deferred and field.attname not in SECRET
    }


def _add(archive: zipfile.ZipFile, name: str, told: Iterable[dict[str, Any]]) -> int:
    number = 0
    with archive.open(f"{name}.jsonl", "w", force_zip64=True) as member:
        for each in told:
            line = json.dumps(each, cls=DjangoJSONEncoder, ensure_ascii=False)
            member.write(line.encode() + b"\n")
            number += 1
    return number


def _add_files(archive: zipfile.ZipFile, user: User) -> int:
    number = 0
    files = Attachment.objects.filter(user=user).order_by("pk")
    for row in files.only("file").iterator(chunk_size=CHUNK):
        path = storage.path_of(row.file)
        if path.exists():
            # Its own name goes into the list, not into a path.
            archive.write(path, f"files/{row.pk}", zipfile.ZIP_STORED)
            number += 1
    _add(
        archive, "files", files.values("pk", "name", "mime", "size", "created_at").iterator(chunk_size=CHUNK)
    )
    return number
