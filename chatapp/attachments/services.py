"""Taking a file in, and taking one back that was not sent."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.errors import RequestError

from . import limits, rate, removal, selectors, storage, words
from .models import Attachment
from .reading import Found, Unreadable, plain, read

LONGEST_NAME = 200


def store(*, user: User, file: UploadedFile[Any]) -> Attachment:
    """Keep and read a file. Raises RequestError (too_large, no_room, too_many_unsent, unreadable) and Busy; then
    nothing is kept.
    """
    rate.spend(user)
    if (file.size or 0) > limits.most_bytes():
        raise too_large()
    _need_room(user, file.size or 0)
    stored = storage.write(file.chunks(), most=limits.most_bytes())
    if stored is None:
        raise too_large()
    try:
        name = clean_name(file.name or "")
        try:
            found = read(storage.path_of(stored), name)
        except Unreadable as error:
            raise RequestError(words.refusal(error), code="unreadable") from None
        return _keep(user, stored, name, found)
    except BaseException:
        storage.remove(stored)
        raise


def take_back(*, attachment: Attachment) -> None:
    """Delete a file that was not sent; one that was goes with its message. Raises RequestError for such a one."""
    if not removal.delete_unsent(id=attachment.pk):
        raise RequestError(_("This file belongs to a message: it goes when the message is deleted."))


def too_large() -> RequestError:
    """The refusal of a file over the limit."""
    message = _("This file is larger than {most} MB. Attach a part of it.").format(
        most=f"{limits.most_bytes() / limits.MB:g}"
    )
    return RequestError(message, code="too_large")


def clean_name(name: str) -> str:
    """The file's own name on one line: no folders, no control characters, nothing that turns text around."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in plain.clean(last) if sign.isprintable() and sign not in '"<>|')
    shown = " ".join(shown.split())
    if len(shown) > LONGEST_NAME:
        ending = PurePosixPath(shown).suffix[:20]
        shown = shown[: LONGEST_NAME - len(ending) - 1] + "…" + ending
    return shown.strip(". ") or "file"


def _keep(user: User, stored: str, name: str, found: Found) -> Attachment:
    size, sha256 = storage.facts(stored)
    with transaction.atomic():
        # Of several uploads at once each sees what the others have taken.
        User.objects.select_for_update().get(pk=user.pk)
        _need_place(user)
        twin = Attachment.objects.filter(user=user, sha256=sha256).only("file").first()
        if twin is None:
            _need_room(user, size)
        return Attachment.objects.create(
            user=user,
            name=name,
            file=_instead_of(stored, twin),
            kind=found.kind,
            mime=found.mime,
            size=size,
            sha256=sha256,
            text=found.text,
            pages=found.pages,
            rows=found.rows,
            width=found.width,
            height=found.height,
            truncated=found.partial,
            note=found.note,
        )


def _instead_of(stored: str, twin: Attachment | None) -> str:
    """The name under which a new row has its content: that of a twin is linked to, so that it is stored once."""
    if twin is None:
        return stored
    try:
        made = storage.link(twin.file)
    except FileNotFoundError:  # its transaction is through, and ours has not seen that
        return stored
    storage.remove(stored)
    return made


def _need_place(user: User) -> None:
    """What is read out of a file is kept with each copy, though copies take no room on the disk."""
    if Attachment.objects.filter(user=user, message=None).count() >= limits.UNSENT:
        raise RequestError(
            _(
                "You have {most} files attached that are not sent yet. Send or remove some of them first."
            ).format(most=limits.UNSENT),
            code="too_many_unsent",
        )


def _need_room(user: User, size: int) -> None:
    if selectors.stored_bytes(user) + size > limits.most_stored():
        raise RequestError(
            _(
                "Your files take {most} MB already, which is all there is. Delete conversations with files first."
            ).format(most=f"{limits.most_stored() / limits.MB:g}"),
            code="no_room",
        )
