"""Imports: begun with a file, worked on at once or by a worker, told with what was taken."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from kombu.exceptions import OperationalError

from billing.models import BillingAccount
from billing.paying import payer_for
from chatapp.accounts.models import User
from chatapp.celery import app
from chatapp.errors import RequestError

from .. import search
from ..models import Conversation, Import, ImportChunk, Message, text_parts
from ..services import storable
from . import chatgpt, claude, limits
from .errors import BadFile
from .reading import HOW, conversations, unpacked_size
from .taken import Taken

logger = logging.getLogger(__name__)
READERS = (chatgpt, claude)


@dataclass(slots=True)
class Report:
    """What was taken, and what not: `known` were taken by an earlier import, `empty` had nothing that was said,
    `unknown` were of another shape; `cut` messages were over a limit, `over` conversations too.
    """

    conversations: int = 0
    messages: int = 0
    known: int = 0
    empty: int = 0
    unknown: int = 0
    cut: int = 0
    over: int = 0


def begin(*, user: User, file: UploadedFile[Any]) -> Import:
    """Take in a small file at once, and hand a large one to a worker. Raises BadFile, and RequestError while another
    one of this person is worked on.
    """
    size = file.size or 0
    if size > limits.UPLOAD:
        raise BadFile(_("This file is larger than {upload} MB.").format(upload=limits.UPLOAD // limits.MB))
    if not size:
        raise BadFile(_("This file is empty. {how}").format(how=HOW))
    if Import.objects.filter(user=user, status__in=Import.OPEN).exists():
        raise RequestError(_("Another file of yours is being read. Wait for its end, then send this one."))
    name = storable(file.name or "file")[:200]
    assert file.file is not None
    if size <= limits.AT_ONCE and unpacked_size(file.file, size) <= limits.AT_ONCE_UNPACKED:
        made = Import.objects.create(user=user, name=name, status=Import.Status.RUNNING)
        _work(made, file.file)
        return made
    with transaction.atomic():
        made = Import.objects.create(user=user, name=name)
        file.seek(0)
        for number, data in enumerate(iter(lambda: file.read(limits.CHUNK), b"")):
            ImportChunk.objects.create(of=made, number=number, data=data)
        transaction.on_commit(lambda: _enqueue(made.pk))
    return made


def work(*, import_id: UUID | str) -> None:
    """Read the file of an import that waits. Once more after a worker died: what was taken before is known."""
    row = Import.objects.select_related("user").filter(pk=import_id, status__in=Import.OPEN).first()
    if row is None:
        return
    Import.objects.filter(pk=row.pk).update(status=Import.Status.RUNNING)
    with tempfile.TemporaryFile() as file:
        for number in row.chunks.values_list("number", flat=True):
            file.write(row.chunks.get(number=number).data)
        with override(row.user.language or settings.LANGUAGE_CODE):
            _work(row, file)
    row.chunks.all().delete()


def give_up() -> None:
    """Say of imports that nobody has read for WAITING_HOURS that they failed, and forget their files."""
    late = timezone.now() - timedelta(hours=limits.WAITING_HOURS)
    for row in Import.objects.select_related("user").filter(status__in=Import.OPEN, created_at__lt=late):
        with override(row.user.language or settings.LANGUAGE_CODE):
            message = _("Nobody could read this file in time. Please send it again.")
        _end(row, Report(), message)
        row.chunks.all().delete()


def _work(row: Import, file: IO[bytes]) -> None:
    report, message = Report(), ""
    account = payer_for(row.user_id)
    try:
        for data in conversations(file):
            if report.conversations >= limits.CONVERSATIONS:
                report.over += 1
                continue
            _take(row, account, data, report)
        if not report.conversations and not report.known:
            message = _("There is no conversation in this file that can be taken. {how}").format(how=HOW)
    except BadFile as error:
        message = error.message
    except Exception:
        _end(row, report, _("Something went wrong here while this file was read. Please send it again."))
        raise
    _end(row, report, message)


def _take(row: Import, account: BillingAccount, data: object, report: Report) -> None:
    reader = next((each for each in READERS if isinstance(data, dict) and each.fits(data)), None)
    if reader is None or not isinstance(data, dict):
        report.unknown += 1
        return
    taken = reader.take(data, timezone.now())
    report.cut += taken.cut
    if not taken.messages:
        report.empty += 1
    elif _store(row.user_id, account, taken):
        report.conversations += 1
        report.messages += len(taken.messages)
    else:
        report.known += 1


def _store(user_id: UUID, account: BillingAccount, taken: Taken) -> bool:
    """Store the conversation; False where it is there already."""
    try:
        with transaction.atomic():
            conversation = Conversation.objects.create(
                user_id=user_id,
                account=account,
                title=taken.title,
                source=taken.source,
                source_id=taken.id,
                created_at=taken.created_at,
                updated_at=taken.updated_at,
            )
            messages: list[Message] = []
            for said in taken.messages:
                above = None if said.parent is None else messages[said.parent]
                messages.append(
                    Message(conversation=conversation, parent=above, role=said.role,
                            parts=text_parts(said.text), created_at=said.at)
                )  # fmt: skip
            Message.objects.bulk_create(messages, batch_size=500)
            search.index_new(conversation=conversation, messages=messages)
    except IntegrityError:
        return False
    return True


def _end(row: Import, report: Report, message: str) -> None:
    row.status = Import.Status.FAILED if message else Import.Status.DONE
    row.report, row.message, row.finished_at = asdict(report), message, timezone.now()
    row.save(update_fields=["status", "report", "message", "finished_at"])


def _enqueue(import_id: UUID) -> None:
    try:
        app.send_task("workers.import_conversations", args=[str(import_id)], queue="thinking")
    except (OperationalError, OSError) as error:
        logger.warning("import %s waits for the broker: %s", import_id, error)
